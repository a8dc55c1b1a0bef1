/** The whole page: top bar, panes, side panel. */

import { Clock } from "./clock.js";
import { Curtain } from "./curtain.js";
import { toast } from "./dialog.js";
import { button, el, fill, icon, iconButton } from "./dom.js";
import { Panes } from "./panes.js";
import { keep, pref, wear } from "./prefs.js";
import { Side } from "./side.js";
import { Tour } from "./tour.js";
import { language, say } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const PHONE = "(max-width: 699px)";

/** Built for one language; `rebuild` makes another. */
export class Page {
  constructor(wire, town, rebuild) {
    Object.assign(this, { wire, town, rebuild });
    this.toasts = el("div", { class: "toasts", role: "status" });
    const tell = (text) => toast(this.toasts, text);
    this.panes = new Panes(wire, town);
    this.clock = new Clock(wire, town, { show: (as, more) => this.panes.show(as, more), tell });
    this.tour = new Tour(wire, town, {
      play: (as) => this.#play(as),
      take: (offer) => this.#take(offer).catch((error) => tell(error.message)),
    });
    this.curtain = new Curtain(wire, town, { tell, followed: () => this.#played() });
    this.side = new Side({ tour: this.tour, curtain: this.curtain });
    this.panes.told = () => this.curtain.panesChanged();
    this.lost = el("p", { class: "lost", role: "alert", hidden: true }, say("offline"));
    this.states = el("span", { class: "states", role: "status" });
    wire.on("offline", () => (this.lost.hidden = false));
    for (const event of ["weather", "power"]) wire.on(event, () => this.#showStates());
  }

  /** Put the page up. */
  begin() {
    document.title = say("pageTitle", { title: this.town.title });
    fill(document.body, this.lost, this.#topBar(), this.clock.arrivals,
      el("div", { class: "stage" }, this.panes.node, this.side.node), this.toasts);
    this.#showStates();
    this.panes.begin();
    this.side.begin();
  }

  /** The wire is back. */
  resume() {
    this.lost.hidden = true;
    this.#showStates();
    this.panes.resume();
    this.tour.draw();
    if (this.side.shown === "curtain") this.curtain.begin();
  }

  /** Let go before the page is built anew. */
  stop() {
    this.clock.stop();
    this.side.stop();
  }

  #topBar() {
    const other = language() === "vi" ? "en" : "vi";
    const tools = el("div", { class: "tools", role: "group", "aria-label": say("controls") },
      this.states, this.panes.addButton, ...this.side.buttons,
      button(say("otherLanguage"), () => this.#speak(other), { class: "plain-button language", lang: other }),
      this.#themeButton());
    return el("header", { class: "top" }, el("h1", {}, el("span", { class: "seal" }, icon("file")), el("bdi", {}, this.town.title)), this.clock.node, tools);
  }

  #themeButton() {
    const drawing = { auto: "auto", light: "sun", dark: "moon" }[pref("theme")];
    const label = say({ auto: "themeAuto", light: "themeLight", dark: "themeDark" }[pref("theme")]);
    return iconButton(drawing, label, ({ currentTarget }) => {
      const next = THEMES[(THEMES.indexOf(pref("theme")) + 1) % THEMES.length];
      keep("theme", next);
      wear(next);
      const fresh = this.#themeButton();
      currentTarget.replaceWith(fresh);
      fresh.focus();
    }, { data: { theme: pref("theme") } });
  }

  #showStates() {
    const { weather, power } = this.town;
    fill(this.states,
      weather && weather !== "fine" && el("span", { class: "state", data: { state: weather } }, say(weather)),
      power === "off" && el("span", { class: "state", data: { state: "off" } }, say("isOff")));
  }

  #speak(other) {
    keep("language", other);
    this.rebuild();
    document.querySelector(".language")?.focus();
  }

  #play(as) {
    if (matchMedia(PHONE).matches) this.side.fold();
    this.panes.show(as, { pane: this.panes.all[0] });
  }

  #take(offer) {
    if (matchMedia(PHONE).matches) this.side.fold();
    return this.wire.request("offer", { offer });
  }

  #played() {
    const ids = [...new Set(this.panes.all.map((pane) => pane.as))];
    return ids.map((id) => this.town.person(id)).filter(Boolean);
  }
}
