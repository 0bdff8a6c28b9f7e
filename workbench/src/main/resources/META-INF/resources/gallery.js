// Real and synthetic images; more are fetched as somebody scrolls.
import { count, el, field, select } from "./dom.js";
import { get, whenChanged } from "./api.js";
import { legend, picture } from "./pictures.js";
import { open } from "./opened.js";
import { windowed } from "./windowed.js";

const PAGE = 120;

function kind(image) {
  if (!image.synthetic) return "real";
  if (image.gate === null) return "synthetic";
  return image.gate.kept ? "synthetic, kept" : "synthetic, dropped";
}

function tile(image) {
  const note = image.synthetic ? image.job || image.id : `${image.dataSet}, ${image.split}`;
  const dropped = image.gate !== null && !image.gate.kept;
  return el("li", {}, el("button", { class: "tile" + (dropped ? " dropped" : ""), type: "button", onclick: () => open(image.number) },
    picture(image),
    el("span", { class: "caption" }, el("span", {}, note)), el("span", { class: "caption kind" }, kind(image))));
}

const any = (names, text) => [["", text], ...names.map((name) => [name, name])];

function filters(choices, changed) {
  const boxes = {
    kind: select("kind", [["", "Real and synthetic"], ["real", "Real"], ["synthetic", "Synthetic"]]),
    className: select("className", any(choices.classes, "Every class")),
    difficulty: select("difficulty", [["", "Easy and hard"], ["EASY", "Easy"], ["HARD", "Hard"]]),
    job: select("job", any(choices.jobs, "Every job")),
    verdict: select("verdict", [["", "Every verdict"], ["kept", "Kept"], ["dropped", "Dropped"]]),
  };
  const form = el("form", { class: "row card", "aria-label": "Filters", onchange: changed, onsubmit: (event) => event.preventDefault() },
    field("Images", boxes.kind), field("Class", boxes.className), field("Difficulty", boxes.difficulty), field("Job", boxes.job), field("Gate", boxes.verdict));
  form.asked = () => Object.entries(boxes).filter(([, box]) => box.value).map(([name, box]) => `${name}=${encodeURIComponent(box.value)}`);
  return form;
}

export default function gallery(main) {
  const tiles = el("ul", { class: "tiles", "aria-label": "Images" });
  const none = el("p", { class: "empty", hidden: true }, "No such images yet. They come with an import, a demo, or an augmentation job.");
  const found = el("p", { class: "soft", role: "status" });
  const fresh = el("button", { type: "button", hidden: true, onclick: () => load(true) }, "Show the newest");
  const holder = el("div");
  const long = windowed(tiles, tile, () => { if (before !== null && !busy) load(false); });
  let form = null;
  let before = null;
  let busy = false;
  let turn = 0;

  async function load(start) {
    const mine = ++turn;
    busy = true;
    try {
      const page = await get("api/images?" + [...form.asked(), `limit=${PAGE}`, ...(start ? [] : [`before=${before}`])].join("&"));
      if (mine !== turn) return;
      before = page.before;
      busy = false;
      if (start) show(page);
      else long.append(page.images);
    } finally { if (mine === turn) busy = false; }
  }

  function show(page) {
    found.textContent = page.fitting === 0 ? "" : `${count(page.fitting)} image${page.fitting === 1 ? "" : "s"}`;
    none.hidden = page.fitting > 0;
    fresh.hidden = true;
    long.start(page.images, page.fitting);
  }

  main.append(el("h1", {}, "Gallery"), el("p", { class: "lead" }, "Boxes are coloured by class; a dashed box is hard for the detector that judged it, or was asked for as hard."),
    holder, el("div", { class: "row" }, found, fresh), none, tiles);

  async function begin() {
    const choices = await get("api/images/choices");
    form = filters(choices, () => load(true));
    holder.replaceChildren(form, legend(choices.classes));
    if (choices.real + choices.synthetic >= choices.most) holder.append(el("p", { class: "note" }, `The newest ${count(choices.most)} images of the topics.`));
    await load(true);
  }
  const stop = whenChanged("images", async () => {
    if (form === null || (!none.hidden && form.asked().length === 0)) await begin();
    else fresh.hidden = false;
  });
  return () => { stop(); long.stop(); };
}
