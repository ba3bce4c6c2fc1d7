/** The small bar on a message: reply, copy, edit, delete. */

import { copyText } from "./clipboard.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, confirmed } from "./notices.js";
import { act } from "./server.js";

/** @returns {HTMLElement|null} */
export function messageActions(app, message, { inThread }) {
  const own = message.user === app.place.user;
  const replyable = !inThread && !message.visible_to;
  const tools = [
    replyable && tool("Reply in thread", "reply", message, () => app.openThread(message.ts)),
    tool("Copy text", "copy", message, copy),
    own && tool("Edit message", "edit", message, () => app.edit({ ts: message.ts, inThread })),
    own && tool("Delete message", "trash", message, () => remove(app, message)),
  ];
  return el("div", { class: "message-actions", role: "toolbar", "aria-label": "Message actions" }, tools);
}

function tool(label, picture, message, onclick) {
  return button("tool", { title: label, "aria-label": label, "data-ts": message.ts, onclick }, icon(picture));
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
