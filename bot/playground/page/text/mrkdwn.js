/**
 * Slack's own mrkdwn to elements: *bold*, _italic_, ~strike~, `code`, ```pre```, quotes, sequences.
 *
 * As in Slack a mark counts only at the edge of a word, and Chinese characters are word characters.
 */

import { el } from "../dom.js";
import { codeBlock } from "./code_block.js";
import { addressAt, codeNodes, sequenceAt } from "./control_sequences.js";
import { emojiAt } from "./emoji.js";
import { foldEmphasis } from "./emphasis.js";
import { unescapeEntities } from "./entities.js";

const PLAIN = /(?:[^`*_~<:h\n]|h(?!ttps?:\/\/))+/iy;
const CODE = /`([^`\n]+)`/y;
const RUN = /([*_~])\1*/y;
const WORD = /[\p{L}\p{N}]/u;
const TAGS = { "*": "strong", _: "em", "~": "s" };
const QUOTE = /^(?:>|&gt;)(?!&gt;|>) ?/;

/**
 * Render a text.
 * @param {string} text mrkdwn as Slack stores it
 * @param {{userName: function(string): string, channelName: function(string): string, me: string}} directory
 * @returns {Node[]} block elements
 */
export function renderMrkdwn(text, directory) {
  return text.split(/```([\s\S]*?)```/).flatMap((part, index) => {
    if (index % 2 === 1) return [codeBlock(part.replace(/^\n|\n$/g, ""), directory)];
    return paragraphs(part, directory);
  });
}

/** Render a text in one line's flow, for labels, fields and contexts. */
export function inlineMrkdwn(text, directory) {
  return foldEmphasis([...tokens(text, directory)], ({ char }) => ({ size: 1, tag: TAGS[char] }));
}

function paragraphs(text, directory) {
  const groups = [];
  for (const line of text.split("\n")) {
    const kind = QUOTE.test(line) ? "blockquote" : "p";
    if (kind === "p" && !line.trim()) groups.push(null);
    else if (groups.at(-1)?.kind === kind) groups.at(-1).lines.push(line.replace(QUOTE, ""));
    else groups.push({ kind, lines: [line.replace(QUOTE, "")] });
  }
  return groups
    .filter((group) => group !== null)
    .map(({ kind, lines }) => el(kind, {}, inlineMrkdwn(lines.join("\n"), directory)));
}

function* tokens(text, directory) {
  for (let at = 0; at < text.length;) {
    const found = tokenAt(text, at, directory) ?? { token: text[at], end: at + 1 };
    yield found.token;
    at = found.end;
  }
}

function tokenAt(text, at, directory) {
  if (text[at] === "\n") return { token: el("br"), end: at + 1 };
  if (text[at] === "`") return codeAt(text, at, directory);
  if (text[at] === "<") return asToken(sequenceAt(text, at, directory));
  if (text[at] === ":") return emojiAt(text, at);
  return asToken(addressAt(text, at)) ?? runAt(text, at) ?? plainAt(text, at);
}

function plainAt(text, at) {
  const match = matchAt(PLAIN, text, at);
  return match && { token: unescapeEntities(match[0]), end: at + match[0].length };
}

function codeAt(text, at, directory) {
  const match = matchAt(CODE, text, at);
  return match && { token: el("code", {}, codeNodes(match[1], directory)), end: at + match[0].length };
}

function runAt(text, at) {
  const match = matchAt(RUN, text, at);
  if (!match) return null;
  const [marks, char] = match;
  const [before, after] = [text[at - 1] ?? " ", text[at + marks.length] ?? " "];
  const single = marks.length === 1;
  const canOpen = single && !WORD.test(before) && !/\s/.test(after);
  const canClose = single && !WORD.test(after) && !/\s/.test(before);
  return { token: { char, count: marks.length, canOpen, canClose }, end: at + marks.length };
}

function asToken(found) {
  return found && { token: found.node, end: found.end };
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
