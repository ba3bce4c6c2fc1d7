/** A column of messages with its days, which stays at its end while one reads there. */

import { dateOf, dayOf } from "./clock.js";
import { button, el, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { messageElement, messageFacts } from "./message.js";

const AT_END_PIXELS = 80;
const SAME_BREATH_SECONDS = 5 * 60;

/** The scrolling column; `element` holds it with its "jump to latest" button. */
export class MessageList {
  #atEnd = true;
  #size = "";

  constructor({ label, live }) {
    this.column = el("div", {
      class: "message-column",
      role: "log",
      "aria-label": label,
      "aria-live": live,
      tabindex: "0",
    });
    this.jump = button("jump", { hidden: true, onclick: () => this.toEnd() }, icon("arrow"), "Latest");
    this.element = el("div", { class: "message-list" }, this.column, this.jump);
    this.column.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => this.#settle()).observe(this.column);
  }

  /** Show these items (see `reconcile`), and follow the end if it was in sight. */
  show(items) {
    reconcile(this.column, items);
    const busy = this.column.querySelector("[aria-busy=true]") !== null;
    this.column.setAttribute("aria-busy", String(busy)); // a reader hears the answer once, when it is whole
    this.#settle();
  }

  toEnd() {
    this.#atEnd = true;
    this.#settle();
  }

  #settle() {
    const { scrollHeight, clientHeight } = this.column;
    if (this.#atEnd) this.column.scrollTop = scrollHeight;
    this.#size = `${scrollHeight}/${clientHeight}`;
    this.#scrolled();
  }

  /** Leaving the end is what a person does by scrolling, not what a narrower window does to the lines. */
  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.column;
    if (this.#atEnd && this.#size !== `${scrollHeight}/${clientHeight}`) {
      this.#settle();
      return;
    }
    this.#atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PIXELS;
    this.jump.hidden = this.#atEnd;
  }
}

/** @returns {Object[]} items for `MessageList.show`: messages, and a divider before each new day */
export function messageItems(app, messages, { inThread }) {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    const newDay =
      !inThread && (!before || dateOf(before.ts).toDateString() !== dateOf(message.ts).toDateString());
    const look = { compact: !newDay && sameBreath(before, message), inThread };
    const item = {
      key: message.unsent?.key ?? message.ts,
      facts: [app.place.user, ...messageFacts(app, message, look)],
      build: () => messageElement(app, message, look),
    };
    return newDay ? [dayItem(message), item] : [item];
  });
}

/** A line across the column with a word in its middle. */
export function dividerItem(key, text) {
  return { key, build: () => el("div", { class: "divider", role: "separator" }, el("span", {}, text)) };
}

function dayItem(message) {
  return dividerItem(`day-${dateOf(message.ts).toDateString()}`, dayOf(message.ts));
}

/** Several messages of one author in a few minutes stand under one name. */
function sameBreath(before, message) {
  const same = before && before.user === message.user && !before.visible_to && !message.visible_to;
  return Boolean(
    same && !before.subtype && !before.reply_count && message.ts - before.ts < SAME_BREATH_SECONDS,
  );
}
