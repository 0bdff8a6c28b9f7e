// One page, a view for each name behind the hash.
import { el } from "./dom.js";
import pipeline from "./pipeline.js";
import gallery from "./gallery.js";
import draw from "./draw.js";
import training from "./training.js";
import jobs from "./jobs.js";

const views = { pipeline, gallery, draw, training, jobs };
const main = document.getElementById("view");
let leave = () => {};

function show(focus) {
  const [name, argument] = location.hash.slice(1).split("/");
  const view = views[name] ? name : "pipeline";
  leave();
  document.querySelectorAll("nav a").forEach((link) => {
    if (link.hash === "#" + view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  main.replaceChildren();
  leave = views[view](main, argument) ?? (() => {});
  document.title = main.querySelector("h1").textContent + " · DetDiffusion";
  if (focus) main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => show(true));
addEventListener("unhandledrejection", (event) => {
  main.prepend(el("p", { class: "card bad", role: "alert" }, String(event.reason?.message ?? event.reason)));
});
show(false);
