/** The modal that the app has opened before the acting user. */

import { renderBlocks } from "./blocks/blocks.js";
import { enteredValues } from "./blocks/inputs.js";
import { plainText } from "./blocks/plain_text.js";
import { button, el, morphChildren } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, sentenceOf } from "./notices.js";
import { act } from "./server.js";

export class ModalPane {
  #app;
  #view = null;

  constructor(app) {
    this.#app = app;
    this.element = el("dialog", {
      class: "dialog modal",
      "data-testid": "modal",
      "aria-labelledby": "modal-title",
    });
    this.element.addEventListener("cancel", (event) => {
      event.preventDefault(); // the server closes it, the page follows
      this.#close();
    });
    document.body.append(this.element);
  }

  /** Open, change or close the dialog; entries in fields that stay are kept by `morph`. */
  show() {
    const view = this.#app.store.views.get(this.#app.place.user) ?? null;
    if (view === this.#view) return;
    if (!view) this.#leave();
    if (view && view.id === this.#view?.id) morphChildren(this.element, [this.#form(view)]);
    else this.element.replaceChildren(...(view ? [this.#form(view)] : []));
    this.#view = view;
    if (view && !this.element.open) this.element.showModal();
  }

  /** `close` gives the focus back to who was writing, but Chromium leaves the caret in what is gone. */
  #leave() {
    getSelection().removeAllRanges();
    this.element.close();
  }

  #form(view) {
    const surface = { ...this.#app.blockSurface, place: { view_id: view.id }, key: view.id };
    return el(
      "div",
      { class: "modal-form", onkeydown: (event) => this.#key(event) },
      el(
        "header",
        { class: "modal-head" },
        el("h2", { id: "modal-title" }, plainText(view.title)),
        button(
          "tool",
          { "aria-label": "Close", "data-view": view.id, onclick: () => this.#close() },
          icon("close"),
        ),
      ),
      el(
        "div",
        { class: "modal-body" },
        renderBlocks(view.blocks, surface),
        el("p", { class: "form-error", role: "alert", hidden: true }),
      ),
      el(
        "div",
        { class: "dialog-actions" },
        button(
          "button",
          { "data-view": view.id, onclick: () => this.#close() },
          plainText(view.close) || "Cancel",
        ),
        view.submit &&
          button(
            "button button-primary submit",
            { "data-view": view.id, onclick: () => this.#submit() },
            plainText(view.submit),
          ),
      ),
    );
  }

  #key(event) {
    const sends = event.key === "Enter" && !event.isComposing && event.target.nodeName === "INPUT";
    if (!sends || !this.#view.submit) return;
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    const button = this.element.querySelector(".submit");
    button.disabled = true;
    this.#showErrors({}, "");
    try {
      const { errors = {} } = await act("interact", {
        user: this.#app.place.user,
        view_id: this.#view.id,
        submit: enteredValues(this.element),
      });
      this.#showErrors(errors, "");
    } catch (error) {
      this.#showErrors({}, sentenceOf(error)); // shown in the modal, which stays open
    } finally {
      button.disabled = false;
    }
  }

  #close() {
    return attempt(() =>
      act("interact", { user: this.#app.place.user, view_id: this.#view.id, close: true }),
    );
  }

  #showErrors(errors, general) {
    const put = (node, text) => {
      node.textContent = text;
      node.hidden = !text;
    };
    for (const block of this.element.querySelectorAll(".block-input")) {
      const text = errors[block.dataset.blockId] ?? "";
      put(block.querySelector(".field-error"), text);
      block.classList.toggle("has-error", Boolean(text));
    }
    put(this.element.querySelector(".form-error"), general);
    this.element.querySelector(".has-error .control")?.focus();
  }
}
