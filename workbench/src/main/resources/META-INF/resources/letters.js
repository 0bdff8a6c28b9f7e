// What workers gave up, with what to do about it.
import { announce, count, el, refill } from "./dom.js";
import { get, post, whenChanged } from "./api.js";

async function preview(letter, holder) {
  const path = `api/dead-letters/${encodeURIComponent(letter.topic)}/${Number(letter.partition)}/${Number(letter.offset)}`;
  const { text, readable, cut } = await get(path);
  holder.replaceChildren(el("pre", { tabindex: 0 }, text + (cut ? " …" : "")),
    ...(readable ? [] : [el("p", { class: "note" }, "This is no message of the topic; its bytes are shown as text.")]));
}

const key = (letter, what) => `${what} ${letter.topic} ${letter.id}`;

/** A button that asks for the reason before it does what can't be undone. */
function discard(letter, settle) {
  const why = el("input", { name: "reason", maxlength: 500, placeholder: "optional" });
  const form = el("form", { class: "row", hidden: true, onsubmit: (event) => {
    event.preventDefault();
    settle("discard", { topic: letter.topic, ids: [letter.id], reason: why.value }, "The letter was discarded.");
  } }, el("label", {}, "Why it is discarded, for the record", why),
  el("button", { type: "submit", class: "danger" }, "Discard"), el("button", { type: "button", onclick: () => ask(false) }, "Keep"));
  const button = el("button", { type: "button", "data-key": key(letter, "discard"), "aria-expanded": "false", onclick: () => ask(form.hidden) }, "Discard …");
  function ask(open) {
    form.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    (open ? why : button).focus();
  }
  return [button, form];
}

function item(letter, refresh) {
  const holder = el("div");
  const said = el("p", { class: "bad", role: "alert" });
  async function settle(what, body, words) {
    try {
      await post(`api/dead-letters/${what}`, body);
      announce(words);
      refresh(true);
    } catch (error) { said.textContent = error.message; }
  }
  const whole = letter.bytes !== null;
  const lacks = letter.leftOut;
  const valued = whole || (lacks.length > 0 && !lacks.includes("value"));
  const redrive = el("button", { type: "button", "data-key": key(letter, "redrive"), disabled: !whole,
    onclick: () => settle("redrive", { topic: letter.topic, ids: [letter.id] }, "The message was brought back.") }, "Bring back");
  const look = el("button", { type: "button", "data-key": key(letter, "look"), disabled: !valued, onclick: () => preview(letter, holder) }, "Show message");
  const [ask, form] = discard(letter, settle);
  return el("article", { class: "letter", "aria-label": `Dead letter ${letter.topic} ${letter.id}` },
    el("div", { class: "row" }, el("span", { class: "code" }, letter.code), el("strong", {}, letter.key ?? "no key"),
      el("span", { class: "soft" }, `${letter.topic} ${letter.id}, attempt ${letter.attempt}, ${letter.worker}, ${new Date(letter.time).toLocaleString()}`)),
    el("p", {}, letter.reason),
    letter.cure ? el("p", { class: "soft" }, letter.cure) : null,
    whole ? null : el("p", { class: "soft" }, lacks.length ? `Too large for the letter and left out: ${lacks.join(", ")}; publish the message again.` : "The message had no value; there is nothing to bring back."),
    el("div", { class: "row" }, redrive, look, ask), form, holder, said);
}

/** The section, and what ends it. */
export function letters() {
  const list = el("div");
  const node = el("section", { class: "card", "aria-label": "Dead letters" }, el("h2", {}, "Dead letters"), list);
  async function refresh(settled) {
    if (settled !== true && node.querySelector("form:not([hidden])")) return; // not under somebody's hands
    const { letters: newest, all } = await get("api/dead-letters");
    refill(list, ...newest.map((letter) => item(letter, refresh)));
    if (all === 0) list.append(el("p", { class: "empty" }, "None: every message could be worked on."));
    if (all > newest.length) list.append(el("p", { class: "note" }, `The newest ${count(newest.length)} of ${count(all)}; the command dead-letters lists all.`));
  }
  return [node, whenChanged("letters", () => refresh(false))];
}
