// What workers gave up, with what to do about it.
import { announce, count, el } from "./dom.js";
import { get, post, whenChanged } from "./api.js";

async function preview(letter, holder) {
  const path = `api/dead-letters/${encodeURIComponent(letter.topic)}/${Number(letter.partition)}/${Number(letter.offset)}`;
  const { text, readable, cut } = await get(path);
  holder.replaceChildren(el("pre", { tabindex: 0 }, text + (cut ? " …" : "")),
    ...(readable ? [] : [el("p", { class: "note" }, "This is no message of the topic; its bytes are shown as text.")]));
}

function item(letter, refresh) {
  const holder = el("div");
  const said = el("p", { class: "bad" });
  const redrive = el("button", { type: "button", disabled: letter.bytes === null, onclick: async () => {
    redrive.disabled = true;
    try {
      await post("api/dead-letters/redrive", { topic: letter.topic, ids: [letter.id] });
      announce("The message was brought back.");
      refresh();
    } catch (error) { said.textContent = error.message; }
  } }, "Bring back");
  const look = el("button", { type: "button", disabled: letter.bytes === null, onclick: () => preview(letter, holder) }, "Show message");
  return el("article", { class: "letter", "aria-label": `Dead letter ${letter.topic} ${letter.id}` },
    el("div", { class: "row" }, el("span", { class: "code" }, letter.code), el("strong", {}, letter.key ?? "no key"),
      el("span", { class: "soft" }, `${letter.topic} ${letter.id}, attempt ${letter.attempt}, ${letter.worker}, ${new Date(letter.time).toLocaleString()}`)),
    el("p", {}, letter.reason),
    letter.cure ? el("p", { class: "soft" }, letter.cure) : null,
    letter.bytes === null ? el("p", { class: "soft" }, "Its value was too large for a letter; publish the message again.") : null,
    el("div", { class: "row" }, redrive, look), holder, said);
}

/** The section, and what ends it. */
export function letters() {
  const list = el("div");
  const node = el("section", { class: "card", "aria-label": "Dead letters" }, el("h2", {}, "Dead letters"), list);
  async function refresh() {
    const { letters: newest, all } = await get("api/dead-letters");
    list.replaceChildren(...newest.map((letter) => item(letter, refresh)));
    if (all === 0) list.append(el("p", { class: "empty" }, "None: every message could be worked on."));
    if (all > newest.length) list.append(el("p", { class: "note" }, `The newest ${count(newest.length)} of ${count(all)}; the command dead-letters lists all.`));
  }
  return [node, whenChanged("letters", refresh)];
}
