/** Markdown lists, nested by their indentation. */

import { el } from "../dom.js";

/** Groups: indentation, marker, text. */
export const LIST_ITEM = /^( *)([-*+]|\d{1,9}[.)])(?:\s+(.*))?$/;

/**
 * Read the list that begins at `at`.
 * @param {string[]} lines
 * @param {number} at
 * @param {function(string[]): Node[]} nested renders an item's own lines
 * @returns {{node: HTMLElement, end: number}}
 */
export function readList(lines, at, nested) {
  const first = LIST_ITEM.exec(lines[at]);
  const items = [];
  let end = at;
  while (end < lines.length && continuesList(first, LIST_ITEM.exec(lines[end]))) {
    const itemEnd = endOfItem(lines, end, first[1].length);
    items.push(listItem(lines.slice(end, itemEnd), nested));
    end = nextItem(lines, itemEnd, first);
  }
  return { node: list(first[2], items), end };
}

function continuesList(first, item) {
  return item !== null && item[1].length < first[1].length + 2 && isOrdered(item[2]) === isOrdered(first[2]);
}

/** An item goes on while lines are indented below it, and over one blank line if they are. */
function endOfItem(lines, at, indent) {
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const blank = !lines[end].trim();
    const line = blank ? (lines[end + 1] ?? "") : lines[end];
    const depth = line.search(/\S/);
    if (depth < indent + 2 && (blank || depth < 0 || !isLazy(lines, end))) break;
  }
  return end;
}

/** A plain line right below an item's text belongs to it, as in CommonMark. */
function isLazy(lines, at) {
  return !/^\s*(?:[-*+>#|]|\d{1,9}[.)]\s|`{3}|~{3})/.test(lines[at]) && Boolean(lines[at - 1].trim());
}

function nextItem(lines, at, first) {
  const blank = at < lines.length && !lines[at].trim();
  return blank && at + 1 < lines.length && continuesList(first, LIST_ITEM.exec(lines[at + 1])) ? at + 1 : at;
}

function listItem(lines, nested) {
  const [, indent, marker, text = ""] = LIST_ITEM.exec(lines[0]);
  const margin = indent.length + marker.length + 1;
  const below = lines.slice(1).map((line) => line.slice(Math.min(margin, Math.max(0, line.search(/\S/)))));
  const children = nested([withTaskBox(text), ...below]);
  return el(
    "li",
    {},
    children.length === 1 && children[0].nodeName === "P" ? [...children[0].childNodes] : children,
  );
}

function withTaskBox(text) {
  return text.replace(/^\[([ xX])\]\s+/, (_, mark) => (mark === " " ? "☐ " : "☑ "));
}

function list(marker, items) {
  if (!isOrdered(marker)) return el("ul", {}, items);
  const start = Number.parseInt(marker, 10);
  return el("ol", { start: start === 1 ? null : start }, items);
}

function isOrdered(marker) {
  return /\d/.test(marker);
}
