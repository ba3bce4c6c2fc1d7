/** The app's Home tab, as it was published for the acting user. */

import { renderBlocks } from "./blocks/blocks.js";
import { el, morphChildren } from "./dom.js";

export class HomeTab {
  #app;

  constructor(app) {
    this.#app = app;
    this.element = el("section", {
      class: "home",
      "data-testid": "home",
      "aria-label": "Home",
      hidden: true,
    });
  }

  show(visible) {
    this.element.hidden = !visible;
    if (!visible) return;
    const view = this.#app.store.homes.get(this.#app.place.user);
    morphChildren(this.element, [view ? this.#published(view) : this.#nothing()]);
  }

  #published(view) {
    const surface = { ...this.#app.blockSurface, place: { view_id: view.id }, key: view.id };
    return el("div", { class: "home-page" }, renderBlocks(view.blocks, surface));
  }

  #nothing() {
    return el(
      "div",
      { class: "home-page home-empty" },
      el("h2", {}, "Nothing here yet"),
      el(
        "p",
        {},
        "The app has not published its Home for you. It does so when it is running and you open this tab.",
      ),
    );
  }
}
