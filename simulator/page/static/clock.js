/** The simulated clock, its buttons, and what arrived when it was moved. */

import { button, el, fill, icon, iconButton } from "./dom.js";
import { day, time } from "./times.js";
import { say } from "./words.js";

const SPANS = ["hour", "morning", "day", "nudge"];
const TICK = 1000;

/** The clock of the top bar; `arrivals` is the strip below it. */
export class Clock {
  constructor(wire, town, { show, tell }) {
    Object.assign(this, { wire, town, show, tell });
    this.face = el("time", { class: "clock-face" });
    this.buttons = SPANS.map((to) => button(say(to), () => this.#move(to), { class: "plain-button", data: { clock: to } }));
    this.moving = el("span", { class: "clock-moving", role: "status" });
    this.node = el("section", { class: "clock", "aria-label": say("clock") },
      el("span", { class: "clock-now" }, icon("clock"), this.face, this.moving),
      el("span", { class: "clock-buttons" }, ...this.buttons));
    this.arrivals = el("section", { class: "arrivals", role: "status", hidden: true });
    wire.on("clock", () => this.#draw());
    this.ticking = setInterval(() => this.#draw(), TICK);
    this.#draw();
  }

  /** Stop ticking: the page is built anew. */
  stop() {
    clearInterval(this.ticking);
  }

  #draw({ isMoving = this.town.isMoving || this.isAsking } = {}) {
    const now = this.town.now.toISOString();
    const words = `${day(now)} ${time(now)}`;
    if (this.face.textContent !== words) {
      this.face.textContent = words;
      this.face.dateTime = now;
    }
    if (isMoving === this.wasMoving) return;
    this.wasMoving = isMoving;
    for (const each of this.buttons) each.disabled = Boolean(isMoving);
    this.moving.textContent = isMoving ? say("moving") : "";
    this.node.setAttribute("aria-busy", String(Boolean(isMoving)));
  }

  async #move(to) {
    const pressed = document.activeElement;
    this.isAsking = true;
    this.arrivals.hidden = true;
    this.#draw();
    try {
      const { arrived } = await this.wire.request("clock", { to });
      this.#tellArrived(arrived ?? []);
    } catch (error) {
      this.tell(error.message);
    } finally {
      this.isAsking = false;
      this.#draw();
      if (this.buttons.includes(pressed) && document.activeElement === document.body) pressed.focus();
    }
  }

  #tellArrived(arrived) {
    const entries = arrived.map(({ as, name, chat, title, count }) =>
      button(say("arrivedEntry", { name, title, n: count }), () => this.show(as, { chat }), { class: "arrival", data: { as, chat } }));
    fill(this.arrivals,
      el("strong", {}, arrived.length ? say("arrived") : say("nothingArrived")),
      el("div", { class: "arrival-list" }, ...entries),
      iconButton("close", say("close"), () => (this.arrivals.hidden = true)));
    this.arrivals.hidden = false;
  }
}
