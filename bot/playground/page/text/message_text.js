/** A message's text as elements, with the caret of one that is still being written. */

import { el } from "../dom.js";
import { renderMarkdown } from "./markdown.js";
import { renderMrkdwn } from "./mrkdwn.js";

const FLOWS = new Set(["P", "LI", "H3", "H4", "H5", "H6", "CODE"]);

/**
 * @param {{text: string, markdown?: boolean, streaming?: boolean, edited?: Object, bot_id?: string}} message
 * @returns {HTMLElement}
 */
export function messageText(message, directory) {
  const text = message.text ?? "";
  const blocks = message.markdown ? renderMarkdown(text, directory) : renderMrkdwn(text, directory);
  const body = el("div", { class: "text" }, blocks);
  if (message.edited && !message.bot_id) lastFlow(body).append(el("span", { class: "edited" }, " (edited)"));
  if (message.streaming) lastFlow(body).append(el("span", { class: "caret", "aria-hidden": "true" }));
  return body;
}

/** The innermost element at the end, so that the caret stands behind the last word. */
function lastFlow(body) {
  let node = body;
  while (node.lastElementChild && !FLOWS.has(node.nodeName)) node = node.lastElementChild;
  const nested = node.nodeName === "LI" && node.lastElementChild;
  if (nested && /^(UL|OL|P)$/.test(nested.nodeName)) return lastFlow(nested);
  return FLOWS.has(node.nodeName) ? node : body;
}

/** A stored text as its author would type it again. */
export function asTyped(text, directory) {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${directory.userName(id)}`)
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${name || directory.channelName(id)}`)
    .replace(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<([a-z]+:[^>|]+)(?:\|[^>]*)?>/gi, "$1")
    .replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}
