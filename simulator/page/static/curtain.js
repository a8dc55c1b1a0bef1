/** Behind the curtain: the weather, the power switch, calls of the Bot API, outbox and journal. */

import { button, el, fill, soon } from "./dom.js";
import { exactTime, moment } from "./times.js";
import { say } from "./words.js";

const WEATHERS = ["fine", "flood", "errors", "slow"];
const TABS = ["calls", "outbox", "journal"];
const MOST_CALLS = 200;
const REFRESH_EVERY = 2500;

const COLUMNS = {
  outbox: [["at", ({ at }) => moment(at)], ["kind"], ["chat"], ["state"], ["attempts"]],
  journal: [["at", ({ at }) => moment(at)], ["actor"], ["fact"], ["cause"]],
};

/** The side panel; it watches the calls only while it is shown. */
export class Curtain {
  #calls = [];
  #tab = "calls";
  #polling = 0;
  #isDue = false;

  constructor(wire, town, { tell, followed }) {
    Object.assign(this, { wire, town, tell, followed });
    this.switches = el("div", { class: "switches" });
    this.tabs = TABS.map((tab, number) =>
      button(say(tab), () => this.#choose(tab), {
        role: "tab", id: `tab-${tab}`, "aria-controls": "curtain-panel", data: { tab }, onkeydown: (event) => this.#arrow(event, number),
      }));
    this.panel = el("div", { class: "curtain-panel", id: "curtain-panel", role: "tabpanel", tabindex: "0" });
    this.node = el("div", { class: "curtain" }, this.switches,
      el("div", { class: "tabs", role: "tablist", "aria-label": say("curtain") }, ...this.tabs), this.panel);
    wire.on("calls", ({ calls }) => this.#take(calls));
    for (const event of ["weather", "power", "people"]) wire.on(event, () => this.#drawSwitches());
  }

  /** Raise the curtain. */
  async begin() {
    this.#drawSwitches();
    this.#choose(this.#tab);
    this.#polling = setInterval(() => this.#tab !== "calls" && this.#fetch(), REFRESH_EVERY);
    const answer = await this.#ask("watch", { is_on: true });
    this.#calls = answer?.calls ?? [];
    this.#draw();
  }

  /** Let it fall. */
  end() {
    clearInterval(this.#polling);
    this.#ask("watch", { is_on: false });
  }

  #drawSwitches() {
    const focused = this.switches.contains(document.activeElement) ? document.activeElement.dataset.switch : "";
    const { weather, power } = this.town;
    const isOn = power === "on";
    fill(this.switches,
      group(say("weather"), WEATHERS.map((each) =>
        toggle(say(each), each === weather, () => this.#ask("weather", { weather: each }), `weather-${each}`))),
      group(say("power"), [
        el("span", { class: `power ${isOn ? "is-on" : ""}` }, say(isOn ? "isOn" : "isOff")),
        toggle(say(isOn ? "switchOff" : "switchOn"), null, () => this.#ask("power", { power: isOn ? "off" : "on" }), "power"),
        toggle(say("kill"), null, () => this.#ask("power", { power: "kill" }), "kill"),
      ]),
      group(say("blocking"), this.followed().map(({ id, name, has_blocked: has }) =>
        toggle(say("blocks", { name }), Boolean(has), () => this.#ask(has ? "unblock" : "block", { as: id }), `block-${id}`))));
    if (focused) this.switches.querySelector(`[data-switch="${CSS.escape(focused)}"]`)?.focus();
  }

  /** The panes changed: other people can block the bot. */
  panesChanged() {
    this.#drawSwitches();
  }

  #choose(tab) {
    this.#tab = tab;
    for (const each of this.tabs) {
      const isChosen = each.dataset.tab === tab;
      each.setAttribute("aria-selected", String(isChosen));
      each.tabIndex = isChosen ? 0 : -1;
    }
    this.panel.setAttribute("aria-labelledby", `tab-${tab}`);
    fill(this.panel);
    if (tab === "calls") this.#draw();
    else this.#fetch();
  }

  #arrow(event, number) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = this.tabs[(number + step + TABS.length) % TABS.length];
    next.focus();
    next.click();
  }

  async #fetch() {
    const tab = this.#tab;
    const answer = await this.#ask(tab);
    if (answer && tab === this.#tab) fill(this.panel, table(answer.rows, COLUMNS[tab]));
  }

  #take(calls) {
    this.#calls = [...this.#calls, ...calls].slice(-MOST_CALLS);
    if (this.#isDue) return;
    this.#isDue = true;
    soon(() => this.#draw());
  }

  #draw() {
    this.#isDue = false;
    if (this.#tab !== "calls") return;
    const rows = [...this.#calls].reverse().map(callNode);
    fill(this.panel, rows.length ? el("ol", { class: "call-list" }, ...rows) : nothing());
  }

  async #ask(todo, fields) {
    try {
      return await this.wire.request(todo, fields);
    } catch (error) {
      this.tell(error.message);
      return undefined;
    }
  }
}

function group(label, children) {
  return el("div", { class: "switch-group", role: "group", "aria-label": label }, el("span", { class: "switch-label", "aria-hidden": "true" }, label),
    el("span", { class: "switch-row" }, ...children));
}

function toggle(label, isPressed, act, name) {
  return button(label, act, { class: "plain-button", data: { switch: name }, "aria-pressed": isPressed === null ? null : String(isPressed) });
}

function callNode({ at, method, chat, code, description }) {
  const isRefused = Number(code) >= 400 || Number(code) === 0;
  return el("li", { class: isRefused ? "is-refused" : "", data: { method, code } },
    el("span", { class: "call-code" }, String(code || "–")),
    el("span", { class: "call-method" }, method),
    el("time", { datetime: at }, exactTime(at)),
    el("span", { class: "call-chat" }, el("bdi", {}, String(chat ?? "")), description && el("em", {}, description)));
}

function table(rows, columns) {
  if (!rows.length) return nothing();
  const heads = columns.map(([name]) => el("th", { scope: "col" }, say(name)));
  const lines = rows.map((row) => el("tr", { data: { state: row.state ?? "" } },
    ...columns.map(([name, read]) => el("td", {}, ...breakable(String((read ? read(row) : row[name]) ?? ""))))));
  return el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...lines));
}

/** Let a name such as DraftHandedIn or update:25074 go on in the next line between its parts. */
function breakable(text) {
  return text.split(/(?<=[a-z:_])(?=[A-Z0-9])/u).flatMap((part, at) => (at ? [el("wbr"), part] : [part]));
}

function nothing() {
  return el("p", { class: "nothing" }, say("nothingYet"));
}
