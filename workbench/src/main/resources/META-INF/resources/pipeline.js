// The stages with what is before them, live.
import { count, duration, el, table } from "./dom.js";
import { follow } from "./api.js";

const WORDS = {
  label: ["Label", "A detector judges each object easy or hard.", "images to judge", "Time to go"],
  plan: ["Plan", "Augmentation jobs become layouts.", "jobs to plan", "Time to go"],
  generate: ["Generate", "Layouts become labelled images.", "layouts to make", "GPU time to go"],
  train: ["Train", "Models learn from both kinds of images.", "runs to finish", "GPU time to go"],
};

function stage(state) {
  const [title, what, waiting, time] = WORDS[state.name];
  const fact = (name, value, kind) => [el("dt", {}, name), el("dd", { class: kind }, value)];
  return el("li", { class: "stage" + (state.waiting > 0 ? " busy" : ""), "data-stage": state.name },
    el("h2", {}, title),
    el("p", { class: "soft" }, what),
    el("div", { class: "big" }, state.waiting === null ? "–" : count(state.waiting)),
    el("div", { class: "soft" }, waiting),
    el("dl", {},
      ...fact("Done", count(state.done)),
      ...fact("In the last minute", count(state.perMinute)),
      ...fact("Dead letters", count(state.errors), state.errors > 0 ? "bad" : null),
      ...fact(time, state.waiting === 0 ? "none" : duration(state.secondsLeft))));
}

function models(list) {
  if (list.length === 0) return el("p", { class: "empty" }, "No model was announced yet. Run a demo, or publish training jobs.");
  return table("Models", ["Model", "Steps#", "State", "Test AP#"], [...list].reverse().map((model) => [
    `${model.role.toLowerCase()} ${model.name}`, count(model.step), model.finished ? "finished" : `of ${count(model.steps)}`,
    model.ap === null ? "–" : (100 * model.ap).toFixed(1)]));
}

export default function pipeline(main) {
  const stages = el("ul", { class: "stages", "aria-label": "Stages" });
  const topics = el("div");
  const announced = el("div");
  main.append(
    el("h1", {}, "Pipeline"),
    el("p", { class: "lead" }, "Images are labelled easy or hard, what is hard is planned and generated anew, and models train on both."),
    stages,
    el("div", { class: "columns" },
      el("section", { class: "card", "aria-label": "Topics" }, el("h2", {}, "Topics"), topics),
      el("section", { class: "card", "aria-label": "Models" }, el("h2", {}, "Models"), announced)));
  return follow((state) => {
    stages.replaceChildren(...state.stages.map(stage));
    topics.replaceChildren(table("Topics", ["Topic", "Messages#", "Last minute#", "Dead letters#"], state.topics.map((topic) => [
      topic.name, count(topic.messages), count(topic.perMinute), count(topic.deadLetters)])));
    announced.replaceChildren(models(state.models));
  });
}
