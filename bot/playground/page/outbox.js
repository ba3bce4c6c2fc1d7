/** What was sent and has not come back yet: shown at once, confirmed by the server, or marked as failed. */

import { sentenceOf } from "./notices.js";
import { act } from "./server.js";
import { escapeEntities } from "./text/entities.js";

/** Dispatches "change" whenever an entry comes, fails or goes. */
export class Outbox extends EventTarget {
  #store;
  #entries = [];
  #sent = 0;

  constructor(store) {
    super();
    this.#store = store;
  }

  /**
   * Send a message.
   * @param {{channel: string, thread_ts?: string, user: string, text: string, files?: Object[]}} message
   * @returns {Promise<string|null>} its ts, or null if it failed: then it stays, to be sent again
   */
  async send(message) {
    this.#sent += 1;
    const entry = { message, key: `unsent-${this.#sent}`, ts: `${Date.now() / 1000}`, error: null };
    this.#entries.push(entry);
    return this.#deliver(entry);
  }

  async sendAgain(entry) {
    entry.error = null;
    return this.#deliver(entry);
  }

  discard(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#changed();
  }

  /** The server shows a message of this author: the oldest waiting one like it has arrived. */
  arrived(channel, message) {
    const entry = this.#entries.find(
      ({ message: sent, error }) =>
        !error && sent.channel === channel && sent.user === message.user && sameThread(sent, message),
    );
    if (entry) this.discard(entry);
  }

  /** Entries for one channel, or for one of its threads, as messages that can be drawn. */
  waiting(channel, threadTs, user) {
    return this.#entries
      .filter(
        ({ message }) =>
          message.channel === channel && (message.thread_ts ?? null) === threadTs && message.user === user,
      )
      .map((entry) => this.#asMessage(entry));
  }

  async #deliver(entry) {
    this.#changed();
    try {
      const { ts } = await act("message", entry.message);
      this.discard(entry);
      return ts;
    } catch (error) {
      entry.error = sentenceOf(error); // told to the person beside the message
      this.#changed();
      return null;
    }
  }

  #asMessage(entry) {
    const { user, text, files = [], thread_ts: threadTs } = entry.message;
    return { ts: entry.ts, user, text: this.#asStored(text), files, thread_ts: threadTs, unsent: entry };
  }

  /** About what the server will make of the text, so that it does not jump on arrival. */
  #asStored(text) {
    const ids = new Map([...this.#store.users.values()].map(({ id, name }) => [name.toLowerCase(), id]));
    return escapeEntities(text).replace(/@([\p{L}\p{N}_-]+)/gu, (written, name) => {
      const id = ids.get(name.toLowerCase());
      return id ? `<@${id}>` : written;
    });
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

function sameThread(sent, message) {
  const thread = message.thread_ts === message.ts ? undefined : message.thread_ts;
  return (sent.thread_ts ?? undefined) === thread;
}
