/** The panel beside the panes: the tour or the curtain; on a phone a sheet below them. */

import { el, fill, icon, iconButton } from "./dom.js";
import { keep, pref } from "./prefs.js";
import { say } from "./words.js";

const PHONE = "(max-width: 699px)";

/** The side panel and its two buttons; `rooms` are the tour and the curtain. */
export class Side {
  constructor(rooms) {
    this.rooms = rooms;
    this.node = el("aside", { class: "side", hidden: true });
    this.buttons = ["tour", "curtain"].map((name) =>
      iconButton(name, say(name), () => this.show(this.shown === name ? "" : name), { data: { side: name }, "aria-pressed": "false" }));
    rooms.tour.told = (headline) => this.#headline(headline);
    this.isFolded = matchMedia(PHONE).matches;
  }

  /** Show what was shown last, at the first visit the tour. */
  begin() {
    this.show(pref("side"));
  }

  /** Show "tour", "curtain", or "" for neither. */
  show(name) {
    if (this.shown === "curtain" && name !== "curtain") this.rooms.curtain.end();
    if (name === "curtain" && this.shown !== "curtain") this.rooms.curtain.begin();
    if (this.shown !== undefined) this.isFolded = false;
    this.shown = name;
    keep("side", name);
    this.node.hidden = !name;
    for (const each of this.buttons) each.setAttribute("aria-pressed", String(each.dataset.side === name));
    if (name) this.#draw(name);
  }

  /** Make room on a phone for what is asked to be done. */
  fold() {
    this.isFolded = true;
    if (this.shown) this.#draw(this.shown);
  }

  /** Close the curtain before the page is built anew. */
  stop() {
    if (this.shown === "curtain") this.rooms.curtain.end();
  }

  #draw(name) {
    this.folder = el("button", {
      type: "button", class: "fold", "aria-expanded": String(!this.isFolded), onclick: () => this.#toggle(),
    }, icon(this.isFolded ? "unfold" : "fold"), el("span", {}, name === "tour" ? this.rooms.tour.headline : say(name)));
    const head = el("header", { class: "side-head" }, el("h2", {}, say(name)), this.folder,
      iconButton("close", say("close"), () => this.#close(), { class: "close-side" }));
    this.node.setAttribute("aria-label", say(name));
    this.node.classList.toggle("is-folded", this.isFolded);
    fill(this.node, head, this.rooms[name].node);
  }

  #toggle() {
    this.isFolded = !this.isFolded;
    this.#draw(this.shown);
    this.folder.focus();
  }

  #close() {
    const opener = this.buttons.find((each) => each.dataset.side === this.shown);
    this.show("");
    opener?.focus();
  }

  #headline(words) {
    if (this.shown === "tour") this.folder.lastChild.textContent = words;
  }
}
