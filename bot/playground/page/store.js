/** What the page knows of the workspace. It changes only by what the server says. */

import { read } from "./server.js";

/** Dispatches "change" whenever there is something new to show. */
export class Store extends EventTarget {
  #loaded = new Set(); // channels whose messages were read
  #views = new Map(); // "channel/user" -> what messagesFor and replies say, until the next change
  #arriving = new Map(); // channel id -> Map of ts -> message, or null for one deleted, while they are read

  constructor() {
    super();
    this.online = false;
    this.ready = false;
    this.team = { id: "", name: "" };
    this.botUser = "";
    this.users = new Map();
    this.channels = new Map();
    this.messages = new Map(); // channel id -> Map of ts -> message
    this.#forgetSurfaces();
  }

  #forgetSurfaces() {
    this.statuses = new Map(); // "channel/thread_ts" -> {status, loading_messages}
    this.sessions = new Map(); // "channel/thread_ts" -> "processing", "active", ...
    this.homes = new Map(); // user id -> view, or null
    this.views = new Map(); // user id -> topmost modal, or null
  }

  /** Read the workspace from its beginning, as after a lost connection; known messages stay until read again. */
  async load() {
    const { team, bot_user: bot, users, channels } = await read("workspace");
    this.#forgetSurfaces();
    this.#loaded.clear();
    Object.assign(this, { team, botUser: bot.id, ready: true });
    this.users = new Map([...users, bot].map((user) => [user.id, user]));
    this.channels = new Map(channels.map((channel) => [channel.id, channel]));
    this.changed();
  }

  /** Read a channel's messages if that was not done yet. */
  async loadChannel(channel, user) {
    if (this.#loaded.has(channel) || this.#arriving.has(channel) || !this.channels.has(channel)) return;
    const arriving = new Map();
    this.#arriving.set(channel, arriving);
    try {
      const list = await read(`messages/${channel}?user=${encodeURIComponent(user)}`);
      if (this.#arriving.get(channel) !== arriving) return; // forgotten meanwhile: it was for somebody else
      this.messages.set(channel, new Map(list.map((message) => [message.ts, message])));
      this.#loaded.add(channel);
      arriving.forEach((message, ts) => this.#put(channel, ts, message));
    } finally {
      if (this.#arriving.get(channel) === arriving) this.#arriving.delete(channel);
      this.changed();
    }
  }

  isLoaded(channel) {
    return this.#loaded.has(channel) || this.messages.has(channel);
  }

  /** Read what is open before a user: the Home tab and the topmost modal. */
  async loadSurfaces(user) {
    const [home, views] = await Promise.all([read(`home/${user}`), read(`views/${user}`)]);
    this.homes.set(user, home);
    this.views.set(user, views.at(-1) ?? null);
    this.changed();
  }

  /** Ephemeral messages are one person's: forget the messages so that they are read for the next. */
  forgetMessages() {
    this.messages.clear();
    this.#loaded.clear();
    this.#arriving.clear();
  }

  /** Take in one event; @returns {boolean} false for a kind that this page does not know */
  apply(event) {
    const thread = `${event.channel}/${event.thread_ts}`;
    if (event.type === "message") this.#put(event.channel, event.message.ts, event.message);
    else if (event.type === "deleted") this.#put(event.channel, event.ts, null);
    else if (event.type === "status") this.statuses.set(thread, event);
    else if (event.type === "session") this.sessions.set(thread, event.status);
    else if (event.type === "home") this.homes.set(event.user, event.view);
    else if (event.type === "view") this.views.set(event.user, event.view);
    else return false;
    this.changed();
    return true;
  }

  changed() {
    this.#views.clear();
    this.dispatchEvent(new Event("change"));
  }

  #put(channel, ts, message) {
    this.#arriving.get(channel)?.set(ts, message);
    if (message) this.messages.get(channel)?.set(ts, message);
    else this.messages.get(channel)?.delete(ts);
  }

  /** The messages of a channel that `user` can see, oldest first. */
  messagesFor(channel, user) {
    return this.#view(channel, user).messages;
  }

  /** The replies of a thread, its first message left out. */
  replies(channel, threadTs, user) {
    return this.#view(channel, user).threads.get(threadTs) ?? [];
  }

  #view(channel, user) {
    const key = `${channel}/${user}`;
    if (!this.#views.has(key))
      this.#views.set(key, viewOf([...(this.messages.get(channel)?.values() ?? [])], user));
    return this.#views.get(key);
  }

  message(channel, ts) {
    return this.messages.get(channel)?.get(ts);
  }

  /** The text that tells what the app is doing in a thread; null when it is doing nothing. */
  statusOf(channel, threadTs) {
    const status = this.statuses.get(`${channel}/${threadTs}`);
    return status?.status ? status : null;
  }

  /** Whether the app is busy in a thread, so that it can be stopped. */
  isProcessing(channel, threadTs, user) {
    if (this.sessions.get(`${channel}/${threadTs}`) === "processing") return true;
    return this.replies(channel, threadTs, user).some((message) => message.streaming);
  }

  /** The channels that a user may see, in the order of the sidebar. */
  channelsOf(user) {
    return [...this.channels.values()].filter(
      (channel) => channel.members.includes(user) && (!channel.is_im || channel.user === user),
    );
  }

  directMessageOf(user) {
    return [...this.channels.values()].find((channel) => channel.is_im && channel.user === user);
  }

  people() {
    return [...this.users.values()].filter((user) => user.id !== this.botUser);
  }

  userName(id) {
    return this.users.get(id)?.name ?? "";
  }

  channelName(id) {
    const channel = this.channels.get(id);
    return channel?.is_im ? this.userName(this.botUser) : (channel?.name ?? id);
  }
}

/** Whether a message stands in a thread below another one. */
export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

function viewOf(all, user) {
  const messages = all.filter((message) => (message.visible_to ?? user) === user).sort(byTime);
  const threads = new Map();
  for (const message of messages.filter(isReply)) {
    if (!threads.has(message.thread_ts)) threads.set(message.thread_ts, []);
    threads.get(message.thread_ts).push(message);
  }
  return { messages, threads };
}

function byTime(one, other) {
  const [a, b] = [one.ts.split("."), other.ts.split(".")];
  return a[0] - b[0] || a[1] - b[1];
}
