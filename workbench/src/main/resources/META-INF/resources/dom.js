// Every text goes in as text, never as HTML: names on the stream come from strangers.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** An element of HTML with attributes, listeners (onclick) and children. */
export const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** The same for SVG. */
export const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** A table; columns whose heading ends in "#" hold numbers. */
export function table(caption, headings, rows) {
  const kind = (index) => (headings[index].endsWith("#") ? "number" : null);
  return el("div", { class: "scroll" }, el("table", {},
    el("caption", { class: "visually-hidden" }, caption),
    el("thead", {}, el("tr", {}, ...headings.map((h, i) => el("th", { scope: "col", class: kind(i) }, h.replace("#", ""))))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell, i) => el("td", { class: kind(i) }, cell)))))));
}

export const field = (label, control) => el("label", {}, label, control);

export function select(name, options, attributes = {}) {
  return el("select", { name, ...attributes }, ...options.map(([value, text]) => el("option", { value }, text)));
}

/** Shows other children; who was on a control with a data-key is on its successor afterwards. */
export function refill(node, ...children) {
  const key = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  node.replaceChildren(...children);
  if (key !== undefined) [...node.querySelectorAll("[data-key]")].find((next) => next.dataset.key === key)?.focus();
}

/** Said to who listens to the page. */
export function announce(text) {
  document.getElementById("news").textContent = text;
}

export const count = (number) => Number(number).toLocaleString("en");

/** When so many seconds are over, by the clock. */
export const clock = (seconds) => new Date(Date.now() + 1000 * seconds).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
