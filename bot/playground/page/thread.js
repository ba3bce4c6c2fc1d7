/** The right pane: a thread with its answer being written, its status line, Stop, and a composer. */

import { Composer } from "./composer.js";
import { button, el, morphChildren } from "./dom.js";
import { icon } from "./icons.js";
import { dividerItem, messageItems, MessageList } from "./message_list.js";
import { attempt } from "./notices.js";
import { act } from "./server.js";

const LOADING_MESSAGE_MILLISECONDS = 2500;

export class ThreadPane {
  #app;
  #shown = "";
  #tick = 0;

  constructor(app, element) {
    this.#app = app;
    this.element = element;
    this.head = el("header", { class: "pane-head" });
    this.list = new MessageList({ label: "Thread", live: "polite" });
    this.status = el("div", { class: "status-line" });
    this.composer = new Composer(app, {
      testId: "thread-composer",
      target: () => ({ channel: app.place.here.channel, thread_ts: app.place.here.thread }),
      placeholder: () => this.#placeholder(),
      onSent: () => this.list.toEnd(),
    });
    element.append(this.head, this.list.element, this.status, this.composer.element);
    setInterval(() => this.#nextLoadingMessage(), LOADING_MESSAGE_MILLISECONDS);
  }

  show() {
    const { here } = this.#app.place;
    this.element.hidden = !here.thread;
    document.body.classList.toggle("has-thread", Boolean(here.thread));
    if (!here.thread) {
      this.#shown = "";
      this.list.show([]);
      return;
    }
    const moved = this.#shown !== here.thread;
    this.#shown = here.thread;
    morphChildren(this.head, this.#headParts());
    this.list.show(this.#items(here));
    this.#showStatus();
    if (moved) this.list.toEnd();
    this.composer.show();
  }

  focus() {
    this.composer.focus();
  }

  #headParts() {
    const { place, store } = this.#app;
    const { is_im: isDirect } = place.channel;
    const close = () => place.closeThread();
    return [
      button("tool back-button", { "aria-label": "Back to the channel", onclick: close }, icon("back")),
      el(
        "h2",
        {},
        "Thread",
        el("small", {}, `${isDirect ? "" : "#"}${store.channelName(place.here.channel)}`),
      ),
      button(
        "tool close-thread",
        { "aria-label": "Close thread", title: "Close (Esc)", onclick: close },
        icon("close"),
      ),
    ];
  }

  #items({ channel, thread }) {
    const { outbox, place, store } = this.#app;
    if (!store.isLoaded(channel)) return [];
    const first = store.message(channel, thread);
    const replies = [
      ...store.replies(channel, thread, place.user),
      ...outbox.waiting(channel, thread, place.user),
    ];
    const count = replies.filter((reply) => !reply.visible_to).length;
    const words = count === 0 ? "No replies yet" : `${count} ${count === 1 ? "reply" : "replies"}`;
    return [
      ...(first ? messageItems(this.#app, [first], { inThread: true }) : [goneItem()]),
      dividerItem(`count-${count}`, words),
      ...messageItems(this.#app, replies, { inThread: true }),
    ];
  }

  #showStatus() {
    const { place, store } = this.#app;
    const { channel, thread } = place.here;
    const status = store.statusOf(channel, thread);
    const busy = store.isProcessing(channel, thread, place.user);
    this.status.hidden = !status && !busy;
    morphChildren(this.status, [
      el(
        "span",
        { class: "status-words", role: "status" },
        status || busy ? [dots(), this.#statusWords(status)] : [],
      ),
      ...(busy ? [this.#stopButton(channel, thread)] : []),
    ]);
  }

  #statusWords(status) {
    const { store } = this.#app;
    const bot = store.userName(store.botUser);
    if (!status) return `${bot} is writing…`;
    const messages = status.loading_messages ?? [];
    const hint = messages[this.#tick % messages.length];
    return [`${bot} ${status.status}`, hint ? el("span", { class: "loading-message" }, hint) : null];
  }

  #stopButton(channel, thread) {
    const onclick = async ({ currentTarget }) => {
      currentTarget.disabled = true;
      const body = { channel, user: this.#app.place.user, thread_ts: thread };
      await attempt(() => act("stop", body));
      currentTarget.disabled = false;
    };
    return button(
      "button stop-button",
      { "data-testid": "stop", "data-thread": thread, onclick },
      icon("stop"),
      "Stop",
    );
  }

  #nextLoadingMessage() {
    this.#tick += 1;
    if (!this.element.hidden && !this.status.hidden) this.#showStatus();
  }

  #placeholder() {
    const { place, store } = this.#app;
    const { channel, thread } = place.here;
    const followed = store.replies(channel, thread, place.user).some((reply) => reply.user === store.botUser);
    const bot = store.userName(store.botUser);
    return followed || place.channel?.is_im ? `Reply to ${bot}…` : `Reply…   ·   mention @${bot} to ask`;
  }
}

function dots() {
  return el("span", { class: "dots", "aria-hidden": "true" }, el("i", {}), el("i", {}), el("i", {}));
}

function goneItem() {
  return {
    key: "gone",
    build: () => el("p", { class: "tombstone" }, "The first message of this thread is gone."),
  };
}
