// Real and synthetic images, a page at a time.
import { count, el, field, select } from "./dom.js";
import { get, whenChanged } from "./api.js";
import { legend, picture } from "./pictures.js";
import { open } from "./opened.js";

const PAGE = 60;

function tile(image) {
  const note = image.synthetic ? image.job || image.id : `${image.dataSet}, ${image.split}`;
  return el("li", {}, el("button", { class: "tile", type: "button", onclick: () => open(image.number) },
    picture(image),
    el("span", { class: "caption" }, el("span", {}, note), el("span", { class: "kind" }, image.synthetic ? "synthetic" : "real"))));
}

const any = (names, text) => [["", text], ...names.map((name) => [name, name])];

function filters(choices, changed) {
  const boxes = {
    kind: select("kind", [["", "Real and synthetic"], ["real", "Real"], ["synthetic", "Synthetic"]]),
    className: select("className", any(choices.classes, "Every class")),
    difficulty: select("difficulty", [["", "Easy and hard"], ["EASY", "Easy"], ["HARD", "Hard"]]),
    job: select("job", any(choices.jobs, "Every job")),
  };
  const form = el("form", { class: "row card", "aria-label": "Filters", onchange: changed, onsubmit: (event) => event.preventDefault() },
    field("Images", boxes.kind), field("Class", boxes.className), field("Difficulty", boxes.difficulty), field("Job", boxes.job));
  form.asked = () => Object.entries(boxes).filter(([, box]) => box.value).map(([name, box]) => `${name}=${encodeURIComponent(box.value)}`);
  return form;
}

export default function gallery(main) {
  const tiles = el("ul", { class: "tiles", "aria-label": "Images" });
  const found = el("p", { class: "soft", role: "status" });
  const more = el("button", { type: "button", hidden: true, onclick: () => load(false) }, "Show more");
  const fresh = el("button", { type: "button", hidden: true, onclick: () => load(true) }, "Show the newest");
  const holder = el("div");
  let form = null;
  let before = null;
  let turn = 0;

  async function load(start) {
    const mine = ++turn;
    const asked = [...form.asked(), `limit=${PAGE}`, ...(start ? [] : [`before=${before}`])];
    if (!start) more.hidden = true;
    const page = await get("api/images?" + asked.join("&"));
    if (mine !== turn) return;
    before = page.before;
    if (start) tiles.replaceChildren();
    tiles.append(...page.images.map(tile));
    found.textContent = page.fitting === 0 ? "" : `${count(page.fitting)} image${page.fitting === 1 ? "" : "s"}`;
    if (page.fitting === 0) tiles.replaceChildren(el("li", { class: "empty" }, "No such images yet. They come with an import, a demo, or an augmentation job."));
    more.hidden = before === null;
    if (start) fresh.hidden = true;
  }

  const near = new IntersectionObserver((seen) => { if (seen[0].isIntersecting && !more.hidden) load(false); }, { rootMargin: "800px" });
  main.append(el("h1", {}, "Gallery"), el("p", { class: "lead" }, "Boxes are coloured by class; a dashed box is hard for the detector that judged it, or was asked for as hard."),
    holder, el("div", { class: "row" }, found, fresh), tiles, el("div", { class: "more" }, more));

  async function begin() {
    const choices = await get("api/images/choices");
    form = filters(choices, () => load(true));
    holder.replaceChildren(form, legend(choices.classes));
    if (choices.real + choices.synthetic >= choices.most) holder.append(el("p", { class: "note" }, `The newest ${count(choices.most)} images of the topics.`));
    await load(true);
    near.observe(more);
  }
  const stop = whenChanged("images", async () => {
    if (form === null || (tiles.querySelector(".tile") === null && form.asked().length === 0)) await begin();
    else fresh.hidden = false;
  });
  return () => { stop(); near.disconnect(); };
}
