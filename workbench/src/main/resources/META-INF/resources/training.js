// Losses and average precision against steps, and what detectors found hard.
import { count, el, field, select, svg, table } from "./dom.js";
import { get, whenChanged } from "./api.js";
import { chart, colourOf } from "./chart.js";
import { dots } from "./dots.js";

function curves(runs, name, scale) {
  return runs
    .map((run) => ({
      ...shown(run),
      points: run.points.filter((point) => name in point.values).map((point) => [point.step, scale * point.values[name]]),
    }))
    .filter((curve) => curve.points.length > 0);
}

const measures = (runs) => [...new Set(runs.flatMap((run) => run.points.flatMap((point) => Object.keys(point.values))))];

function groups(runs) {
  const byKey = new Map();
  for (const run of runs) {
    const key = `${(run.role ?? "unknown role").toLowerCase()}s of ${run.dataSet || "unknown data"}`;
    byKey.set(key, [...(byKey.get(key) ?? []), run]);
  }
  return byKey;
}

const isLoss = (name) => !/^(ap|synthetic|layout_agreement)/.test(name);
const shown = (run) => ({ name: run.realOnly ? `${run.name} (real only)` : run.name, colour: run.colour, baseline: run.realOnly });
const AP_WORDS = { ap: "all objects", ap50: "all objects, IoU 0.50", ap75: "all objects, IoU 0.75" };
const apWords = (name) => AP_WORDS[name] ?? (name.startsWith("ap/") ? name.slice(3) : `${name.slice(3)} objects`);

/** A plot with a choice of what it shows, kept in chosen under the key. */
function plotted(words, names, first, chosen, key, draw) {
  const holder = el("div");
  const box = select("curve", names, { onchange: (event) => { chosen.set(key, event.target.value); redraw(); } });
  const redraw = () => holder.replaceChildren(draw(box.value));
  box.value = names.some(([name]) => name === chosen.get(key)) ? chosen.get(key) : first;
  redraw();
  return el("div", {}, el("div", { class: "row" }, field(words, box)), holder);
}

function losses(title, runs, names, chosen) {
  const found = names.filter(isLoss);
  if (found.length === 0) return null;
  return plotted("Curve", found.map((name) => [name, name]), found.includes("loss") ? "loss" : found[0], chosen, `loss ${title}`,
    (name) => chart(`${name} of ${title}`, "step", curves(runs, name, 1)));
}

/** AP against steps for one kind of objects, then the newest of every kind. */
function precision(title, runs, names, chosen) {
  const found = names.filter((name) => name.startsWith("ap")).sort();
  const measured = runs.filter((run) => "ap" in run.metrics).map((run) => ({ ...shown(run), values: run.metrics }));
  if (!found.includes("ap") || measured.length === 0) return null;
  return el("div", {}, el("h3", { class: "soft" }, "AP on the test split"),
    plotted("Objects", found.map((name) => [name, apWords(name)]), "ap", chosen, `ap ${title}`,
      (name) => chart(`AP of ${title}, ${apWords(name)}`, "step", curves(runs, name, 100))),
    el("h3", { class: "soft" }, "The same by size and class; hollow: real images only"), dots(`AP of ${title} by size and class`, measured));
}

function group(title, members, chosen) {
  const runs = members.map((run, index) => ({ ...run, colour: colourOf(index) }));
  const names = measures(runs);
  return el("section", { class: "card", "aria-label": title }, el("h2", {}, `Runs: ${title}`),
    losses(title, runs, names, chosen), precision(title, runs, names, chosen),
    table(`Runs: ${title}`, ["Run", "Data", "Step#", "s / step#", "AP#"], runs.map((run) => [
      run.name, run.role === null ? "–" : run.realOnly ? "real only" : "real and synthetic", `${count(run.step)} of ${count(run.steps)}`,
      run.secondsPerStep ? run.secondsPerStep.toFixed(3) : "–", "ap" in run.metrics ? (100 * run.metrics.ap).toFixed(1) : "–"])));
}

function share(verdicts) {
  const all = verdicts.easy + verdicts.hard;
  const hard = all === 0 ? 0 : verdicts.hard / all;
  const bar = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 0, width: 100, height: 10, fill: "#56b4e9" }), svg("rect", { x: 0, y: 0, width: 100 * hard, height: 10, fill: "#d9730d" }));
  const round = verdicts.round > 1 ? `, round ${verdicts.round}` : "";
  return [el("span", {}, verdicts.detector + round), bar,
    el("span", {}, `${(100 * hard).toFixed(0)} % hard, ${(100 - 100 * hard).toFixed(0)} % easy of ${count(all)}`)];
}

export default function training(main) {
  const runs = el("div", { class: "columns" });
  const shares = el("div");
  const chosen = new Map();
  main.append(el("h1", {}, "Training"), el("p", { class: "lead" }, "Runs on one data set share a plot; dashed curves learn from real images only."),
    runs, el("section", { class: "card", "aria-label": "Easy and hard" }, el("h2", {}, "Easy and hard objects by detector and round"), shares));
  let state = null;
  function show() {
    if (state === null || runs.contains(document.activeElement)) return; // not while somebody chooses
    runs.replaceChildren(...[...groups(state.runs)].map(([title, members]) => group(title, members, chosen)));
    if (state.runs.length === 0) runs.replaceChildren(el("p", { class: "empty card" }, "No training run yet. A demo makes some; so does a message on training-jobs."));
    shares.replaceChildren(state.shares.length ? el("div", { class: "share" }, ...state.shares.flatMap(share))
      : el("p", { class: "empty" }, "No detector has judged images yet."));
  }
  runs.addEventListener("focusout", () => setTimeout(show));
  return whenChanged("training", async () => {
    state = await get("api/training");
    show();
  });
}
