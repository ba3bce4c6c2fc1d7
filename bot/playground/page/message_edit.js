/** Editing one's own message in its place. */

import { button, el } from "./dom.js";
import { attempt } from "./notices.js";
import { act } from "./server.js";
import { asTyped } from "./text/message_text.js";

/** @returns {HTMLElement} */
export function editForm(app, message) {
  const field = el("textarea", {
    class: "edit-field",
    rows: "3",
    "aria-label": "Edit message",
    "data-testid": "edit-field",
  });
  field.value = asTyped(message.text ?? "", app.directory);
  const save = () => saveEdit(app, message, field.value.trim());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") app.edit(null);
    else if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    else save();
    event.preventDefault();
    event.stopPropagation();
  });
  requestAnimationFrame(() => field.isConnected && field.focus());
  return el(
    "form",
    { class: "edit-form", "data-ts": message.ts, onsubmit: (event) => event.preventDefault() },
    field,
    el(
      "div",
      { class: "edit-actions" },
      button("button", { onclick: () => app.edit(null) }, "Cancel"),
      button("button button-primary", { onclick: save }, "Save changes"),
    ),
  );
}

async function saveEdit(app, message, text) {
  if (!text) return;
  const { channel } = app.place.here;
  const saved = await attempt(() => act("edit", { channel, user: app.place.user, ts: message.ts, text }));
  if (saved) app.edit(null);
}
