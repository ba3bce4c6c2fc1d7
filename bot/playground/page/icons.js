/** Line icons on a 24 x 24 grid, drawn for this page. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: ["M9.5 4 7.5 20", "M16.5 4l-2 16", "M4.5 9h16", "M3.5 15h16"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  send: ["M4 12 20 4l-4.5 16-4-6.5z", "M11.5 13.5 20 4"],
  clip: ["M19 11.5 12 18.5a4.2 4.2 0 0 1-6-6l7-7a2.8 2.8 0 0 1 4 4l-7 7a1.4 1.4 0 0 1-2-2l6.5-6.5"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  edit: ["M5 19l1-4L16 5l3 3L9 18z", "M14 7l3 3"],
  trash: ["M5 7h14", "M10 7V4.5h4V7", "M7 7l.8 12.5h8.4L17 7", "M10.5 10.5v6", "M13.5 10.5v6"],
  copy: ["M9 9h10v11H9z", "M15 9V4.5H5V16h4"],
  reply: ["M5 5h14v10.5h-8L7 19v-3.5H5z"],
  up: [
    "M7 11v8.5H4V11z",
    "M7 11l4-7c1.6 0 2.4 1.2 2 2.8L12.5 10H18c1.2 0 2 1 1.7 2.2l-1.5 6c-.2.8-.9 1.3-1.7 1.3H7",
  ],
  down: [
    "M7 13V4.5H4V13z",
    "M7 13l4 7c1.6 0 2.4-1.2 2-2.8L12.5 14H18c1.2 0 2-1 1.7-2.2l-1.5-6c-.2-.8-.9-1.3-1.7-1.3H7",
  ],
  book: ["M5 5.5A2.5 2.5 0 0 1 7.5 3H19v15H7.5A2.5 2.5 0 0 0 5 20.5z", "M5 20.5h14V18", "M9 7.5h6"],
  seal: ["M12 3.5 18.5 6v5.5c0 4-2.6 7-6.5 9-3.9-2-6.5-5-6.5-9V6z", "M9 11.8l2.2 2.2 4-4.2"],
  more: ["M5.5 12h.01", "M12 12h.01", "M18.5 12h.01"],
  stop: ["M7 7h10v10H7z"],
  eye: [
    "M3 12c2.5-4.3 5.5-6.5 9-6.5s6.5 2.2 9 6.5c-2.5 4.3-5.5 6.5-9 6.5S5.5 16.3 3 12z",
    "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  ],
  file: ["M7 3.5h7l4 4v13H7z", "M14 3.5v4h4"],
  arrow: ["M12 5v13", "M6.5 13 12 18.5l5.5-5.5"],
  back: ["M19 12H6", "M11 6.5 5.5 12l5.5 5.5"],
};

/** @returns {SVGElement} decoration only: the control around it carries the label */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = {
    viewBox: "0 0 24 24",
    class: `icon icon-${name}`,
    "aria-hidden": "true",
    focusable: "false",
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const d of PATHS[name] ?? PATHS.more) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
