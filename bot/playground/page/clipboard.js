/** Copying to the clipboard, told at the button that did it. */

import { attempt } from "./notices.js";

const THANKS_MILLISECONDS = 1400;

/** Copy a text and mark the button for a moment. */
export async function copyText(text, control) {
  await attempt(async () => {
    if (!navigator.clipboard)
      throw new Error("The browser lets a page copy only from https or from this computer.");
    await navigator.clipboard.writeText(text);
    control.classList.add("is-done");
    setTimeout(() => control.classList.remove("is-done"), THANKS_MILLISECONDS);
  });
}
