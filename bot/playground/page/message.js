/** One message: who, when, what, and what can be done with it. */

import { renderBlocks } from "./blocks/blocks.js";
import { dateOf, lastReply, timeOfDay } from "./clock.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { messageActions } from "./message_actions.js";
import { editForm } from "./message_edit.js";
import { avatar, nameTag } from "./people.js";
import { messageText } from "./text/message_text.js";

/** Everything that a message's element shows: while these stay the same, so does the element. */
export function messageFacts(app, message, { compact, inThread }) {
  const replies = inThread ? [] : app.store.replies(app.place.here.channel, message.ts, app.place.user);
  const status = inThread ? null : app.store.statusOf(app.place.here.channel, message.ts);
  const original = message.unsent ?? message;
  return [
    original,
    message.unsent?.error,
    compact,
    isEdited(app, message, inThread),
    replies.length,
    replies.at(-1),
    status,
    app.feedback.get(message.ts),
  ];
}

/**
 * @param {Object} app the page's parts (see main.js)
 * @param {Object} message as the server sends it, or from the outbox with `unsent`
 * @param {{compact: boolean, inThread: boolean}} look compact: without avatar and name, below one of the same author
 * @returns {HTMLElement}
 */
export function messageElement(app, message, { compact, inThread }) {
  const kind = message.visible_to ? "ephemeral" : "message";
  const classes = [
    "message",
    compact && "is-compact",
    message.visible_to && "is-ephemeral",
    message.unsent && "is-unsent",
  ];
  return el(
    "article",
    {
      class: present(classes),
      "data-testid": kind,
      "data-ts": message.ts,
      "data-user": message.user,
      "aria-busy": message.streaming ? "true" : null,
    },
    el("div", { class: "gutter" }, compact ? time(message) : avatar(app.store, message.user)),
    el(
      "div",
      { class: "content" },
      head(app, message, compact),
      content(app, message, inThread),
      foot(app, message, inThread),
    ),
    message.unsent || isTombstone(message) ? null : messageActions(app, message, { inThread }),
  );
}

function head(app, message, compact) {
  const privacy = message.visible_to && privacyNote(app, message);
  if (compact || isTombstone(message)) return privacy || null;
  return [privacy, el("header", {}, nameTag(app.store, message.user), time(message))];
}

function time(message) {
  const date = dateOf(message.ts);
  return el("time", { datetime: date.toISOString(), title: date.toLocaleString() }, timeOfDay(message.ts));
}

function privacyNote(app, message) {
  const dismiss = () => app.dismiss(message);
  return el(
    "div",
    { class: "privacy" },
    icon("eye"),
    "Only visible to you",
    button("link-button", { "data-ts": message.ts, onclick: dismiss }, "Dismiss"),
  );
}

/** What Slack shows: the blocks in place of the text, but a streamed text stays above its blocks. */
function content(app, message, inThread) {
  if (isTombstone(message)) return el("p", { class: "tombstone" }, "This message was deleted.");
  if (isEdited(app, message, inThread)) return editForm(app, message);
  const blocks = message.blocks ?? [];
  const showsText = message.text && (message.markdown || blocks.length === 0);
  return [
    showsText || message.streaming ? messageText(message, app.directory) : null,
    blocks.length > 0 ? renderBlocks(blocks, messageSurface(app, message)) : null,
    message.files?.length ? el("div", { class: "files" }, message.files.map(fileChip)) : null,
  ];
}

function messageSurface(app, message) {
  return {
    ...app.blockSurface,
    place: { channel: app.place.here.channel, message_ts: message.ts },
    key: message.ts,
  };
}

function fileChip(file) {
  const size = Number.isFinite(file.size) ? sizeOf(file.size) : "";
  return el(
    "span",
    { class: "file-chip", title: file.mimetype ?? "" },
    icon("file"),
    el("span", { class: "file-name" }, file.title || file.name || "file"),
    size && el("small", {}, size),
  );
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [unit, factor] = bytes < 1024 * 1024 ? ["KB", 1024] : ["MB", 1024 * 1024];
  return `${(bytes / factor).toFixed(1)} ${unit}`;
}

function foot(app, message, inThread) {
  if (message.unsent) return unsentNote(app, message.unsent);
  return inThread ? null : replyBar(app, message);
}

function unsentNote(app, entry) {
  if (!entry.error) return el("p", { class: "sending", role: "status" }, "Sending…");
  const again = () => app.outbox.sendAgain(entry);
  const discard = () => app.outbox.discard(entry);
  return el(
    "p",
    { class: "not-sent", role: "alert" },
    `Not sent: ${entry.error} `,
    button("link-button", { "data-key": entry.key, onclick: again }, "Send again"),
    button("link-button", { "data-key": `${entry.key} off`, onclick: discard }, "Discard"),
  );
}

function replyBar(app, message) {
  const { channel } = app.place.here;
  const replies = app.store.replies(channel, message.ts, app.place.user).filter((reply) => !reply.visible_to);
  const status =
    app.store.statusOf(channel, message.ts) ??
    (replies.some((reply) => reply.streaming) && { status: "is writing…" });
  if (replies.length === 0 && !status) return null;
  const people = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  const open = () => app.place.openThread(message.ts);
  return el(
    "div",
    { class: "reply-bar" },
    people.map((user) => avatar(app.store, user, "small")),
    replies.length > 0 &&
      button(
        "reply-count",
        { "data-testid": "reply-count", "data-ts": message.ts, onclick: open },
        `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`,
      ),
    status
      ? el("span", { class: "working" }, `${app.store.userName(app.store.botUser)} ${status.status}`)
      : el("span", { class: "last-reply" }, lastReply(replies.at(-1).ts)),
  );
}

/** The first message of a thread stands in two panes: it is edited in the one where that began. */
function isEdited({ editing }, message, inThread) {
  return editing?.ts === message.ts && editing.inThread === inThread;
}

function isTombstone(message) {
  return message.subtype === "tombstone";
}

function present(classes) {
  return classes.filter(Boolean).join(" ");
}
