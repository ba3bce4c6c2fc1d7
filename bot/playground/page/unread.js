/** How much is new in the channels that one is not looking at. */

export class Unread {
  #counts = new Map(); // channel id -> count
  #newest = new Map(); // channel id -> ts of the newest message that was seen coming
  #since = Date.now() / 1000;

  /** A message came or changed: only one that is newer than all before it is news. */
  note(channel, { ts, user, visible_to: reader = null }, { here, me }) {
    const time = Number.parseFloat(ts);
    if (time <= (this.#newest.get(channel) ?? this.#since)) return;
    this.#newest.set(channel, time);
    const isForMe = user !== me && (reader ?? me) === me;
    if (isForMe && channel !== here) this.#counts.set(channel, this.count(channel) + 1);
  }

  count(channel) {
    return this.#counts.get(channel) ?? 0;
  }

  clear(channel) {
    this.#counts.delete(channel);
  }

  clearAll() {
    this.#counts.clear();
  }
}
