/** Puts the page together: the server's news go into the store, and every change is drawn. */

import { ChannelPane } from "./channel.js";
import { el } from "./dom.js";
import { ModalPane } from "./modal.js";
import { attempt, showConnection } from "./notices.js";
import { Outbox } from "./outbox.js";
import { Place } from "./place.js";
import { act, listen } from "./server.js";
import { Sidebar } from "./sidebar.js";
import { isReply, Store } from "./store.js";
import { ThreadPane } from "./thread.js";
import { Unread } from "./unread.js";

const RETRY_MILLISECONDS = 1500;
const NARROW = matchMedia("(max-width: 760px)");

class App {
  #drawing = false;
  #readFor = ""; // whose messages the store holds
  #opened = ""; // where the app was last looked at

  constructor() {
    this.store = new Store();
    this.place = new Place(this.store);
    this.outbox = new Outbox(this.store);
    this.unread = new Unread();
    this.editing = null; // {ts, inThread} of the own message that is being edited
    this.feedback = new Map(); // message ts -> {action_id: "positive" or "negative"}
    this.directory = this.#directory();
    this.blockSurface = this.#blockSurface();
    this.sidebar = new Sidebar(this, document.getElementById("sidebar"));
    this.channel = new ChannelPane(this, document.getElementById("channel"));
    this.thread = new ThreadPane(this, document.getElementById("thread"));
    this.modal = new ModalPane(this);
  }

  start() {
    for (const source of [this.store, this.outbox]) source.addEventListener("change", () => this.draw());
    this.place.addEventListener("change", () => this.#moved());
    document.getElementById("scrim").addEventListener("click", () => this.toggleSidebar(false));
    addEventListener("keydown", (event) => this.#key(event));
    listen({
      onEvent: (event) => this.#take(event),
      onUp: () => this.#connected(),
      onDown: () => this.#disconnected(),
    });
  }

  /** Draw soon, once for all changes of a moment. */
  draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      if (this.store.ready) this.#drawNow();
    }, 16);
  }

  #drawNow() {
    for (const pane of [this.sidebar, this.channel, this.thread, this.modal]) pane.show();
    document.body.classList.add("is-ready");
  }

  async #connected() {
    try {
      await this.store.load();
    } catch {
      this.#disconnected(); // the banner tells of it
      setTimeout(() => this.#connected(), RETRY_MILLISECONDS);
      return;
    }
    if (!this.store.users.has(this.place.user)) this.place.become(this.store.people()[0].id);
    this.store.online = true;
    this.#opened = "";
    showConnection(true);
    this.store.changed();
    await attempt(() => this.#readHere());
  }

  #disconnected() {
    this.store.online = false;
    showConnection(false);
    this.store.changed();
  }

  async #take(event) {
    if (event.type === "reset") {
      this.#forget();
      await this.#connected();
      return;
    }
    this.store.apply(event);
    if (event.type === "message") this.#arrived(event);
  }

  #forget() {
    this.store.forgetMessages();
    this.unread.clearAll();
  }

  #arrived({ channel, message }) {
    this.outbox.arrived(channel, message);
    this.unread.note(channel, message, { here: this.place.here.channel, me: this.place.user });
  }

  async #moved() {
    this.editing = null;
    this.toggleSidebar(false);
    this.draw();
    if (this.store.ready) await attempt(() => this.#readHere());
  }

  async #readHere() {
    const { here, user } = this.place;
    if (this.#readFor && this.#readFor !== user) this.#forget();
    this.#readFor = user;
    this.unread.clear(here.channel);
    if (!this.store.views.has(user)) await this.store.loadSurfaces(user);
    await this.store.loadChannel(here.channel, user);
    await this.#openApp(here, user);
  }

  /** The app is told when somebody comes to its direct message or its Home. */
  async #openApp({ channel, tab }, user) {
    const opened = `${user}/${channel}/${tab}`;
    if (opened === this.#opened) return;
    this.#opened = opened;
    if (this.place.channel?.is_im) await act("open-home", { user, tab });
  }

  /** A question opens its thread, where the answer will come. */
  sent({ channel, thread_ts: thread, ts, text }) {
    const asksBot = this.place.channel?.is_im || text.includes(`@${this.store.userName(this.store.botUser)}`);
    if (!thread && asksBot && this.place.here.channel === channel) this.place.openThread(ts);
  }

  ask(text) {
    return this.channel.composer.sendText(text);
  }

  openThread(ts) {
    this.place.openThread(ts);
    setTimeout(() => this.thread.focus(), 60);
  }

  /** Begin to edit a message, `{ts, inThread}`, or end with null. */
  edit(editing) {
    this.editing = editing;
    this.draw();
  }

  /** Edit one's last message in a channel or thread; @returns {boolean} false if there is none */
  editLast({ channel, thread_ts: thread }) {
    const { user } = this.place;
    const all = this.store
      .messagesFor(channel, user)
      .filter((message) => (thread ? message.thread_ts === thread : !isReply(message)));
    const last = all.findLast((message) => message.user === user && !message.subtype);
    if (last) this.edit({ ts: last.ts, inThread: Boolean(thread) });
    return Boolean(last);
  }

  dismiss(message) {
    const { here, user } = this.place;
    return attempt(() => act("delete", { channel: here.channel, user, ts: message.ts }));
  }

  toggleSidebar(open) {
    document.body.classList.toggle("has-sidebar", open && NARROW.matches);
    document.getElementById("scrim").hidden = !(open && NARROW.matches);
  }

  #key(event) {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (document.body.classList.contains("has-sidebar")) this.toggleSidebar(false);
    else if (this.place.here.thread) this.place.closeThread();
  }

  #directory() {
    const { place, store } = this;
    return {
      userName: (id) => store.userName(id),
      channelName: (id) => store.channelName(id),
      get me() {
        return place.user;
      },
    };
  }

  #blockSurface() {
    return {
      directory: this.directory,
      people: () => [
        {
          label: "",
          options: this.store.people().map(({ id, name }) => ({ value: id, text: { text: name } })),
        },
      ],
      chosen: (key, action) => this.feedback.get(key)?.[action],
      interact: (...use) => attempt(() => this.#interact(...use)),
    };
  }

  async #interact({ place, key }, block, element, value) {
    const { user } = this.place;
    await act("interact", { user, ...place, block_id: block.block_id, action_id: element.action_id, value });
    if (element.type !== "feedback_buttons") return;
    this.feedback.set(key, { ...this.feedback.get(key), [element.action_id]: value });
    this.draw();
  }
}

document.body.prepend(
  el("a", { class: "skip-link", href: "#", onclick: (event) => skip(event) }, "Skip to the composer"),
);

function skip(event) {
  event.preventDefault();
  document.querySelector("[data-testid=composer]").focus();
}

new App().start();
