// A layout job on its way to its image.
import { announce, el } from "./dom.js";
import { follow, get } from "./api.js";

const STEPS = ["submitted", "waiting for a generator", "made"];

/** Shows it in the node until it has ended; returns what ends the showing. */
export function journey(node, id, done) {
  let stop = () => {};
  let asking = false;
  let missed = false;
  let ended = false;

  function show(step, failure) {
    node.replaceChildren(
      el("ol", { class: "journey", "aria-label": `Journey of ${id}` }, ...STEPS.map((text, index) =>
        el("li", { class: index < step || step === 2 ? "past" : index === step ? "now" : null, "aria-current": index === step ? "step" : null }, text))),
      ...(failure ? [el("p", { class: "bad said" }, failure)] : []));
  }

  function end() {
    ended = true;
    stop();
  }

  async function look() {
    missed = asking;
    if (asking || ended) return;
    asking = true;
    try {
      const layout = await get(`api/layouts/${encodeURIComponent(id)}`);
      if (ended) return;
      if (layout.state === "made") {
        end();
        show(2);
        announce("The image is made.");
        done(layout.image);
      } else if (layout.state === "failed") {
        end();
        show(1, layout.reason);
        announce(`The layout failed: ${layout.reason}`);
      } else { show(1); }
    } finally { asking = false; }
    if (missed) look();
  }

  show(0);
  announce("The layout was submitted.");
  stop = follow(look);
  return end;
}
