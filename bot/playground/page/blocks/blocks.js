/**
 * Block Kit to elements. What this page cannot draw is named in its place, so nothing is silently left out.
 *
 * Source: Slack's reference of blocks.
 *
 * @typedef {Object} Surface where blocks stand
 * @property {Object} directory names for mentions
 * @property {Object} place what identifies the message or view to the server
 * @property {function(Surface, Object, Object, *): Promise} interact called with block, element and chosen value
 * @property {function(string, string): *} chosen the feedback given before, by surface key and action id
 * @property {function(): Object[]} people groups of options for a users_select
 * @property {string} key of the message or view
 */

import { el } from "../dom.js";
import { renderMarkdown } from "../text/markdown.js";
import { table } from "../text/markdown_table.js";
import { inlineMrkdwn, renderMrkdwn } from "../text/mrkdwn.js";
import { actionElement } from "./elements.js";
import { inputBlock } from "./inputs.js";
import { plainText } from "./plain_text.js";
import { renderRichText } from "./rich_text.js";

const RENDERERS = {
  section,
  header,
  divider,
  context,
  actions,
  context_actions: actions,
  markdown,
  table: tableBlock,
  rich_text: richText,
  image,
  input: inputBlock,
  plan,
  task_card: taskCard,
};

/** @returns {HTMLElement} */
export function renderBlocks(blocks, surface) {
  return el(
    "div",
    { class: "blocks" },
    blocks.map((block) => renderBlock(block, surface)),
  );
}

function renderBlock(block, surface) {
  const known = Object.hasOwn(RENDERERS, block.type);
  return known ? RENDERERS[block.type](block, surface) : unsupported(block.type);
}

function section(block, surface) {
  const fields = (block.fields ?? []).map((field) =>
    el("div", { class: "field" }, paragraphs(field, surface)),
  );
  return el(
    "div",
    { class: "block block-section" },
    el(
      "div",
      { class: "block-text" },
      block.text && paragraphs(block.text, surface),
      fields.length > 0 && el("div", { class: "fields" }, fields),
    ),
    block.accessory && el("div", { class: "accessory" }, anyElement(block, block.accessory, surface)),
  );
}

function header(block) {
  return el("h3", { class: "block block-header block-text" }, plainText(block.text));
}

function divider() {
  return el("hr", { class: "block block-divider" });
}

function context(block, surface) {
  const parts = block.elements.map((element) =>
    element.type === "image"
      ? picture(element, "context-image")
      : el("span", { class: "block-text" }, flow(element, surface)),
  );
  return el("div", { class: "block block-context" }, parts);
}

function actions(block, surface) {
  return el(
    "div",
    { class: `block block-${block.type.replace("_", "-")}` },
    block.elements.map((element) => actionElement(block, element, surface) ?? unsupported(element.type)),
  );
}

function markdown(block, surface) {
  return el("div", { class: "block text" }, renderMarkdown(block.text, surface.directory));
}

function tableBlock(block, surface) {
  const [head = [], ...rows] = block.rows.map((row) => row.map((cell) => tableCell(cell, surface)));
  const alignments = (block.column_settings ?? []).map((settings) => settings?.align ?? null);
  return el("div", { class: "block text" }, table(head, rows, alignments));
}

function tableCell(cell, surface) {
  return cell.type === "rich_text" ? renderRichText(cell, surface.directory) : [String(cell.text ?? "")];
}

function richText(block, surface) {
  return el("div", { class: "block text" }, renderRichText(block, surface.directory));
}

function image(block) {
  const title = block.title && el("figcaption", {}, plainText(block.title));
  return el("figure", { class: "block" }, title, picture(block, "block-image"));
}

/** Only pictures of this page's own server or within the message: another host would learn who reads it. */
function picture({ image_url: address = "", alt_text: alternative = "" }, kind) {
  const own =
    /^data:image\/(?:png|jpeg|gif|webp);/.test(address) ||
    (URL.canParse(address) && new URL(address).origin === location.origin);
  return own
    ? el("img", { src: address, alt: alternative, class: kind })
    : el("span", { class: "image-text" }, alternative || "image");
}

function plan(block, surface) {
  return el(
    "div",
    { class: "block plan" },
    el("strong", {}, textOf(block.title)),
    (block.tasks ?? []).map((task) => taskCard(task, surface)),
  );
}

function taskCard(block) {
  return el("div", { class: `task task-${block.status ?? "pending"}` }, textOf(block.title));
}

function anyElement(block, element, surface) {
  if (element.type === "image") return picture(element, "accessory-image");
  return actionElement(block, element, surface) ?? unsupported(element.type);
}

function paragraphs(text, surface) {
  return text.type === "mrkdwn" ? renderMrkdwn(text.text, surface.directory) : el("p", { class: "plain" }, plainText(text));
}

function flow(text, surface) {
  return text.type === "mrkdwn" ? inlineMrkdwn(text.text, surface.directory) : plainText(text);
}

function textOf(title) {
  return typeof title === "string" ? title : plainText(title);
}

function unsupported(type) {
  return el("span", { class: "unsupported" }, `This page cannot show “${type}”.`);
}
