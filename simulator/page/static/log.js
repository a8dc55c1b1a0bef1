/** The scrolling list of a chat's messages: draws a stretch of the history and keeps the reader's place. */

import { el, fill, iconButton, soon } from "./dom.js";
import { date } from "./times.js";
import { say } from "./words.js";

const NEAR = 400;
const AT_END = 48;
const TOGETHER = 5 * 60 * 1000;
const FOCUSABLE = "button, a, [tabindex='0']";

/** How a message follows another: a new day, or the same author going on. */
export function tieOf(previous, message) {
  const isNewDay = !previous || date(previous.at) !== date(message.at);
  const goesOn =
    !isNewDay && !previous.service && !message.service && previous.author_id === message.author_id &&
    previous.topic === message.topic && new Date(message.at) - new Date(previous.at) < TOGETHER;
  return { isNewDay, goesOn };
}

/** The list; `draw(message, tie)` makes a row, `older()` fetches more, `seen()` hears that the end was read. */
export class Log {
  #rows = new Map();
  #fresh = 0;
  #isDue = false;
  #drewNewest = true;
  #isHeldAtEnd = true;

  constructor(history, { title, draw, older, seen }) {
    Object.assign(this, { history, draw, older, seen });
    this.list = el("div", { class: "rows" });
    this.scroller = el(
      "div",
      { class: "log", role: "log", "aria-live": "polite", "aria-label": say("messagesIn", { title }), tabindex: "0" },
      this.list,
    );
    this.jump = iconButton("down", say("toNewest"), () => this.toNewest(), { class: "to-newest", hidden: true });
    this.node = el("div", { class: "log-frame" }, this.scroller, this.jump);
    this.resizing = new ResizeObserver(() => this.#settle());
    this.resizing.observe(this.scroller);
    this.resizing.observe(this.list);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  /** Whether the reader looks at the newest message. */
  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return this.history.isAtNewest && scrollHeight - scrollTop - clientHeight < AT_END;
  }

  /** Draw at the next frame, however many messages come until then. */
  drawSoon(fresh = 0) {
    this.#fresh += fresh;
    if (this.#isDue) return;
    this.#isDue = true;
    soon(() => {
      this.#isDue = false;
      this.drawNow();
    });
  }

  /** Bring the page in line with the history; the reader stays at the end, or where they were. */
  drawNow({ toEnd = false } = {}) {
    const { scroller } = this;
    const wasAtEnd = toEnd || (this.#drewNewest && this.#isScrolledDown);
    if (!toEnd) this.history.trim(wasAtEnd);
    const anchor = wasAtEnd ? null : this.#anchor();
    const focus = this.#focus();
    this.#place();
    this.#drewNewest = this.history.isAtNewest;
    this.#refocus(focus);
    if (wasAtEnd && this.history.isAtNewest) scroller.scrollTop = scroller.scrollHeight;
    else if (anchor) this.#hold(anchor);
    this.#tellBelow();
  }

  /** Draw without reading it all aloud: for whole pages of messages. */
  drawQuietly(options) {
    this.scroller.setAttribute("aria-busy", "true");
    this.drawNow(options);
    soon(() => this.scroller.removeAttribute("aria-busy"));
  }

  /** Go to the newest message. */
  toNewest() {
    if (!this.history.isAtNewest) this.history.drawNewest();
    this.drawQuietly({ toEnd: true });
    this.scroller.focus({ preventScroll: true });
  }

  /** Show a message that is in the history, and let it light up. */
  show(id) {
    this.history.drawAround(id);
    this.drawQuietly();
    const row = this.#rows.get(String(id))?.node;
    row?.scrollIntoView({ block: "center" });
    row?.classList.add("is-shown");
    setTimeout(() => row?.classList.remove("is-shown"), 1600);
  }

  /** Pictures load and the composer grows: who was at the end stays there. */
  #settle() {
    if (this.#isHeldAtEnd && this.history.isAtNewest) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  get #isScrolledDown() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < AT_END;
  }

  #place() {
    const { all, first, last } = this.history;
    const kept = new Map();
    let cursor = this.list.firstChild;
    for (let at = first; at < last; at += 1) {
      const row = this.#row(all[at - 1], all[at]);
      kept.set(String(all[at].id), row);
      if (row.node === cursor) cursor = cursor.nextSibling;
      else this.list.insertBefore(row.node, cursor);
    }
    this.#rows = kept;
    while (cursor) {
      const next = cursor.nextSibling;
      cursor.remove();
      cursor = next;
    }
    if (first === last) fill(this.list, el("p", { class: "nothing" }, say("noMessages")));
  }

  #row(previous, message) {
    const tie = tieOf(previous, message);
    const old = this.#rows.get(String(message.id));
    const isSame =
      old?.message === message && old.tie.isNewDay === tie.isNewDay && old.tie.goesOn === tie.goesOn;
    return isSame ? old : { node: this.draw(message, tie), message, tie };
  }

  #anchor() {
    const top = this.scroller.scrollTop;
    for (const [id, { node }] of this.#rows) {
      if (node.offsetTop + node.offsetHeight > top) return { id, before: node.offsetTop - top };
    }
    return null;
  }

  #hold({ id, before }) {
    const node = this.#rows.get(id)?.node;
    if (node) this.scroller.scrollTop = node.offsetTop - before;
  }

  #focus() {
    const row = document.activeElement?.closest?.(".row");
    if (!row || !this.list.contains(row)) return null;
    return { id: row.dataset.row, number: [...row.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement) };
  }

  #refocus(focus) {
    if (!focus || this.list.contains(document.activeElement)) return;
    const inRow = this.#rows.get(focus.id)?.node.querySelectorAll(FOCUSABLE) ?? [];
    const target = inRow[Math.min(focus.number, inRow.length - 1)] ?? this.scroller;
    target.focus({ preventScroll: true });
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#isHeldAtEnd = this.isAtEnd;
    if (scrollTop < NEAR) this.#reachOlder();
    if (scrollHeight - scrollTop - clientHeight < NEAR && this.history.drawNewer()) this.drawQuietly();
    this.#tellBelow();
  }

  #reachOlder() {
    if (this.history.drawOlder()) this.drawQuietly();
    else if (this.history.hasOlder) this.older();
  }

  #tellBelow() {
    if (this.isAtEnd) {
      this.#fresh = 0;
      this.seen();
    }
    const label = this.#fresh ? say("newBelow", { n: this.#fresh }) : say("toNewest");
    this.jump.hidden = this.isAtEnd;
    this.jump.setAttribute("aria-label", label);
    this.jump.title = label;
    this.jump.dataset.fresh = this.#fresh || "";
  }
}
