/** The panes side by side, and the people whom this tab follows for them. */

import { button, el, icon } from "./dom.js";
import { Pane } from "./pane.js";
import { choosePerson } from "./people.js";
import { keep, pref } from "./prefs.js";
import { say } from "./words.js";

const TWO_FROM = "(min-width: 1100px)";
const ABOUT_CHATS = ["chat", "message", "gone", "typing"];

/** Read who is to be played from the address, if it says so. */
export function wantedByAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  return said.has("as") ? { as: said.get("as"), chat: said.get("chat") } : null;
}

/** All panes of the page. */
export class Panes {
  all = [];
  active = null;

  constructor(wire, town) {
    Object.assign(this, { wire, town });
    this.node = el("main", { class: "panes", "aria-label": say("panes") });
    this.addButton = button(say("addPerson"), () => this.#choose(), { class: "plain-button add-pane" }, icon("plus"));
    for (const event of ABOUT_CHATS) wire.on(event, (said) => this.#take(said));
    wire.on("people", () => this.all.forEach((pane) => pane.takePeople()));
  }

  /** Open the panes with which the page begins. */
  begin() {
    const wanted = wantedByAddress();
    const kept = pref("panes").filter(({ as }) => this.town.person(as));
    if (wanted && this.town.person(wanted.as)) this.add(wanted.as, wanted.chat);
    else if (kept.length) this.#several(kept);
    else this.#several(this.town.leads.slice(0, 2).map((as) => ({ as, chat: this.#firstChat })));
  }

  /** Add a pane. */
  add(as, chat = null) {
    const pane = new Pane(this, as);
    this.all.push(pane);
    this.node.append(pane.node);
    this.activate(pane);
    this.changed();
    return pane.load(chat);
  }

  /** Let a pane play somebody else. */
  async switch(pane, as, chat = null) {
    const before = pane.as;
    await pane.become(as, chat);
    this.#unfollow(before);
    this.changed();
  }

  /** Close a pane; the last one stays. */
  close(pane) {
    if (this.all.length === 1) return;
    this.all = this.all.filter((each) => each !== pane);
    pane.node.remove();
    this.#unfollow(pane.as);
    this.activate(this.all[0]);
    this.active.node.querySelector("button")?.focus();
    this.changed();
  }

  /** Bring somebody to the front: in their pane, or else in `pane`. */
  async show(as, { chat = null, pane = this.active } = {}) {
    const playing = [this.active, ...this.all].find((each) => each.as === as);
    if (!playing) {
      this.activate(pane);
      await this.switch(pane, as, chat);
      return;
    }
    this.activate(playing);
    playing.node.classList.add("is-called");
    setTimeout(() => playing.node.classList.remove("is-called"), 1200);
    if (chat !== null) await playing.openChat(chat);
  }

  /** Note which pane was touched last. */
  activate(pane) {
    if (this.active === pane) return;
    this.active?.node.classList.remove("is-active");
    pane.node.classList.add("is-active");
    this.active = pane;
  }

  /** Ask for somebody's chats, and for news of them from now on. */
  follow(as) {
    return this.wire.request("follow", { as });
  }

  /** The wire is back: fetch all anew. */
  resume() {
    for (const pane of this.all) {
      if (!this.town.person(pane.as)) this.switch(pane, this.town.leads[0]);
      else pane.load();
    }
  }

  /** Remember what stands here, in the browser or in the address. */
  changed() {
    this.node.dataset.count = this.all.length;
    this.told?.();
    const shown = this.all.map(({ as, chat }) => ({ as, chat: chat?.summary.id ?? null }));
    const isAlone = shown.length === 1;
    if (!isAlone || !wantedByAddress()) keep("panes", shown);
    const address = isAlone ? `#${new URLSearchParams(Object.entries(shown[0]).filter(([, value]) => value))}` : "";
    if (location.hash !== address) history.replaceState(null, "", location.pathname + location.search + address);
  }

  /** Somebody changed the address by hand, or followed a link to it. */
  addressChanged() {
    const wanted = wantedByAddress();
    if (!wanted || !this.town.person(wanted.as)) return;
    const [first, ...others] = this.all;
    others.forEach((pane) => this.close(pane));
    if (first.as !== wanted.as) this.switch(first, wanted.as, wanted.chat);
    else if (wanted.chat) first.openChat(wanted.chat);
  }

  /** The reader looks at the page again. */
  seen() {
    for (const pane of this.all) pane.chat?.seen();
  }

  get #firstChat() {
    return matchMedia(TWO_FROM).matches ? this.town.bot?.id ?? null : null;
  }

  #several(wanted) {
    const most = matchMedia(TWO_FROM).matches ? wanted.length : 1;
    for (const { as, chat } of wanted.slice(0, most)) this.add(as, chat);
    this.activate(this.all[0]);
  }

  #take(said) {
    for (const pane of this.all) if (pane.as === said.as) pane.take(said);
  }

  #unfollow(as) {
    if (this.all.some((pane) => pane.as === as)) return;
    this.wire.request("unfollow", { as }).catch(() => undefined);
  }

  async #choose() {
    const chosen = await choosePerson(this.town);
    if (chosen) this.add(chosen);
  }
}
