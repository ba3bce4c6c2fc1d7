/** What the page itself has to say: a lost connection, something that did not work, "are you sure?". */

import { button, el } from "./dom.js";

const TOAST_MILLISECONDS = 6000;

/** Show or hide the line that says that the server is gone. */
export function showConnection(online) {
  document.getElementById("banner").hidden = online;
  document.body.classList.toggle("is-offline", !online);
}

/** Tell of a failure for a few seconds. */
export function toast(text) {
  const node = el("div", { class: "toast", role: "alert" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_MILLISECONDS);
}

/** Run something that a person asked for; a failure is told, as nothing else shows it. */
export async function attempt(deed) {
  try {
    return await deed();
  } catch (error) {
    toast(sentenceOf(error));
    return null;
  }
}

/** @returns {string} the server's error code or sentence as a person reads it */
export function sentenceOf(error) {
  const known = {
    dispatch_failed: "termwise is not connected, so nobody took this up.",
    operation_timeout: "termwise did not answer within three seconds.",
    is_archived: "This channel is archived.",
    session_not_processing: "There is nothing to stop: the answer is already complete.",
  };
  return known[error.message] ?? error.message.replaceAll("_", " ");
}

/**
 * Ask before doing something that cannot be undone.
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, yes, no = "Cancel", danger = false }) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const dialog = el(
      "dialog",
      { class: "dialog dialog-small", "aria-label": title },
      el("h2", {}, title),
      el("p", {}, text),
      el(
        "div",
        { class: "dialog-actions" },
        button("button", { onclick: answer("no") }, no),
        button(`button ${danger ? "button-danger" : "button-primary"}`, { onclick: answer("yes") }, yes),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
