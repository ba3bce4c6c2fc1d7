/**
 * The only way this page makes elements: data becomes text nodes and attributes, never HTML.
 *
 * Listeners are put on interactive elements alone. `morph` replaces those and never reuses them,
 * so an element that stays has the listeners that it was made with. What a control does must
 * therefore be told by its attributes (its action id, its value): equal attributes, equal deed.
 */

const INTERACTIVE = new Set(["A", "BUTTON", "DETAILS", "FORM", "INPUT", "SELECT", "TEXTAREA"]);

/**
 * Make an element.
 * @param {string} tag
 * @param {Object} attributes `onclick`-like names add listeners; null, undefined and false are left out
 * @param {...(Node|string|null|false|Array)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...present(children));
  return node;
}

/** Make a button that submits nothing by itself. */
export function button(kind, attributes, ...children) {
  return el("button", { type: "button", class: kind, ...attributes }, ...children);
}

/** The children that are there, flattened. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Change `old` into `fresh`, touching only what differs: selection and focus elsewhere survive. */
export function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (
    old.nodeName !== fresh.nodeName ||
    old.nodeType !== Node.ELEMENT_NODE ||
    INTERACTIVE.has(old.nodeName)
  ) {
    old.replaceWith(fresh);
    return;
  }
  copyAttributes(old, fresh);
  morphChildren(old, [...fresh.childNodes]);
}

/** Make the children of `parent` equal to `nodes`, position by position. */
export function morphChildren(parent, nodes) {
  const before = [...parent.childNodes];
  nodes.forEach((node, index) => (before[index] ? morph(before[index], node) : parent.append(node)));
  before.slice(nodes.length).forEach((node) => node.remove());
}

/**
 * Make the children of `parent` those of `items`, in their order, keeping elements by key.
 * @param {HTMLElement} parent
 * @param {{key: string, facts?: Array, build: () => HTMLElement}[]} items
 *     `build` is called again only when one of the `facts` it draws is another one than before
 */
export function reconcile(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let next = parent.firstElementChild;
  for (const item of items) {
    const node = current(old.get(item.key), item);
    old.delete(item.key);
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  old.forEach((node) => node.remove());
}

function current(node, { key, facts = [], build }) {
  if (node && node.facts.length > 0 && sameFacts(node.facts, facts)) return node;
  const fresh = build();
  fresh.dataset.key = key;
  if (node) morph(node, fresh);
  const kept = node ?? fresh;
  kept.facts = facts;
  return kept;
}

function sameFacts(before, now) {
  return before.length === now.length && now.every((fact, index) => Object.is(fact, before[index]));
}

function copyAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}
