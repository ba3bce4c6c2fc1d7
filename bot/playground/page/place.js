/**
 * Where the person is: as whom, in which channel, which thread is open. The address bar holds it
 * (`#C0FINANCE/1700000.0001`), so a reload returns to the same place and "back" goes back.
 */

const USER_KEY = "playground.user";

/** Dispatches "change" after each move. */
export class Place extends EventTarget {
  #store;

  constructor(store) {
    super();
    this.#store = store;
    this.user = sessionStorage.getItem(USER_KEY) ?? "";
    addEventListener("hashchange", () => this.dispatchEvent(new Event("change")));
  }

  /** @returns {{channel: string, thread: string|null, tab: "messages"|"home"}} where that may be seen, else the first channel */
  get here() {
    const [channel, below = ""] = location.hash.slice(1).split("/");
    const mine = this.#store.channelsOf(this.user);
    const found = mine.find(({ id }) => id === channel);
    if (!found) return { channel: mine[0]?.id ?? "", thread: null, tab: "messages" };
    const home = found.is_im && below === "home";
    return { channel, thread: !home && below ? below : null, tab: home ? "home" : "messages" };
  }

  get channel() {
    return this.#store.channels.get(this.here.channel);
  }

  goTo(channel, thread = null) {
    location.hash = thread ? `${channel}/${thread}` : channel;
  }

  goHome() {
    location.hash = `${this.#store.directMessageOf(this.user).id}/home`;
  }

  openThread(thread) {
    this.goTo(this.here.channel, thread);
  }

  closeThread() {
    this.goTo(this.here.channel);
  }

  /** Go on as another person: in the same channel if they may see it, and from one's own DM to theirs. */
  become(user) {
    const { channel: before } = this;
    this.user = user;
    sessionStorage.setItem(USER_KEY, user);
    if (before?.is_im) this.goTo(this.#store.directMessageOf(user).id);
    this.dispatchEvent(new Event("change"));
  }
}
