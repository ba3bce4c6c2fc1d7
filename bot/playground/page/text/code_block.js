/** Fenced code with its language and a button that copies it. */

import { copyText } from "../clipboard.js";
import { button, el } from "../dom.js";
import { codeNodes } from "./control_sequences.js";

/** @returns {HTMLElement} */
export function codeBlock(code, directory, language = "") {
  const pre = el("pre", { tabindex: "0" }, el("code", {}, codeNodes(code, directory)));
  const head = el(
    "div",
    { class: "code-head" },
    el("span", { class: "code-language" }, language),
    copyButton(),
  );
  return el("div", { class: "code-block" }, head, pre);
}

function copyButton() {
  return button("copy-code", { "aria-label": "Copy the code", onclick: copyBelow }, "Copy");
}

/** The code is read from the page when it is wanted: the block may have grown since it was made. */
function copyBelow({ currentTarget }) {
  return copyText(currentTarget.closest(".code-block").querySelector("pre").textContent, currentTarget);
}
