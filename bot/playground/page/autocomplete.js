/** What can be written next: people after @, channels after #, commands after a leading /. */

import { el } from "./dom.js";

const MOST = 6;
const COMMANDS = [{ text: "/term", note: "look a term up, for you alone" }];

export class Autocomplete {
  #app;
  #field;
  #choices = [];
  #active = 0;
  #dismissed = null;

  constructor(app, field) {
    this.#app = app;
    this.#field = field;
    this.element = el("ul", {
      class: "autocomplete",
      role: "listbox",
      "aria-label": "Suggestions",
      hidden: true,
    });
    field.addEventListener("blur", () => this.#close());
    field.addEventListener("keyup", () => this.show());
    field.addEventListener("click", () => this.show());
  }

  /** Offer what fits the word at the caret. */
  show() {
    const word = document.activeElement === this.#field ? this.#wordAtCaret() : null;
    const found = word && word !== this.#dismissed ? this.#matching(word) : [];
    if (found.map(({ text }) => text).join() !== this.#choices.map(({ text }) => text).join())
      this.#active = 0;
    this.#choices = found;
    this.#draw();
  }

  /** @returns {boolean} whether the key was for the list */
  key(event) {
    if (this.#choices.length === 0 || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#active = (this.#active + step + this.#choices.length) % this.#choices.length;
    else if (event.key === "Enter" || event.key === "Tab") this.#pick(this.#choices[this.#active]);
    else if (event.key === "Escape") this.#close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.#draw();
    return true;
  }

  #wordAtCaret() {
    const { selectionStart, selectionEnd, value } = this.#field;
    if (selectionStart !== selectionEnd) return null;
    return /(?:^\/[\w-]*|[@#][\p{L}\p{N}_-]*)$/u.exec(value.slice(0, selectionStart))?.[0] ?? null;
  }

  #matching(word) {
    const lower = word.toLowerCase();
    const found = this.#offered(word[0]).filter(({ text }) => text.toLowerCase().startsWith(lower));
    return found.some(({ text }) => text.toLowerCase() === lower) ? [] : found.slice(0, MOST);
  }

  #offered(mark) {
    const { place, store } = this.#app;
    if (mark === "/") return COMMANDS;
    if (mark === "#")
      return store
        .channelsOf(place.user)
        .filter((channel) => !channel.is_im)
        .map(({ name }) => ({ text: `#${name}` }));
    const members = place.channel?.members ?? [];
    const bot = { text: `@${store.userName(store.botUser)}`, note: "app" };
    return [
      bot,
      ...members
        .filter((id) => id !== store.botUser && id !== place.user)
        .map((id) => ({ text: `@${store.userName(id)}` })),
    ];
  }

  #pick({ text }) {
    const { selectionStart } = this.#field;
    const start = selectionStart - this.#wordAtCaret().length;
    this.#field.setRangeText(`${text} `, start, selectionStart, "end");
    this.#field.dispatchEvent(new Event("input"));
  }

  #close() {
    this.#dismissed = this.#wordAtCaret();
    this.#choices = [];
    this.#draw();
  }

  #draw() {
    this.element.hidden = this.#choices.length === 0;
    const option = (choice, index) =>
      el(
        "li",
        {
          role: "option",
          "aria-selected": String(index === this.#active),
          onmousedown: (event) => this.#clicked(event, choice),
        },
        choice.text,
        choice.note && el("small", {}, choice.note),
      );
    this.element.replaceChildren(...this.#choices.map(option));
  }

  #clicked(event, choice) {
    event.preventDefault(); // the field keeps the focus
    this.#pick(choice);
  }
}
