/** Files to go with a message: picked, pasted or dropped. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./notices.js";

const MOST_BYTES = 5 * 1024 * 1024;

export class Attachments {
  /** What the server takes: `{name, content}` for text, `{name, content_base64}` for the rest. */
  files = [];
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    this.element = el("div", { class: "attachments", hidden: true });
    this.picker = el("input", {
      type: "file",
      multiple: true,
      hidden: true,
      "data-testid": "file-input",
      onchange: () => this.#addAll(this.picker.files),
    });
    this.button = el(
      "span",
      {},
      this.picker,
      button(
        "tool",
        { "aria-label": "Attach files", title: "Attach files", onclick: () => this.picker.click() },
        icon("clip"),
      ),
    );
  }

  /** Take what is dropped on or pasted into an element. */
  acceptFrom(element) {
    element.addEventListener("dragover", (event) => event.preventDefault());
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#addAll(event.dataTransfer.files);
    });
    element.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length === 0) return;
      event.preventDefault();
      this.#addAll(event.clipboardData.files);
    });
  }

  clear() {
    this.files = [];
    this.#draw();
  }

  async #addAll(list) {
    for (const file of [...list]) {
      if (file.size > MOST_BYTES) toast(`${file.name} is larger than 5 MB.`);
      else this.files = [...this.files, await asUpload(file)];
    }
    this.picker.value = "";
    this.#draw();
    this.#onChange();
  }

  #draw() {
    this.element.hidden = this.files.length === 0;
    this.element.replaceChildren(...this.files.map((file) => this.#chip(file)));
  }

  #chip(file) {
    const remove = () => {
      this.files = this.files.filter((other) => other !== file);
      this.#draw();
      this.#onChange();
    };
    return el(
      "span",
      { class: "file-chip" },
      icon("file"),
      el("span", { class: "file-name" }, file.name),
      button("chip-remove", { "aria-label": `Remove ${file.name}`, onclick: remove }, icon("close")),
    );
  }
}

async function asUpload(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return {
      name: file.name,
      size: file.size,
      content: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    };
  } catch {
    return { name: file.name, size: file.size, content_base64: base64(bytes) }; // not text
  }
}

function base64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
