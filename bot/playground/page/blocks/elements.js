/** The elements of blocks that do something when they are used: buttons, menus, thumbs. */

import { button, el } from "../dom.js";
import { icon } from "../icons.js";
import { confirmed } from "../notices.js";
import { safeAddress } from "../text/entities.js";
import { inputControl } from "./inputs.js";
import { plainText } from "./plain_text.js";

const RENDERERS = {
  button: textButton,
  overflow,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
};

/**
 * @param {Object} block
 * @param {Object} element of the block
 * @param {Object} surface see blocks.js
 * @returns {HTMLElement|null} null for an element that this page does not know
 */
export function actionElement(block, element, surface) {
  if (Object.hasOwn(RENDERERS, element.type)) return RENDERERS[element.type](block, element, surface);
  const control = inputControl(block, element, surface);
  control?.node.addEventListener("change", () => use(control.node, block, element, surface, control.value()));
  return control?.node ?? null;
}

function textButton(block, element, surface) {
  const style = { primary: "button-primary", danger: "button-danger" }[element.style] ?? "";
  const address = safeAddress(element.url ?? "");
  const onclick = ({ currentTarget }) => {
    if (address) open(address, "_blank", "noopener,noreferrer");
    return use(currentTarget, block, element, surface, element.value);
  };
  return button(
    `button ${style}`,
    { ...identity(block, element, element.value), "aria-label": element.accessibility_label, onclick },
    plainText(element.text),
  );
}

function iconButton(block, element, surface) {
  const label = element.accessibility_label ?? plainText(element.text);
  const onclick = ({ currentTarget }) => use(currentTarget, block, element, surface, element.value);
  const picture = element.icon === "trash" ? icon("trash") : plainText(element.text);
  return button(
    "icon-button",
    { title: label, "aria-label": label, ...identity(block, element, element.value), onclick },
    picture,
  );
}

function feedbackButtons(block, element, surface) {
  const thumb = (choice, picture, { text, accessibility_label: label }) => {
    const name = label ?? plainText(text);
    const pressed = surface.chosen(surface.key, element.action_id) === choice;
    const onclick = ({ currentTarget }) => use(currentTarget, block, element, surface, choice);
    return button(
      "icon-button thumb",
      {
        title: name,
        "aria-label": name,
        "aria-pressed": String(pressed),
        ...identity(block, element, choice),
        onclick,
      },
      icon(picture),
    );
  };
  return el(
    "span",
    { class: "feedback", role: "group", "aria-label": "Feedback" },
    thumb("positive", "up", element.positive_button),
    thumb("negative", "down", element.negative_button),
  );
}

function overflow(block, element, surface) {
  const choose =
    (option) =>
    ({ currentTarget }) => {
      currentTarget.closest("details").open = false;
      return use(currentTarget, block, element, surface, option.value);
    };
  const item = (option) =>
    el("button", { type: "button", role: "menuitem", onclick: choose(option) }, plainText(option.text));
  return el(
    "details",
    { class: "overflow", ...identity(block, element) },
    el("summary", { class: "icon-button", "aria-label": "More" }, icon("more")),
    el("div", { class: "menu", role: "menu" }, element.options.map(item)),
  );
}

/** Tell the app, after asking if the element says so; the control rests meanwhile. */
async function use(control, block, element, surface, value) {
  if (element.confirm && !(await confirmed(question(element.confirm)))) return;
  control.setAttribute("aria-busy", "true");
  await surface.interact(surface, block, element, value);
  control.removeAttribute("aria-busy");
}

function question(confirm) {
  const text = plainText(confirm.text).replaceAll("*", "");
  return {
    title: plainText(confirm.title),
    text,
    yes: plainText(confirm.confirm),
    no: plainText(confirm.deny),
    danger: confirm.style === "danger",
  };
}

/** See dom.js: equal attributes must mean an equal deed. */
function identity(block, element, value) {
  return {
    "data-block-id": block.block_id,
    "data-action-id": element.action_id,
    "data-value": value ?? element.value,
  };
}
