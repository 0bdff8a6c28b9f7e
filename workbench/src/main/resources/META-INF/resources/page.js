// Every text goes in as text, never as HTML: names on the stream come from strangers.
"use strict";
const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#d55e00", "#cc79a7", "#0072b2", "#ffffff"];
const classes = [];
const shown = { real: "", synthetic: "" };

function colour(name) {
  if (!classes.includes(name)) classes.push(name);
  return COLOURS[classes.indexOf(name) % COLOURS.length];
}

function fill(id, rows) {
  document.getElementById(id).replaceChildren(...rows.map((cells) => {
    const row = document.createElement("tr");
    cells.forEach((cell) => { row.insertCell().textContent = cell; });
    return row;
  }));
}

function boxes(image) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${Number(image.width)} ${Number(image.height)}`);
  for (const box of image.boxes) {
    const rect = document.createElementNS(SVG, "rect");
    for (const side of ["x", "y", "width", "height"]) rect.setAttribute(side, Number(box[side]));
    rect.setAttribute("stroke", colour(box.className));
    if (box.hard) rect.setAttribute("class", "hard");
    const title = document.createElementNS(SVG, "title");
    title.textContent = box.className + (box.hard ? ", hard" : "");
    rect.append(title);
    svg.append(rect);
  }
  return svg;
}

function figure(image) {
  const figure = document.createElement("figure");
  const picture = document.createElement("div");
  picture.className = "picture";
  const img = document.createElement("img");
  img.src = "api/images/" + Number(image.number);
  img.alt = image.boxes.map((box) => box.className).join(", ");
  picture.append(img, boxes(image));
  const caption = document.createElement("figcaption");
  caption.textContent = image.note;
  caption.title = image.id;
  figure.append(picture, caption);
  return figure;
}

function gallery(id, images) {
  const numbers = images.map((image) => image.number).join();
  if (numbers === shown[id]) return;
  shown[id] = numbers;
  document.getElementById(id).replaceChildren(...images.map(figure));
}

async function refresh() {
  try {
    const state = await (await fetch("api/stream")).json();
    document.getElementById("servers").textContent = state.bootstrapServers;
    fill("topics", state.topics.map((t) => [t.name, t.messages, t.waiting < 0 ? "" : t.waiting, t.deadLetters || ""]));
    fill("runs", state.runs.map((r) => [r.id, r.step, r.steps, r.secondsPerStep ? r.secondsPerStep.toFixed(3) : ""]));
    fill("models", state.models.map((m) => [m.role.toLowerCase() + "/" + m.name, m.step, m.finished ? "yes" : "", m.ap < 0 ? "" : (100 * m.ap).toFixed(1)]));
    fill("dead", state.deadLetters.map((d) => [d.topic, d.key, d.reason]));
    document.getElementById("letters").hidden = state.deadLetters.length === 0;
    document.getElementById("training").hidden = state.runs.length === 0;
    document.getElementById("no-synthetic").hidden = state.synthetic.length > 0;
    gallery("synthetic", state.synthetic);
    gallery("real", state.real);
  } catch (error) {
    document.getElementById("servers").textContent = "nothing: detdiffusion has stopped";
  }
  setTimeout(refresh, 1500);
}
refresh();
