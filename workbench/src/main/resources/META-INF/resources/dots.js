// AP by size and class: a row for each, a dot in it for each run.
import { el, svg } from "./dom.js";
import { key } from "./chart.js";

const [WIDTH, ROW, LEFT, RIGHT, BOTTOM] = [560, 26, 130, 16, 34];

/** Names of what was measured, as the trainer has them, with their words. */
export function parts(measures) {
  const sizes = ["small", "medium", "large"].map((size) => [`ap_${size}`, `${size} objects`]);
  const classes = measures.filter((name) => name.startsWith("ap/")).sort().map((name) => [name, name.slice(3)]);
  return [["ap", "all objects"], ...sizes.filter(([name]) => measures.includes(name)), ...classes];
}

const short = (text) => (text.length > 14 ? text.slice(0, 13) + "…" : text);

function row([name, words], at, runs, x) {
  const y = at * ROW + ROW / 2;
  const dots = runs.map((run) => (name in run.values
    ? svg("circle", { cx: x(100 * run.values[name]), cy: y, r: 5, "stroke-width": 2, stroke: run.colour,
      class: run.baseline ? "hollow" : null, fill: run.colour },
    svg("title", {}, `${words}, ${run.name}: ${(100 * run.values[name]).toFixed(1)}`)) : null));
  return [svg("line", { class: "axis", x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
    svg("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, svg("title", {}, words), short(words)), ...dots];
}

/** Runs of {name, colour, baseline, values}; a baseline's dots are hollow. */
export function dots(title, runs) {
  const rows = parts([...new Set(runs.flatMap((run) => Object.keys(run.values)))]);
  const x = (value) => LEFT + (value / 100) * (WIDTH - LEFT - RIGHT);
  const height = rows.length * ROW + BOTTOM;
  const scale = [0, 20, 40, 60, 80, 100].flatMap((tick) => [
    svg("line", { class: "axis", x1: x(tick), x2: x(tick), y1: 0, y2: rows.length * ROW }),
    svg("text", { x: x(tick), y: rows.length * ROW + 16, "text-anchor": "middle" }, String(tick))]);
  return el("figure", { class: "plot" },
    svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title }, ...scale,
      ...rows.flatMap((part, at) => row(part, at, runs, x)).filter(Boolean)),
    el("ul", { class: "legend" }, ...runs.map((run) => key({ ...run, points: [[0, 100 * run.values.ap]] }))));
}
