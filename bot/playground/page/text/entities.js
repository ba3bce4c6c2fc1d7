/** The three entities in which Slack carries text, and the addresses that may become links. */

const CHARACTERS = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const ENTITIES = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };

/** Undo Slack's escaping once: `&amp;lt;` becomes `&lt;`, not `<`. */
export function unescapeEntities(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => CHARACTERS[entity]);
}

/** Escape what a person typed, as Slack does on receiving it. */
export function escapeEntities(text) {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character]);
}

/** @returns {string|null} the address if it is http or https, else null */
export function safeAddress(address) {
  if (!/^https?:\/\//i.test(address)) return null;
  return URL.canParse(address) ? new URL(address).href : null;
}
