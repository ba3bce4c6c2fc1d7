/** The middle pane: a channel's or direct message's head, its messages or its Home tab, the composer. */

import { Composer } from "./composer.js";
import { button, el, morphChildren } from "./dom.js";
import { HomeTab } from "./home.js";
import { icon } from "./icons.js";
import { messageItems, MessageList } from "./message_list.js";
import { avatar, nameTag } from "./people.js";
import { isReply } from "./store.js";
import { welcome } from "./welcome.js";

export class ChannelPane {
  #app;
  #shown = "";

  constructor(app, element) {
    this.#app = app;
    this.head = el("header", { class: "pane-head" });
    this.list = new MessageList({ label: "Messages", live: "off" });
    this.welcome = el("div", { class: "welcome-holder" });
    this.home = new HomeTab(app);
    this.composer = new Composer(app, {
      testId: "composer",
      target: () => ({ channel: app.place.here.channel }),
      placeholder: () => this.#placeholder(),
      onSent: () => this.list.toEnd(),
    });
    element.append(this.head, this.home.element, this.welcome, this.list.element, this.composer.element);
  }

  show() {
    const { place, store } = this.#app;
    const { channel: id, tab } = place.here;
    const moved = this.#shown !== `${place.user}/${id}`;
    this.#shown = `${place.user}/${id}`;
    morphChildren(this.head, this.#headParts());
    this.home.show(tab === "home");
    const empty = this.#showMessages(id, tab);
    this.welcome.hidden = !empty || tab === "home";
    this.list.element.hidden = empty || tab === "home";
    this.composer.element.hidden = tab === "home";
    if (moved) this.list.toEnd();
    this.composer.show();
    document.title = `${place.channel?.is_im ? "" : "#"}${store.channelName(id)} · ${store.team.name}`;
  }

  #showMessages(id, tab) {
    const { outbox, place, store } = this.#app;
    if (tab === "home") return false;
    if (!store.isLoaded(id)) {
      this.list.show([1, 2, 3].map((number) => ({ key: `skeleton-${number}`, build: skeleton })));
      return false;
    }
    const messages = store.messagesFor(id, place.user).filter((message) => !isReply(message));
    const all = [...messages, ...outbox.waiting(id, null, place.user)];
    this.list.show(messageItems(this.#app, all, { inThread: false }));
    if (all.length === 0) morphChildren(this.welcome, [welcome(this.#app)]);
    return all.length === 0;
  }

  #headParts() {
    const { place, store } = this.#app;
    const { channel } = place;
    if (!channel) return [];
    const menu = button(
      "tool menu-button",
      { "aria-label": "Show channels", onclick: () => this.#app.toggleSidebar(true) },
      icon("menu"),
    );
    if (channel.is_im) {
      return [menu, avatar(store, store.botUser), el("h1", {}, nameTag(store, store.botUser)), this.#tabs()];
    }
    const members = channel.members.map((user) => avatar(store, user, "small"));
    const names = channel.members.map((user) => store.userName(user)).join(", ");
    return [
      menu,
      el("h1", {}, icon(channel.is_private ? "lock" : "hash"), channel.name),
      el("div", { class: "members", title: names, role: "img", "aria-label": `Members: ${names}` }, members),
    ];
  }

  #tabs() {
    const { place } = this.#app;
    const { tab } = place.here;
    const make = (name, label, onclick) =>
      button(
        "tab",
        {
          role: "tab",
          "aria-selected": String(tab === name),
          "data-testid": `${name}-tab`,
          "data-user": place.user,
          onclick,
        },
        label,
      );
    return el(
      "div",
      { class: "tabs", role: "tablist" },
      make("home", "Home", () => place.goHome()),
      make("messages", "Messages", () => place.goTo(place.here.channel)),
    );
  }

  #placeholder() {
    const { place, store } = this.#app;
    const name = store.channelName(place.here.channel);
    return place.channel?.is_im
      ? `Ask ${name} anything`
      : `Message #${name}   ·   mention @${store.userName(store.botUser)} to ask`;
  }
}

function skeleton() {
  return el(
    "div",
    { class: "skeleton", "aria-hidden": "true" },
    el("span", {}),
    el("div", {}, el("i", {}), el("i", {})),
  );
}
