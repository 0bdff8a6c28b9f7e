// Augmentation jobs by form, their progress, and dead letters.
import { announce, clock, count, duration, el, field, refill, select, table } from "./dom.js";
import { get, post, whenChanged } from "./api.js";
import { letters } from "./letters.js";

const input = (name, attributes) => el("input", { name, ...attributes });

function form(submitted) {
  const dataSets = el("datalist", { id: "data-sets" });
  const said = el("p", { class: "said", role: "status" });
  const button = el("button", { type: "submit", class: "primary" }, "Submit");
  const node = el("form", { class: "card", "aria-label": "New augmentation job" },
    el("h2", {}, "New augmentation job"),
    el("div", { class: "form" },
      field("Data set", input("dataSet", { required: true, list: "data-sets", autocomplete: "off" })),
      field("Split", input("split", { required: true, value: "train" })),
      field("Images", input("images", { type: "number", min: 1, max: 100000, value: 8, required: true })),
      field("Objects shall be", select("strategy", [["HARD", "hard"], ["EASY", "easy"], ["ORIGIN", "as judged"]])),
      field("Layouts", select("layouts", [["NEW", "new"], ["COPIED", "copied from real images"]])),
      field("Spent on", select("focus", [["NONE", "everything alike"], ["RARE_CLASSES", "rare classes"], ["WEAK_CLASSES", "weak classes"], ["HARD_OBJECTS", "images with hard objects"]])),
      field("Generator", input("generator", { required: true, value: "generator" })),
      field("Seed", input("seed", { type: "number", value: 0, required: true }))),
    dataSets, button, said);
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const job = Object.fromEntries(new FormData(node));
    try {
      const { id } = await post("api/jobs", { ...job, images: Number(job.images), seed: Number(job.seed) });
      said.className = "said";
      said.textContent = `Submitted as ${id}.`;
      submitted();
    } catch (error) {
      said.className = "said bad";
      said.textContent = error.message;
    } finally { button.disabled = false; }
  });
  get("api/images/choices").then((choices) => {
    dataSets.replaceChildren(...choices.dataSets.map((name) => el("option", { value: name })));
    if (choices.dataSets.length === 1) node.elements.dataSet.value = choices.dataSets[0];
  });
  return node;
}

function state(job) {
  if (job.cancelled) return el("span", { class: "soft" }, `cancelled, ${count(job.made)} of ${count(job.images)} made`);
  if (job.refused !== null) return el("span", { class: "bad" }, `refused: ${job.refused}`);
  if (job.planned === 0) return "waits for the planner";
  if (job.made + job.failed >= job.planned) return job.failed ? el("span", { class: "bad" }, `done, ${count(job.failed)} failed`) : el("span", { class: "good" }, "done");
  return job.secondsLeft === null ? "under way" : `ready in ${duration(job.secondsLeft)}, about ${clock(job.secondsLeft)}`;
}

const isOver = (job) => job.cancelled || job.refused !== null || (job.planned > 0 && job.made + job.failed >= job.planned);

function cancel(job, said) {
  if (isOver(job)) return null;
  const button = el("button", { type: "button", "data-key": `cancel ${job.id}`, "aria-label": `Cancel ${job.id}`, onclick: async () => {
    button.disabled = true;
    try {
      const now = await post(`api/jobs/${encodeURIComponent(job.id)}/cancel`);
      said.textContent = `${job.id} is cancelled; ${count(now.made)} of ${count(now.images)} images were made.`;
    } catch (error) { said.textContent = error.message; }
  } }, "Cancel");
  return button;
}

function row(job, said) {
  const bar = el("progress", { max: Math.max(1, job.images), value: job.made, "aria-label": `Images of ${job.id}` });
  return [job.id, job.dataSet, job.strategy.toLowerCase(), count(job.planned), `${count(job.made)} of ${count(job.images)}`, bar, el("div", { class: "row" }, state(job), cancel(job, said))];
}

export default function jobs(main) {
  const list = el("div");
  const said = el("p", { class: "said", role: "status" });
  const asked = el("section", { class: "card", "aria-label": "Jobs" }, el("h2", {}, "Jobs"), list, said);
  const [node, stopLetters] = letters();
  main.append(el("h1", {}, "Jobs and dead letters"), el("p", { class: "lead" }, "An augmentation job asks for images after the judged layouts of a data set."),
    form(() => announce("The job was submitted.")), asked, node);
  const stop = whenChanged("jobs", async () => {
    const all = await get("api/jobs");
    refill(list, all.length ? table("Jobs", ["Job", "Data set", "Objects", "Layouts planned#", "Images made#", "Progress", "State"], all.slice(0, 50).map((job) => row(job, said)))
      : el("p", { class: "empty" }, "No augmentation job yet."));
  });
  return () => { stop(); stopLetters(); };
}
