/** Text with entities → nodes. Offsets count UTF-16 units, as JavaScript's strings do. */

import { el, hiddenWords } from "./dom.js";
import { say } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  pre: "pre", blockquote: "blockquote", hashtag: "span", text_mention: "span",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LONG_QUOTE = 160;

/** Nodes for a text; `place` answers links and commands and remembers what was unfolded. */
export function textNodes(text, entities, place) {
  const inOrder = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return stretch(text, 0, text.length, inOrder, place);
}

/** Whether an address leads to a place in Telegram. */
export function isTelegram(url) {
  return /^(tg:|(https?:\/\/)?(t|telegram)\.me\/)/iu.test(url);
}

/** An address that may be followed, or "" for anything that could run. */
export function safeAddress(url) {
  const whole = /^[a-z][a-z0-9+.-]*:/iu.test(url) ? url : `https://${url}`;
  return /^(https?|tg|mailto|tel):/iu.test(whole) ? whole : "";
}

/** A link that stays in the page for Telegram's addresses and opens a new tab for others. */
export function link(url, props, place, ...children) {
  const href = safeAddress(url);
  if (!href) return el("span", props, ...children);
  if (!isTelegram(href)) return el("a", { ...props, href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  const onclick = (event) => {
    event.preventDefault();
    place.follow(href);
  };
  return el("a", { ...props, href, onclick }, ...children);
}

function stretch(text, start, end, entities, place) {
  const nodes = [];
  let at = start;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < to) next += 1;
    if (to > from) {
      nodes.push(...plain(text.slice(at, from), nodes.at(-1)));
      const inner = stretch(text, from, to, entities.slice(i + 1, next), place);
      nodes.push(dressed(entity, text.slice(from, to), inner, place));
      at = to;
    }
    i = next;
  }
  return [...nodes, ...plain(text.slice(at, end), nodes.at(-1))];
}

function plain(text, before) {
  if (!text) return [];
  // A block ends its line by itself; the line break after it stays in the text only for quoting.
  if (before?.dataset?.block && text.startsWith("\n")) {
    return [el("span", { class: "line-break" }, "\n"), document.createTextNode(text.slice(1))];
  }
  return [document.createTextNode(text)];
}

function dressed(entity, text, inner, place) {
  const { type } = entity;
  if (type === "text_link") return link(entity.url ?? "", {}, place, ...inner);
  if (type === "url") return link(text, {}, place, ...inner);
  if (type === "mention") return link(`https://t.me/${text.slice(1)}`, {}, place, ...inner);
  if (type === "email") return link(`mailto:${text}`, {}, place, ...inner);
  if (type === "phone_number") return link(`tel:${text.replace(/[^\d+]/gu, "")}`, {}, place, ...inner);
  if (type === "bot_command") return pressable("command", inner, () => place.command(text));
  if (type === "spoiler") return spoiler(entity, inner, place);
  if (type === "expandable_blockquote") return expandable(entity, text, inner, place);
  const data = BLOCKS.has(type) ? { block: type } : {};
  return el(TAGS[type] ?? "span", { class: type, data, dir: BLOCKS.has(type) ? "auto" : null }, ...inner);
}

function pressable(name, inner, act) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
  return el("span", { class: name, role: "button", tabindex: "0", onclick: act, onkeydown }, ...inner);
}

function spoiler(entity, inner, place) {
  const key = `spoiler ${entity.offset}`;
  const words = el("span", { "aria-hidden": "true" }, ...inner);
  const label = hiddenWords(say("spoiler"));
  label.dataset.extra = "";
  const node = pressable("spoiler", [label, words], show);
  function show() {
    place.unfolded.add(key);
    label.remove();
    words.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex"]) node.removeAttribute(name);
  }
  if (place.unfolded.has(key)) show();
  return node;
}

function expandable(entity, text, inner, place) {
  const key = `quote ${entity.offset}`;
  const isLong = text.length > LONG_QUOTE || text.split("\n").length > 3;
  const words = el("div", { class: "quote-words" }, ...inner);
  const node = el("blockquote", { class: "expandable", data: { block: "quote" }, dir: "auto" }, words);
  if (!isLong) return node;
  const toggle = el("button", { type: "button", class: "unfold", data: { extra: "" }, onclick: () => set(!isOpen()) });
  const isOpen = () => place.unfolded.has(key);
  const set = (open) => {
    place.unfolded[open ? "add" : "delete"](key);
    node.classList.toggle("is-folded", !open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = say(open ? "collapse" : "expand");
  };
  set(isOpen());
  node.append(toggle);
  return node;
}
