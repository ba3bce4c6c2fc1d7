/** Where one writes: Enter sends, Shift+Enter breaks the line, a leading / is a command. */

import { Attachments } from "./attachments.js";
import { Autocomplete } from "./autocomplete.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { sentenceOf } from "./notices.js";
import { act } from "./server.js";

const COMMAND = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i;
const DRAFT_KEY = "playground.draft";

export class Composer {
  #app;
  #target;
  #placeholder;
  #onSent;
  #shown = null;
  #busy = false;

  /**
   * @param {Object} app
   * @param {{testId: string, target: function(): Object, placeholder: function(): string, onSent: function()}} options
   *     `target` gives `{channel, thread_ts?}` at the time of sending
   */
  constructor(app, { testId, target, placeholder, onSent }) {
    this.#app = app;
    this.#target = target;
    this.#placeholder = placeholder;
    this.#onSent = onSent;
    this.field = el("textarea", {
      rows: "1",
      "data-testid": testId,
      spellcheck: "true",
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#changed(),
    });
    this.attachments = new Attachments(() => this.#changed());
    this.sendButton = button(
      "send",
      { "aria-label": "Send", title: "Send (Enter)", onclick: () => this.send() },
      icon("send"),
    );
    this.error = el("p", { class: "composer-error", role: "alert", hidden: true });
    this.autocomplete = new Autocomplete(app, this.field);
    this.element = this.#build();
    this.attachments.acceptFrom(this.element);
  }

  #build() {
    const hint = el(
      "span",
      { class: "composer-hint", "aria-hidden": "true" },
      el("kbd", {}, "Enter"),
      " to send   ",
      el("kbd", {}, "Shift + Enter"),
      " for a new line",
    );
    return el(
      "div",
      { class: "composer" },
      this.autocomplete.element,
      this.error,
      el(
        "div",
        { class: "composer-box" },
        this.field,
        this.attachments.element,
        el("div", { class: "composer-tools" }, this.attachments.button, hint, this.sendButton),
      ),
    );
  }

  /** Follow the place: each channel and thread keeps its own draft. */
  show() {
    const key = this.#draftKey();
    if (this.#shown !== key) {
      this.#shown = key;
      this.field.value = sessionStorage.getItem(key) ?? "";
      this.attachments.clear();
      this.#fail("");
    }
    const placeholder = this.#placeholder();
    if (this.field.placeholder !== placeholder) {
      this.field.placeholder = placeholder;
      this.field.setAttribute("aria-label", placeholder);
    }
    this.#settle();
  }

  focus() {
    this.field.focus();
  }

  /** Write and send a text as if it had been typed. */
  async sendText(text) {
    this.field.value = text;
    await this.send();
  }

  async send() {
    const text = this.field.value.trim();
    const { files } = this.attachments;
    if (this.#busy || !this.#app.store.online || (!text && files.length === 0)) return;
    const command = COMMAND.exec(text);
    if (command && files.length === 0) await this.#sendCommand(command);
    else await this.#sendMessage(text, files);
  }

  async #sendMessage(text, files) {
    const { user } = this.#app.place;
    this.#clear();
    const sent = this.#app.outbox.send({ ...this.#target(), user, text, ...(files.length > 0 && { files }) });
    this.#onSent();
    const target = this.#target();
    const ts = await sent;
    if (ts) this.#app.sent({ ...target, ts, text });
  }

  /** The text stays until the app has taken the command: a refused one can be corrected. */
  async #sendCommand([, command, text = ""]) {
    this.#busy = true;
    this.#settle();
    try {
      await act("command", { ...this.#target(), user: this.#app.place.user, command, text });
      this.#clear();
      this.#onSent();
    } catch (error) {
      this.#fail(sentenceOf(error)); // shown above the field
    } finally {
      this.#busy = false;
      this.#settle();
    }
  }

  #clear() {
    this.field.value = "";
    this.attachments.clear();
    this.#changed();
  }

  #key(event) {
    if (this.autocomplete.key(event)) return;
    const { isComposing, key, shiftKey } = event; // while an input method is composing, Enter picks its candidate
    if (key === "Enter" && !shiftKey && !isComposing) {
      event.preventDefault();
      this.send();
    } else if (key === "ArrowUp" && this.field.value === "") {
      if (this.#app.editLast(this.#target())) event.preventDefault();
    }
  }

  #changed() {
    this.#fail("");
    if (this.field.value) sessionStorage.setItem(this.#draftKey(), this.field.value);
    else sessionStorage.removeItem(this.#draftKey());
    this.#settle();
  }

  #settle() {
    const nothing = !this.field.value.trim() && this.attachments.files.length === 0;
    this.sendButton.disabled = nothing || this.#busy || !this.#app.store.online;
    this.element.classList.toggle("is-busy", this.#busy);
    this.autocomplete.show();
  }

  #fail(sentence) {
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
  }

  #draftKey() {
    const { channel, thread_ts: thread = "" } = this.#target();
    return `${DRAFT_KEY}/${this.#app.place.user}/${channel}/${thread}`;
  }
}
