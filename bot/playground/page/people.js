/** How people are shown: coloured initials and names. */

import { el } from "./dom.js";

const COLOURS = 6;

/** @returns {HTMLElement} decoration: the name stands beside it */
export function avatar(store, userId, size = "medium") {
  const isBot = userId === store.botUser;
  const known = store.userName(userId) ? `avatar-${colourOf(userId)}` : "avatar-nobody";
  return el(
    "span",
    { class: `avatar avatar-${size} ${isBot ? "avatar-bot" : known}`, "aria-hidden": "true" },
    isBot ? "T" : initial(store.userName(userId)),
  );
}

/** @returns {(Node|null)[]} a name, with the badge if it is the app's */
export function nameTag(store, userId) {
  const badge = userId === store.botUser ? el("span", { class: "app-badge" }, "APP") : null;
  return [el("span", { class: "author" }, store.userName(userId) || "Somebody"), badge];
}

function initial(name) {
  return [...(name || "?")][0].toUpperCase();
}

function colourOf(userId) {
  const sum = [...userId].reduce((total, character) => total * 31 + character.codePointAt(0), 7);
  return sum % COLOURS;
}
