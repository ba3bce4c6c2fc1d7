/**
 * Slack's sequences in angle brackets, which are active in every text that an app posts:
 * `<@U1>`, `<#C1|name>`, `<!channel>`, `<!subteam^S1>`, `<https://host|label>`.
 *
 * An active mention is highlighted wherever it stands, in code too, so that one which leaked
 * out of a model's answer is seen at once. The escaped form (`&lt;!channel&gt;`) is plain text.
 *
 * Source: Slack's "Formatting text for app surfaces".
 */

import { el } from "../dom.js";
import { safeAddress, unescapeEntities } from "./entities.js";

const SEQUENCE = /<([@#!][^<>\n]{1,300}|[a-z][a-z0-9+.-]*:[^<>\n]{1,3000})>/iy;
const ADDRESS = /https?:\/\/[^\s<>`"'*，。；：！？、（）「」《》“”]+/iy;
const MENTION =
  /(<(?:@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+|!(?:channel|here|everyone|subteam\^S[A-Z0-9]+))(?:\|[^<>\n]{0,200})?>)/g;

/**
 * Read the sequence that starts at `start`.
 * @param {{userName: function(string): string, channelName: function(string): string, me: string}} directory
 * @returns {{node: Node, end: number}|null} null where there is none
 */
export function sequenceAt(text, start, directory) {
  SEQUENCE.lastIndex = start;
  const match = SEQUENCE.exec(text);
  if (!match) return null;
  const node = sequenceNode(match[1], directory);
  return node && { node, end: SEQUENCE.lastIndex };
}

/** Read the bare web address that starts at `start`: Slack makes a link of it in every text. */
export function addressAt(text, start) {
  if (start > 0 && /[a-z0-9]/i.test(text[start - 1])) return null;
  ADDRESS.lastIndex = start;
  const match = ADDRESS.exec(text);
  const written = match?.[0].replace(/(?:&gt;|&lt;|[.,;:!?)\]}~_])+$/, "");
  const href = written && safeAddress(unescapeEntities(written));
  return href ? { node: link(href, unescapeEntities(written)), end: start + written.length } : null;
}

/** The text of a code span or fence as nodes: literal, but for active mentions. */
export function codeNodes(text, directory) {
  return text.split(MENTION).map((part, index) => {
    const mention = index % 2 === 1 && sequenceNode(part.slice(1, -1), directory);
    return mention || unescapeEntities(part);
  });
}

/** @returns {HTMLElement} a link that opens beside the page and tells the other side nothing */
export function link(href, children) {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

function sequenceNode(body, directory) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : unescapeEntities(body.slice(bar + 1));
  if (target[0] === "@") return personMention(target.slice(1), label, directory);
  if (target[0] === "#")
    return mention("channel-mention", `#${label || directory.channelName(target.slice(1))}`);
  if (target[0] === "!") return broadcast(target.slice(1), label);
  const address = unescapeEntities(target);
  const href = safeAddress(address);
  return href ? link(href, label || address) : document.createTextNode(label || address);
}

function personMention(id, label, directory) {
  const kind = id === directory.me ? "mention-me" : "person-mention";
  return mention(kind, `@${directory.userName(id) || label || id}`);
}

function broadcast(target, label) {
  if (/^(channel|here|everyone)$/.test(target)) return mention("broadcast", `@${target}`);
  if (target.startsWith("subteam^"))
    return mention("broadcast", label || `@${target.slice("subteam^".length)}`);
  if (target.startsWith("date^")) return document.createTextNode(label);
  return null;
}

function mention(kind, text) {
  return el("span", { class: `mention ${kind}` }, text);
}
