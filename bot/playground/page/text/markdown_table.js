/** Markdown tables (GitHub's extension), which may be wider than the message: they scroll by themselves. */

import { el } from "../dom.js";

const DELIMITER = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Whether a table's head and delimiter row stand at `at`. */
export function isTable(lines, at) {
  const below = lines[at + 1] ?? "";
  return lines[at].includes("|") && below.includes("-") && below.includes("|") && DELIMITER.test(below);
}

/** @returns {{node: HTMLElement, end: number}} */
export function readTable(lines, at, inline) {
  const alignments = cellsOf(lines[at + 1]).map(alignment);
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const head = cellsOf(lines[at]);
  const rows = lines.slice(at + 2, end).map((line) => fitted(cellsOf(line), head.length));
  return {
    node: table(
      head.map(inline),
      rows.map((row) => row.map(inline)),
      alignments,
    ),
    end,
  };
}

/**
 * Make a table.
 * @param {(Node|string)[][]} head the contents of the head's cells; empty for none
 * @param {(Node|string)[][][]} rows
 * @param {(string|null)[]} alignments "left", "center" or "right" for each column
 */
export function table(head, rows, alignments) {
  const cell = (tag) => (content, column) =>
    el(tag, { class: alignments[column] && `align-${alignments[column]}` }, content);
  return el(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    el(
      "table",
      {},
      head.length > 0 && el("thead", {}, el("tr", {}, head.map(cell("th")))),
      el(
        "tbody",
        {},
        rows.map((row) => el("tr", {}, row.map(cell("td")))),
      ),
    ),
  );
}

function cellsOf(line) {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function fitted(cells, count) {
  return Array.from({ length: count }, (_, column) => cells[column] ?? "");
}

function alignment(rule) {
  if (!rule.endsWith(":")) return rule.startsWith(":") ? "left" : null;
  return rule.startsWith(":") ? "center" : "right";
}
