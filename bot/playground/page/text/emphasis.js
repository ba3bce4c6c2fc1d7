/**
 * Pairing of emphasis marks, in linear time: runs of `*`, `_`, `~` are kept on one stack a character,
 * and a closing run wraps all that came since its opener. Marks without a partner stay text.
 *
 * After CommonMark's "An algorithm for parsing nested emphasis", without the rules on
 * punctuation, which break `**“市盈率”**是`.
 */

import { el } from "../dom.js";

/** Deeper nesting than this stays literal, so that no text can build a tree too deep to draw. */
const MAX_DEPTH = 24;

/**
 * @typedef {{char: string, count: number, canOpen: boolean, canClose: boolean}} Run
 * @param {(Node|string|Run)[]} tokens in the order of the text
 * @param {function(Run, Run): {size: number, tag: string}|null} pair how many marks pair up and what they mean
 * @returns {(Node|string)[]}
 */
export function foldEmphasis(tokens, pair) {
  const out = [];
  const openers = new Map();
  for (const token of tokens) {
    if (token instanceof Node || typeof token === "string") out.push({ node: token, depth: 0 });
    else foldRun({ ...token }, out, openers, pair);
  }
  return out.map(asNode);
}

function foldRun(run, out, openers, pair) {
  while (run.canClose && run.count > 0 && closeOnce(run, out, openers, pair));
  if (run.count === 0) return;
  out.push({ run, depth: 0 });
  if (run.canOpen) stackOf(openers, run.char).push(out.length - 1);
}

function closeOnce(run, out, openers, pair) {
  const position = stackOf(openers, run.char).at(-1);
  if (position === undefined) return false;
  const opener = out[position].run;
  const match = pair(opener, run);
  if (!match || position === out.length - 1) return false;
  const depth = 1 + deepest(out, position + 1);
  if (depth > MAX_DEPTH) return false;
  const inside = out.splice(position + 1);
  forgetFrom(openers, position + 1);
  opener.count -= match.size;
  run.count -= match.size;
  if (opener.count === 0) {
    out.pop();
    forgetFrom(openers, position);
  }
  out.push({ node: el(match.tag, {}, inside.map(asNode)), depth });
  return true;
}

function deepest(out, start) {
  let depth = 0;
  for (let index = start; index < out.length; index += 1) depth = Math.max(depth, out[index].depth);
  return depth;
}

function forgetFrom(openers, position) {
  for (const stack of openers.values()) while (stack.at(-1) >= position) stack.pop();
}

function stackOf(openers, char) {
  if (!openers.has(char)) openers.set(char, []);
  return openers.get(char);
}

function asNode(item) {
  return item.run ? item.run.char.repeat(item.run.count) : item.node;
}
