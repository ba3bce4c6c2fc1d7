/** The inline part of standard Markdown, as Slack's `markdown_text` and `markdown` blocks take it. */

import { el } from "../dom.js";
import { addressAt, codeNodes, link, sequenceAt } from "./control_sequences.js";
import { emojiAt, withEmoji } from "./emoji.js";
import { foldEmphasis } from "./emphasis.js";
import { safeAddress, unescapeEntities } from "./entities.js";

const PLAIN = /(?:[^\\`*_~[\]!<:h\n]|h(?!ttps?:\/\/))+/iy;
const ESCAPE = /\\([!-/:-@[-`{-~])/y;
const LINK =
  /(!?)\[([^[\]\n]{0,500})\]\(\s*([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,2000})?)(?:\s+"[^"\n]{0,300}")?\s*\)/y;
const RUN = /([*_~])\1*/y;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Render one paragraph's text.
 * @param {string} text raw Markdown, escaped as Slack stores it
 * @param {{userName: function(string): string, channelName: function(string): string, me: string}} directory
 * @returns {(Node|string)[]}
 */
export function inlineMarkdown(text, directory) {
  return foldEmphasis([...tokens(text, directory)], pairMarks);
}

function* tokens(text, directory) {
  const missing = new Set();
  for (let at = 0; at < text.length;) {
    const found = tokenAt(text, at, directory, missing) ?? { token: text[at], end: at + 1 };
    yield found.token;
    at = found.end;
  }
}

function tokenAt(text, at, directory, missing) {
  const character = text[at];
  if (character === "\n") return { token: el("br"), end: at + 1 };
  if (character === "`") return codeAt(text, at, directory, missing);
  if (character === "\\") return escapeAt(text, at);
  if (character === "[" || character === "!") return linkAt(text, at, directory);
  if (character === "<") return asToken(sequenceAt(text, at, directory));
  if (character === ":") return emojiAt(text, at);
  return asToken(addressAt(text, at)) ?? runAt(text, at) ?? plainAt(text, at);
}

function plainAt(text, at) {
  const match = matchAt(PLAIN, text, at);
  return match && { token: unescapeEntities(match[0]), end: at + match[0].length };
}

function escapeAt(text, at) {
  const match = matchAt(ESCAPE, text, at);
  return match && { token: match[1], end: at + 2 };
}

/** `missing` holds the lengths of backtick runs known to have no partner further on. */
function codeAt(text, at, directory, missing) {
  const fence = matchAt(/`+/y, text, at)[0];
  const start = at + fence.length;
  const closer = new RegExp(`(?<!\`)${fence}(?!\`)`, "g");
  closer.lastIndex = start;
  const match = missing.has(fence.length) ? null : closer.exec(text);
  if (!match) {
    missing.add(fence.length);
    return { token: fence, end: start };
  }
  const content = text
    .slice(start, match.index)
    .replaceAll("\n", " ")
    .replace(/^ (.*\S.*) $/s, "$1");
  return { token: el("code", {}, codeNodes(content, directory)), end: match.index + fence.length };
}

/** A link, or an image as the link that Slack makes of it; other schemes stay as they are written. */
function linkAt(text, at, directory) {
  const match = matchAt(LINK, text, at);
  const href = match && safeAddress(unescapeEntities(match[3]));
  if (!href) return null;
  const label = match[2] ? inlineLabel(match[2], directory) : href;
  return { token: link(href, label), end: at + match[0].length };
}

function inlineLabel(label, directory) {
  return label.includes("<") || label.includes("http")
    ? withEmoji(unescapeEntities(label))
    : inlineMarkdown(label, directory);
}

function runAt(text, at) {
  const match = matchAt(RUN, text, at);
  if (!match) return null;
  const [marks, char] = match;
  const before = text[at - 1] ?? " ";
  const after = text[at + marks.length] ?? " ";
  const opens = !/\s/.test(after);
  const closes = !/\s/.test(before);
  const inWord = char === "_" && WORD.test(before) && WORD.test(after);
  const token = { char, count: marks.length, canOpen: opens && !inWord, canClose: closes && !inWord };
  return { token, end: at + marks.length };
}

/** One `~` is a range of numbers (10~20) and pairs with nothing. */
function pairMarks(opener, closer) {
  const size = Math.min(opener.count, closer.count) >= 2 ? 2 : 1;
  if (opener.char === "~") return size === 2 ? { size, tag: "s" } : null;
  return { size, tag: size === 2 ? "strong" : "em" };
}

function asToken(found) {
  return found && { token: found.node, end: found.end };
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
