// Losses and average precision against steps, and what detectors found hard.
import { count, el, field, select, svg, table } from "./dom.js";
import { get, whenChanged } from "./api.js";
import { chart } from "./chart.js";

function curves(runs, name, scale) {
  return runs
    .map((run) => ({
      name: run.realOnly ? `${run.name} (real only)` : run.name,
      baseline: run.realOnly,
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

function group(title, runs, chosen) {
  const names = measures(runs);
  const losses = names.filter((name) => !name.startsWith("ap") && !name.startsWith("synthetic_") && name !== "layout_agreement");
  const loss = losses.includes(chosen.get(title)) ? chosen.get(title) : losses.find((name) => name === "loss") ?? losses[0];
  const choice = select("loss", losses.map((name) => [name, name]), { onchange: (event) => { chosen.set(title, event.target.value); redraw(); } });
  const holder = el("div");
  const redraw = () => holder.replaceChildren(chart(`${choice.value} of ${title}`, "step", curves(runs, choice.value, 1)));
  if (loss) choice.value = loss;
  if (loss) redraw();
  const ap = curves(runs, "ap", 100);
  return el("section", { class: "card", "aria-label": title }, el("h2", {}, `Runs: ${title}`),
    loss ? el("div", { class: "row" }, field("Curve", choice)) : null, holder,
    ap.length ? el("div", {}, el("h3", { class: "soft" }, "AP on the test split"), chart(`AP of ${title}`, "step", ap)) : null,
    table(`Runs: ${title}`, ["Run", "Data", "Step#", "s / step#", "AP#"], runs.map((run) => [
      run.name, run.role === null ? "–" : run.realOnly ? "real only" : "real and synthetic", `${count(run.step)} of ${count(run.steps)}`,
      run.secondsPerStep ? run.secondsPerStep.toFixed(3) : "–", "ap" in run.metrics ? (100 * run.metrics.ap).toFixed(1) : "–"])));
}

function share(verdicts) {
  const all = verdicts.easy + verdicts.hard;
  const hard = all === 0 ? 0 : verdicts.hard / all;
  const bar = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 0, width: 100, height: 10, fill: "#56b4e9" }), svg("rect", { x: 0, y: 0, width: 100 * hard, height: 10, fill: "#d9730d" }));
  return [el("span", {}, verdicts.detector), bar, el("span", {}, `${(100 * hard).toFixed(0)} % hard of ${count(all)}`)];
}

export default function training(main) {
  const runs = el("div", { class: "columns" });
  const shares = el("div");
  const chosen = new Map();
  main.append(el("h1", {}, "Training"), el("p", { class: "lead" }, "Runs on one data set share a plot; dashed curves learn from real images only."),
    runs, el("section", { class: "card", "aria-label": "Easy and hard" }, el("h2", {}, "Easy and hard objects by detector"), shares));
  return whenChanged("training", async () => {
    const state = await get("api/training");
    if (runs.contains(document.activeElement)) return;
    runs.replaceChildren(...[...groups(state.runs)].map(([title, members]) => group(title, members, chosen)));
    if (state.runs.length === 0) runs.replaceChildren(el("p", { class: "empty card" }, "No training run yet. A demo makes some; so does a message on training-jobs."));
    shares.replaceChildren(state.shares.length ? el("div", { class: "share" }, ...state.shares.flatMap(share))
      : el("p", { class: "empty" }, "No detector has judged images yet."));
  });
}
