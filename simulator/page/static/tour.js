/** The guided tour: who to be and what to press, ticked off when it really happened. */

import { avatar, button, el, fill, hiddenWords, icon } from "./dom.js";
import { hasWords, language, say } from "./words.js";

/** The list of steps; `play(as)` brings somebody to the front, `take(offer)` does what a step offers. */
export class Tour {
  #opened = new Set();

  constructor(wire, town, { play, take }) {
    Object.assign(this, { town, play, take });
    this.progress = el("p", { class: "tour-progress", role: "status" });
    this.bar = el("i", { class: "bar-fill" });
    this.steps = el("ol", { class: "steps" });
    this.node = el("div", { class: "tour" }, this.progress, el("span", { class: "bar", "aria-hidden": "true" }, this.bar), this.steps);
    wire.on("tour", () => this.draw());
    this.draw();
  }

  /** The step that comes now, in one line. */
  get headline() {
    const { tour } = this.town;
    const at = tour.findIndex((step) => !step.is_done);
    if (at < 0) return say("tourProgress", { n: tour.length, all: tour.length });
    return say("tourStep", { n: at + 1, all: tour.length, title: this.#words(tour[at]).title });
  }

  /** Show the steps as they stand. */
  draw() {
    const { tour } = this.town;
    const done = tour.filter((step) => step.is_done).length;
    const current = tour.find((step) => !step.is_done);
    if (current?.key !== this.currentKey) this.#opened.clear();
    const hasMoved = this.currentKey !== undefined && current?.key !== this.currentKey;
    this.currentKey = current?.key ?? null;
    this.progress.textContent = say("tourProgress", { n: done, all: tour.length });
    this.bar.style.width = `${tour.length ? (done * 100) / tour.length : 0}%`;
    const end = tour.length && !current ? el("li", { class: "tour-done" }, say("tourDone")) : "";
    fill(this.steps, ...tour.map((step, at) => this.#step(step, at, step === current)), end);
    this.told?.(this.headline);
    if (hasMoved) this.steps.querySelector(".is-current, .tour-done")?.scrollIntoView({ block: "nearest" });
  }

  #step(step, at, isCurrent) {
    const { title, text } = this.#words(step);
    const person = this.town.person(step.who);
    const isOpen = isCurrent || this.#opened.has(step.key);
    const tick = el("span", { class: "tick", "aria-hidden": "true" }, step.is_done ? icon("check") : String(at + 1));
    const details = el("details", { open: isOpen, ontoggle: ({ target }) => this.#opened[target.open ? "add" : "delete"](step.key) },
      el("summary", {}, tick, el("span", {}, title), step.is_done && hiddenWords(say("stepDone"))),
      el("p", { class: "step-text" }, text),
      el("div", { class: "step-foot" }, person && this.#playButton(person, isCurrent), this.#offerButton(step)));
    return el("li", {
      class: `step ${step.is_done ? "is-done" : ""} ${isCurrent ? "is-current" : ""}`,
      data: { step: step.key, done: step.is_done }, "aria-current": isCurrent ? "step" : null,
    }, details);
  }

  #playButton({ id, name }, isCurrent) {
    const props = { class: isCurrent ? "main-button" : "plain-button", data: { play: id } };
    return button(say("playAs", { name }), () => this.play(id), props, avatar(name, id));
  }

  #offerButton({ offers }) {
    if (!offers || !hasWords(`offer_${offers}`)) return null;
    return button(say(`offer_${offers}`), () => this.take(offers), { class: "plain-button", data: { offer: offers } });
  }

  #words(step) {
    return step[language()] ?? step.vi;
  }
}
