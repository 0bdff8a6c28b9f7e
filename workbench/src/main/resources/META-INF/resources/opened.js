// One image with where it comes from.
import { announce, el, table } from "./dom.js";
import { get, post } from "./api.js";
import { picture } from "./pictures.js";
import { journey } from "./journey.js";

function facts(image, time) {
  const made = image.made;
  const list = made
    ? [["Prompt", made.prompt], ["Seed", made.seed], ["Model", made.generator], ["Checkpoint", el("code", {}, made.generatorSha256)],
       ["Sampling", `${made.sampler}, ${made.steps} steps, guidance ${made.guidance}`], ["Job", image.job || "none"],
       ["Made in", `${Math.round(made.millis)} ms`]]
    : [["Data set", `${image.dataSet}, ${image.split}`], ["Judged by", image.detector || "no detector yet"]];
  if (image.gate) list.push(["Gate", gateWords(image.gate)]);
  list.push(["Published", new Date(time).toLocaleString()], ["Size", `${image.width} × ${image.height}`]);
  return el("dl", { class: "facts" }, ...list.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function gateWords(gate) {
  const why = { not_found: "too few objects found", unasked: "shows what nobody asked for" }[gate.reason] ?? gate.reason;
  return `${gate.kept ? "kept" : `dropped: ${why}`}; ${Math.round(100 * gate.agreement)} % of its objects found (run ${gate.run})`;
}

const yes = (found) => (found === null ? "–" : found ? "yes" : "no");

function objects(image) {
  return table("Objects", ["Class", "Difficulty", "Found", "Score#", "IoU#"], image.boxes.map((box) => [
    box.className, box.difficulty === null ? "not judged" : box.difficulty.toLowerCase(), yes(box.found),
    box.score === null ? "–" : box.score.toFixed(2), box.overlap === null ? "–" : box.overlap.toFixed(2)]));
}

export async function open(number) {
  const { image, time } = await get(`api/images/${Number(number)}`);
  const progress = el("div");
  let stop = () => {};
  const again = el("button", { type: "button", class: "primary", onclick: async () => {
    again.disabled = true;
    try {
      const { id } = await post(`api/layouts/again/${Number(number)}`);
      stop = journey(progress, id, (made) => {
        progress.append(el("p", {}, el("button", { type: "button", onclick: () => { dialog.close(); open(made); } }, "Open the new image")));
      });
    } catch (error) { announce(error.message); progress.replaceChildren(el("p", { class: "bad" }, error.message)); }
  } }, "Make it again");
  const use = el("a", { href: `#draw/${Number(number)}`, onclick: () => dialog.close() }, "Draw with this layout");
  const dialog = el("dialog", { "aria-labelledby": "opened-title" }, el("div", { class: "opened" },
    el("div", { class: "head" }, el("h2", { id: "opened-title" }, image.synthetic ? "Synthetic image " : "Real image ", el("code", {}, image.id)),
      el("button", { type: "button", onclick: () => dialog.close() }, "Close")),
    el("div", {}, picture(image, false)),
    el("div", {}, facts(image, time), objects(image),
      el("p", { class: "note" }, use, " · ", el("a", { href: `api/images/${Number(number)}/coco`, download: "annotation.json" }, "Annotation as COCO")),
      image.synthetic ? again : null, progress)));
  dialog.addEventListener("close", () => { stop(); dialog.remove(); });
  document.body.append(dialog);
  dialog.showModal();
}
