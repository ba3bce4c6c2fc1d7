/** Standard Markdown to elements: the blocks of a text, from lists and tables to fenced code. */

import { el } from "../dom.js";
import { codeBlock } from "./code_block.js";
import { inlineMarkdown } from "./markdown_inline.js";
import { LIST_ITEM, readList } from "./markdown_list.js";
import { isTable, readTable } from "./markdown_table.js";

const FENCE = /^( {0,3})(`{3,}|~{3,})\s*([^`]*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}>/;

/** Lists and quotes nested deeper than this are drawn flat. */
const MAX_DEPTH = 12;

/**
 * Render a text.
 * @param {string} text Markdown in which `&`, `<` and `>` of plain text are Slack's entities
 * @param {{userName: function(string): string, channelName: function(string): string, me: string}} directory
 * @returns {Node[]} block elements
 */
export function renderMarkdown(text, directory) {
  return renderLines(text.replace(/\r\n?/g, "\n").split("\n"), directory, 0);
}

function renderLines(lines, directory, depth) {
  const nodes = [];
  for (let at = 0; at < lines.length;) {
    const block = readBlock(lines, at, directory, depth);
    if (block.node) nodes.push(block.node);
    at = block.end;
  }
  return nodes;
}

function readBlock(lines, at, directory, depth) {
  const line = lines[at];
  const nested = (inner) => renderLines(inner, directory, depth + 1);
  const inline = (text) => inlineMarkdown(text, directory);
  if (!line.trim()) return { node: null, end: at + 1 };
  if (FENCE.test(line)) return readFence(lines, at, directory);
  if (HEADING.test(line)) return readHeading(line, at, inline);
  if (RULE.test(line)) return { node: el("hr"), end: at + 1 };
  if (isTable(lines, at)) return readTable(lines, at, inline);
  if (depth < MAX_DEPTH && QUOTE.test(line)) return readQuote(lines, at, nested);
  if (depth < MAX_DEPTH && LIST_ITEM.test(line)) return readList(lines, at, nested);
  return readParagraph(lines, at, inline);
}

function readFence(lines, at, directory) {
  const [, indent, fence, language] = FENCE.exec(lines[at]);
  const closer = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
  let end = at + 1;
  while (end < lines.length && !closer.test(lines[end])) end += 1;
  const code = lines.slice(at + 1, end).map((line) => line.replace(new RegExp(`^ {0,${indent.length}}`), ""));
  return { node: codeBlock(code.join("\n"), directory, language.trim()), end: end + 1 };
}

/** The page has headings of its own: a message's begin at the third level. */
function readHeading(line, at, inline) {
  const [, marks, text] = HEADING.exec(line);
  const level = Math.min(6, marks.length + 2);
  return { node: el(`h${level}`, { class: `heading-${marks.length}` }, inline(text ?? "")), end: at + 1 };
}

function readQuote(lines, at, nested) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(/^ {0,3}> ?/, ""));
  return { node: el("blockquote", {}, nested(inner)), end };
}

function readParagraph(lines, at, inline) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !startsBlock(lines, end)) end += 1;
  const text = lines.slice(at, end).map((line) => line.trim());
  return { node: el("p", {}, inline(text.join("\n"))), end };
}

function startsBlock(lines, at) {
  const line = lines[at];
  return [FENCE, HEADING, RULE, QUOTE, LIST_ITEM].some((pattern) => pattern.test(line)) || isTable(lines, at);
}
