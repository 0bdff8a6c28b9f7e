// Images with their boxes: class by colour, easy or hard by the line.
import { el, svg } from "./dom.js";

const COLOURS = ["#e69f00", "#56b4e9", "#2bb98a", "#f0e442", "#ef6f2e", "#d58bb7", "#6f9cff", "#b9b9b9"];
const classes = [];

/** The same for a class wherever it is shown. */
export function colour(name) {
  if (!classes.includes(name)) classes.push(name);
  return COLOURS[classes.indexOf(name) % COLOURS.length];
}

const lineOf = (box) => (box.difficulty === null ? "unjudged" : box.difficulty.toLowerCase());

export function boxWords(box) {
  const score = box.score === null ? "" : `, score ${box.score.toFixed(2)}`;
  return `${box.className}${box.difficulty === null ? "" : ", " + box.difficulty.toLowerCase()}${score}`;
}

function rectangle(box, kind, stroke) {
  return svg("rect", { x: box.x, y: box.y, width: box.width, height: box.height, stroke, class: kind });
}

export function picture(image, lazy = true) {
  const drawing = svg("svg", { viewBox: `0 0 ${image.width} ${image.height}`, "aria-hidden": "true" });
  for (const box of image.boxes) {
    drawing.append(rectangle(box, "halo"), svg("g", {}, svg("title", {}, boxWords(box)), rectangle(box, lineOf(box), colour(box.className))));
  }
  return el("span", { class: "picture" },
    el("img", { loading: lazy ? "lazy" : "eager", decoding: "async", src: pixels(image), alt: alternative(image) }), drawing);
}

const pixels = (image) => `api/images/${Number(image.number)}/pixels?sha256=${encodeURIComponent(image.sha256)}`;

function alternative(image) {
  const boxes = image.boxes.map(boxWords).join("; ") || "no objects";
  return `${image.synthetic ? "Synthetic" : "Real"} image: ${boxes}`;
}

/** What the lines mean, and each class's colour. */
export function legend(names) {
  const line = (text, dashes, stroke) => el("li", {}, svg("svg", { viewBox: "0 0 26 12", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 6, x2: 25, y2: 6, stroke, "stroke-width": 3, "stroke-dasharray": dashes })), text);
  return el("ul", { class: "legend", "aria-label": "Legend" },
    line("easy: solid", null, "currentColor"), line("hard: dashed", "6 4", "currentColor"), line("not judged: dotted", "2 3", "currentColor"),
    ...names.map((name) => line(name, null, colour(name))));
}
