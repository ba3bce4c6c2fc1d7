/** Fields to fill in: of modals, and the menus and boxes that stand in messages. */

import { el } from "../dom.js";
import { plainText } from "./plain_text.js";

const TEXT_TYPES = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
  datepicker: "date",
  timepicker: "time",
};

/** Draw an input block: label, control, hint, and room for what is wrong with the entry. */
export function inputBlock(block, surface) {
  const id = `input-${block.block_id}`;
  const control = inputControl(block, block.element, surface, id);
  const label = [
    plainText(block.label),
    block.optional ? el("span", { class: "optional" }, " (optional)") : null,
  ];
  const isGroup = control?.node.matches("fieldset");
  if (isGroup) control.node.prepend(el("legend", {}, label));
  return el(
    "div",
    { class: "block block-input", "data-block-id": block.block_id },
    !isGroup && el("label", { for: id }, label),
    control?.node ?? el("span", { class: "unsupported" }, `This page cannot show “${block.element.type}”.`),
    block.hint && el("p", { class: "hint" }, plainText(block.hint)),
    el("p", { class: "field-error", role: "alert", hidden: true }),
  );
}

/**
 * Make the control of an element.
 * @returns {{node: HTMLElement, value: function(): (string|string[]|null)}|null} null if its type is unknown
 */
export function inputControl(block, element, surface, id = null) {
  const control = make(element, surface, id, `${surface.key}/${block.block_id}/${element.action_id}`);
  if (!control) return null;
  control.node.dataset.blockId = block.block_id;
  control.node.dataset.actionId = element.action_id;
  control.node.classList.add("control");
  control.node.readValue = control.value;
  return control;
}

/** What stands in every control below `root`: `{block_id: {action_id: value}}`. */
export function enteredValues(root) {
  const values = {};
  for (const node of root.querySelectorAll(".control")) {
    const { blockId, actionId } = node.dataset;
    values[blockId] = { ...values[blockId], [actionId]: node.readValue() };
  }
  return values;
}

function make(element, surface, id, name) {
  if (Object.hasOwn(TEXT_TYPES, element.type)) return textField(element, id);
  if (element.type === "static_select") return select(element, id, optionsOf(element));
  if (element.type === "users_select") return select(element, id, surface.people(), element.initial_user);
  if (element.type === "checkboxes" || element.type === "multi_static_select")
    return choices(element, "checkbox", name);
  if (element.type === "radio_buttons") return choices(element, "radio", name);
  return null;
}

function textField(element, id) {
  const attributes = {
    id,
    placeholder: plainText(element.placeholder),
    maxlength: element.max_length,
    minlength: element.min_length,
    autocomplete: "off",
    autofocus: element.focus_on_load,
  };
  const node = element.multiline
    ? el("textarea", { ...attributes, rows: "4" })
    : el("input", {
        ...attributes,
        type: TEXT_TYPES[element.type],
        min: element.min_value,
        max: element.max_value,
        step: element.is_decimal_allowed ? "any" : null,
      });
  node.value = element.initial_value ?? element.initial_date ?? element.initial_time ?? "";
  return { node, value: () => node.value || null };
}

function select(element, id, groups, initial = element.initial_option?.value) {
  const choice = ({ text, value }) => el("option", { value, selected: value === initial }, plainText(text));
  const node = el(
    "select",
    { id, "aria-label": plainText(element.placeholder) || null },
    el("option", { value: "" }, plainText(element.placeholder) || "Choose…"),
    groups.map(({ label, options }) =>
      label ? el("optgroup", { label }, options.map(choice)) : options.map(choice),
    ),
  );
  return { node, value: () => node.value || null };
}

function choices(element, type, name) {
  const initial = [element.initial_option, ...(element.initial_options ?? [])].map((option) => option?.value);
  const box = (option) =>
    el("input", { type, name, value: option.value, checked: initial.includes(option.value) });
  const line = (option) =>
    el(
      "label",
      { class: "choice" },
      box(option),
      el(
        "span",
        {},
        plainText(option.text),
        option.description && el("small", {}, plainText(option.description)),
      ),
    );
  const node = el(
    "fieldset",
    {},
    optionsOf(element)
      .flatMap(({ options }) => options)
      .map(line),
  );
  const checked = () => [...node.querySelectorAll("input:checked")].map((input) => input.value);
  return { node, value: () => (type === "radio" ? (checked()[0] ?? null) : checked()) };
}

function optionsOf(element) {
  const groups = element.option_groups?.map(({ label, options }) => ({ label: plainText(label), options }));
  return groups ?? [{ label: "", options: element.options ?? [] }];
}
