// Boxes drawn by hand become a layout job; its image comes back beside them.
import { announce, el, field, select } from "./dom.js";
import { get, post } from "./api.js";
import { colour, picture } from "./pictures.js";
import { journey } from "./journey.js";
import { paint, sketch } from "./sketch.js";

const round = (value) => Math.round(value * 10) / 10;

function describe(box) {
  return `${round(box.x)}, ${round(box.y)} · ${round(box.width)} × ${round(box.height)}`;
}

export default function draw(main, number) {
  const layout = { width: 64, height: 64, boxes: [] };
  const past = [];
  let stop = () => {};

  const classBox = select("className", []);
  const difficulty = select("difficulty", [["HARD", "Hard"], ["EASY", "Easy"], ["", "Not said"]]);
  const seed = el("input", { name: "seed", inputmode: "numeric", pattern: "-?[0-9]+", value: "1" });
  const size = select("size", [["64", "64 × 64"], ["128", "128 × 128"], ["256", "256 × 256"], ["512", "512 × 512"]]);
  const canvas = el("canvas", { width: 640, height: 640, tabindex: 0, role: "img", "aria-label": "Layout; drag to draw a box, or press Enter to add one in the middle" });
  const list = el("ul", { class: "objects", "aria-label": "Objects" });
  const undo = el("button", { type: "button", onclick: back }, "Undo");
  const clear = el("button", { type: "button", onclick: () => change([]) }, "Clear");
  const submit = el("button", { type: "button", class: "primary", onclick: send }, "Make the image");
  const said = el("div");
  const result = el("div", {}, el("p", { class: "empty" }, "The image appears here."));

  function change(boxes) {
    past.push(layout.boxes);
    layout.boxes = boxes;
    show();
  }

  function back() {
    if (past.length > 0) layout.boxes = past.pop();
    show();
  }

  function add(box) {
    if (!classBox.value) return announce("There is no class to draw yet.");
    change([...layout.boxes, { ...box, className: classBox.value, difficulty: difficulty.value || null }]);
    announce(`${classBox.value} added.`);
  }

  function row(box, index) {
    const nudged = (name, step) => el("button", { type: "button", "aria-label": `${name} ${box.className}`, onclick: () => nudge(index, step) }, { Left: "←", Right: "→", Up: "↑", Down: "↓" }[name]);
    const unit = layout.width / 32;
    return el("li", {}, el("strong", {}, `${box.className}${box.difficulty ? ", " + box.difficulty.toLowerCase() : ""}`),
      el("span", { class: "where" }, describe(box)),
      nudged("Left", [-unit, 0]), nudged("Right", [unit, 0]), nudged("Up", [0, -unit]), nudged("Down", [0, unit]),
      el("button", { type: "button", "aria-label": `Remove ${box.className}`, onclick: () => change(layout.boxes.filter((_, at) => at !== index)) }, "Remove"));
  }

  function nudge(index, [right, down]) {
    const within = (value, most) => Math.max(0, Math.min(value, most));
    change(layout.boxes.map((box, at) => (at !== index ? box
      : { ...box, x: within(box.x + right, layout.width - box.width), y: within(box.y + down, layout.height - box.height) })));
  }

  function show(preview) {
    paint(canvas, layout, preview, colour);
    if (preview) return;
    list.replaceChildren(...layout.boxes.map(row));
    undo.disabled = past.length === 0;
    clear.disabled = submit.disabled = layout.boxes.length === 0;
  }

  async function send() {
    submit.disabled = true;
    stop();
    try {
      const { id } = await post("api/layouts", { seed: Number(seed.value) || 0, layout: { width: layout.width, height: layout.height, objects: layout.boxes } });
      stop = journey(said, id, async (made) => {
        const { image } = await get(`api/images/${Number(made)}`);
        result.replaceChildren(picture(image, false), el("p", { class: "note" }, "Prompt: ", image.made.prompt));
      });
    } catch (error) {
      said.replaceChildren(el("p", { class: "bad said", role: "alert" }, error.message));
    } finally { submit.disabled = false; }
  }

  size.addEventListener("change", () => {
    const factor = Number(size.value) / layout.width;
    layout.width = layout.height = Number(size.value);
    const scaled = (box) => ({ ...box, x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor });
    change(layout.boxes.map(scaled));
  });
  sketch(canvas, layout, add, show);
  canvas.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); back(); }
  });

  main.append(el("h1", {}, "Draw"), el("p", { class: "lead" }, "Drag boxes onto the canvas, say what they are, and have a generator make the image."),
    el("div", { class: "drawing" },
      el("section", { class: "card", "aria-label": "Layout" },
        el("div", { class: "form" }, field("Class", classBox), field("Difficulty", difficulty), field("Size", size), field("Seed", seed)),
        el("div", { class: "row" }, undo, clear), canvas, list, submit),
      el("section", { class: "card", "aria-label": "Image" }, el("h2", {}, "Image"), result, said)));
  show();

  async function begin() {
    const { classes } = await get("api/images/choices");
    classBox.replaceChildren(...(classes.length ? classes.map((name) => el("option", { value: name }, name)) : [el("option", { value: "" }, "none known yet")]));
    if (!number) return;
    const { image } = await get(`api/images/${Number(number)}`);
    layout.width = image.width;
    layout.height = image.height;
    if (![...size.options].some((option) => option.value === String(image.width))) size.prepend(el("option", { value: image.width }, `${image.width} × ${image.height}`));
    size.value = String(image.width);
    layout.boxes = image.boxes.map(({ className, x, y, width, height, difficulty: known }) => ({ className, x, y, width, height, difficulty: known }));
    if (image.made) seed.value = image.made.seed;
    show();
  }
  begin();
  return () => stop();
}
