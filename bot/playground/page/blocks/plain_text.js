/** Slack's `plain_text` objects. */

import { withEmoji } from "../text/emoji.js";
import { unescapeEntities } from "../text/entities.js";

/** @returns {string} what a person reads; empty for no object */
export function plainText(object) {
  return object ? withEmoji(unescapeEntities(String(object.text ?? ""))) : "";
}
