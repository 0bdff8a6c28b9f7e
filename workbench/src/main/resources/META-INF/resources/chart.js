// A line chart as SVG, with a legend that says in words what the lines say by colour.
import { el, svg } from "./dom.js";

const COLOURS = ["#1f77d0", "#e07b00", "#159570", "#c2407e", "#8a63d2", "#8c7a1a", "#d4512f", "#4b8fa6"];
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [560, 280, 52, 34, 12, 12];

/** Of the run at this place among those of its plot, the same in each of them. */
export const colourOf = (index) => COLOURS[index % COLOURS.length];

/** Round steps between two values. */
function ticks(low, high, wanted) {
  const rough = (high - low) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const found = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) found.push(Number(tick.toPrecision(6)));
  return found;
}

function scales(curves) {
  const xs = curves.flatMap((curve) => curve.points.map((point) => point[0]));
  const ys = curves.flatMap((curve) => curve.points.map((point) => point[1]));
  const right = Math.max(1, ...xs);
  const low = Math.min(0, ...ys);
  const high = Math.max(...ys) > low ? Math.max(...ys) : low + 1;
  return {
    right, low, high,
    x: (value) => LEFT + (value / right) * (WIDTH - LEFT - RIGHT),
    y: (value) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - BOTTOM - TOP),
  };
}

function axes(scale, label) {
  const across = ticks(0, scale.right, 6).filter(Number.isInteger).flatMap((tick) => [
    svg("text", { x: scale.x(tick), y: HEIGHT - BOTTOM + 16, "text-anchor": "middle" }, tick.toLocaleString("en"))]);
  const up = ticks(scale.low, scale.high, 5).flatMap((tick) => [
    svg("line", { class: "axis", x1: LEFT, x2: WIDTH - RIGHT, y1: scale.y(tick), y2: scale.y(tick) }),
    svg("text", { x: LEFT - 6, y: scale.y(tick) + 4, "text-anchor": "end" }, String(tick))]);
  return [...up, ...across, svg("text", { x: WIDTH - RIGHT, y: HEIGHT - 3, "text-anchor": "end" }, label)];
}

function curve(line, scale) {
  const { colour } = line;
  if (line.points.length === 1) {
    const [x, y] = line.points[0];
    return svg("circle", { cx: scale.x(x), cy: scale.y(y), r: 5, fill: line.baseline ? "none" : colour, stroke: colour, "stroke-width": 2 });
  }
  const points = line.points.map(([x, y]) => `${scale.x(x).toFixed(1)},${scale.y(y).toFixed(1)}`).join(" ");
  return svg("polyline", { class: "curve" + (line.baseline ? " baseline" : ""), points, stroke: colour });
}

/** What a curve is, in words, with its last value. */
export function key(line) {
  const last = line.points[line.points.length - 1][1];
  return el("li", {}, svg("svg", { viewBox: "0 0 26 12", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 6, x2: 25, y2: 6, stroke: line.colour, "stroke-width": 3, "stroke-dasharray": line.baseline ? "6 4" : null })),
  `${line.name}: ${Number(last.toPrecision(3))}`);
}

/** Lines of {name, colour, baseline, points: [[x, y]]}. */
export function chart(title, label, curves) {
  const scale = scales(curves);
  return el("figure", { class: "plot" },
    svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title }, ...axes(scale, label),
      ...curves.map((line) => curve(line, scale))),
    el("ul", { class: "legend" }, ...curves.map(key)));
}
