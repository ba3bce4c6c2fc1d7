/** The left pane: the workspace, its channels, the app, and as whom one is here. */

import { el, morphChildren } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";

export class Sidebar {
  #app;

  constructor(app, element) {
    this.#app = app;
    this.head = el("header", { class: "sidebar-head" });
    this.sections = el("div", { class: "sidebar-sections" });
    this.switch = el("select", {
      "data-testid": "user-switch",
      "aria-label": "Act as",
      onchange: () => app.place.become(this.switch.value),
    });
    this.face = el("span", { class: "switch-face" });
    element.append(
      this.head,
      this.sections,
      el(
        "footer",
        { class: "sidebar-foot" },
        this.face,
        el("label", {}, el("small", {}, "You are here as"), this.switch),
      ),
    );
  }

  show() {
    const { place, store } = this.#app;
    const channels = store.channelsOf(place.user);
    morphChildren(this.head, [
      el("strong", {}, store.team.name || "Playground"),
      el(
        "small",
        {},
        el("span", { class: `presence ${store.online ? "is-online" : ""}` }),
        store.online ? "On this computer" : "Offline",
      ),
    ]);
    morphChildren(this.sections, [
      this.#section(
        "Channels",
        channels.filter((channel) => !channel.is_im),
      ),
      this.#section(
        "Apps",
        channels.filter((channel) => channel.is_im),
      ),
    ]);
    this.#showSwitch();
  }

  #section(title, channels) {
    return el(
      "section",
      {},
      el("h2", {}, title),
      el(
        "ul",
        {},
        channels.map((channel) => el("li", {}, this.#entry(channel))),
      ),
    );
  }

  #entry(channel) {
    const { place, store } = this.#app;
    const current = place.here.channel === channel.id;
    const unread = current ? 0 : this.#app.unread.count(channel.id);
    const picture = channel.is_im
      ? avatar(store, store.botUser, "small")
      : icon(channel.is_private ? "lock" : "hash");
    const label = `${store.channelName(channel.id)}${channel.is_private && !channel.is_im ? ", private" : ""}${unread ? `, ${unread} unread` : ""}`;
    return el(
      "a",
      {
        class: `entry ${unread ? "has-unread" : ""}`,
        href: `#${channel.id}`,
        "data-testid": `channel-${channel.id}`,
        "aria-label": label,
        "aria-current": current ? "page" : null,
        onclick: () => this.#app.toggleSidebar(false),
      },
      picture,
      el("span", { class: "entry-name" }, store.channelName(channel.id)),
      unread > 0 && el("span", { class: "unread" }, String(unread)),
    );
  }

  #showSwitch() {
    const { place, store } = this.#app;
    morphChildren(
      this.switch,
      store.people().map(({ id, name }) => el("option", { value: id }, name)),
    );
    this.switch.value = place.user;
    morphChildren(this.face, [avatar(store, place.user)]);
  }
}
