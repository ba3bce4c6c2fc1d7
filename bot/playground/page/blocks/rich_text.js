/** `rich_text` blocks: sections, lists, quotes and code, already parsed by whoever wrote them. */

import { el } from "../dom.js";
import { codeBlock } from "../text/code_block.js";
import { link } from "../text/control_sequences.js";
import { withEmoji } from "../text/emoji.js";
import { safeAddress } from "../text/entities.js";

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

/** @returns {Node[]} block elements */
export function renderRichText(block, directory) {
  const nodes = [];
  for (const element of block.elements ?? []) {
    if (element.type === "rich_text_list") addList(nodes, element, directory);
    else nodes.push(part(element, directory));
  }
  return nodes;
}

function part(element, directory) {
  if (element.type === "rich_text_preformatted")
    return codeBlock(element.elements.map(({ text }) => text ?? "").join(""), directory);
  const tag = element.type === "rich_text_quote" ? "blockquote" : "p";
  return el(tag, {}, pieces(element, directory));
}

function pieces(element, directory) {
  return (element.elements ?? []).flatMap((piece) => styled(pieceNodes(piece, directory), piece.style));
}

/** A list of deeper indentation follows its parent as a sibling: hang it below the last item. */
function addList(nodes, element, directory) {
  const items = (element.elements ?? []).map((item) => el("li", {}, pieces(item, directory)));
  const list = el(element.style === "ordered" ? "ol" : "ul", {}, items);
  const before = nodes.at(-1);
  if (element.indent && before?.matches("ul, ol")) deepestItem(before, element.indent).append(list);
  else nodes.push(list);
}

function deepestItem(list, depth) {
  const item = list.lastElementChild;
  const inner = item.querySelector(":scope > ul:last-child, :scope > ol:last-child");
  return depth > 1 && inner ? deepestItem(inner, depth - 1) : item;
}

function pieceNodes(piece, directory) {
  switch (piece.type) {
    case "text":
      return piece.text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
    case "link":
      return [
        safeAddress(piece.url)
          ? link(safeAddress(piece.url), piece.text ?? piece.url)
          : (piece.text ?? piece.url),
      ];
    case "emoji":
      return [withEmoji(`:${piece.name}:`)];
    case "user":
      return [
        el(
          "span",
          { class: "mention person-mention" },
          `@${directory.userName(piece.user_id) || piece.user_id}`,
        ),
      ];
    case "channel":
      return [
        el("span", { class: "mention channel-mention" }, `#${directory.channelName(piece.channel_id)}`),
      ];
    case "broadcast":
      return [el("span", { class: "mention broadcast" }, `@${piece.range}`)];
    default:
      return [piece.text ?? piece.fallback ?? ""];
  }
}

function styled(nodes, style = {}) {
  return Object.keys(STYLE_TAGS)
    .filter((name) => style[name])
    .reduce((inner, name) => [el(STYLE_TAGS[name], {}, inner)], nodes);
}
