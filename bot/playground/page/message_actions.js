/** The small bar on a message: reply, copy, edit, delete, and the app's shortcuts. */

import { copyText } from "./clipboard.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, confirmed } from "./notices.js";
import { act } from "./server.js";

/** The message shortcuts of the app's manifest; as in Slack, there are none on what only one person sees. */
const SHORTCUTS = [
  { label: "Explain terms", picture: "book", callback_id: "explain_terms" },
  { label: "Make standard answer", picture: "seal", callback_id: "make_standard_answer" },
];

/** @returns {HTMLElement|null} */
export function messageActions(app, message, { inThread }) {
  const own = message.user === app.place.user;
  const replyable = !inThread && !message.visible_to;
  const tools = [
    replyable && tool("Reply in thread", "reply", message, () => app.openThread(message.ts)),
    tool("Copy text", "copy", message, copy),
    ...(message.visible_to ? [] : SHORTCUTS.map((shortcut) => shortcutTool(app, message, shortcut))),
    own && tool("Edit message", "edit", message, () => app.edit({ ts: message.ts, inThread })),
    own && tool("Delete message", "trash", message, () => remove(app, message)),
  ];
  return el("div", { class: "message-actions", role: "toolbar", "aria-label": "Message actions" }, tools);
}

function tool(label, picture, message, onclick) {
  return button("tool", { title: label, "aria-label": label, "data-ts": message.ts, onclick }, icon(picture));
}

function shortcutTool(app, message, { label, picture, callback_id }) {
  const { channel } = app.place.here;
  const wish = { callback_id, channel, message_ts: message.ts, user: app.place.user };
  return tool(label, picture, message, () => attempt(() => act("shortcut", wish)));
}

/** What is on the page is copied: the message may have grown since the button was made. */
function copy({ currentTarget }) {
  const parts = currentTarget.closest("article").querySelectorAll(".text, .block-text");
  return copyText([...parts].map((part) => part.innerText).join("\n\n"), currentTarget);
}

async function remove(app, message) {
  const question = {
    title: "Delete this message?",
    text: "This cannot be undone.",
    yes: "Delete",
    danger: true,
  };
  if (!(await confirmed(question))) return;
  const { channel } = app.place.here;
  await attempt(() => act("delete", { channel, user: app.place.user, ts: message.ts }));
}
