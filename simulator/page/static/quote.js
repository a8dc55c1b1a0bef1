/** Selected words of a message → a button that answers them with a quote. */

import { button } from "./dom.js";
import { say } from "./words.js";

const LONGEST_QUOTE = 1024;
const takers = new WeakMap();
let floating = null;

/** Let the words of this node be quoted; `take(words)` begins the answer. */
export function allowQuotes(node, take) {
  takers.set(node, take);
}

/** Watch what is selected on the page. */
export function watchSelections() {
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 120);
  });
  document.addEventListener("scroll", hide, { capture: true, passive: true });
}

function offer() {
  hide();
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const node = textOf(range.startContainer);
  const words = node && node === textOf(range.endContainer) ? wordsOf(range) : "";
  if (!words || words.length > LONGEST_QUOTE || !takers.has(node)) return;
  floating = button(say("quoteReply"), () => begin(node, words), { class: "quote-button" });
  floating.addEventListener("pointerdown", (event) => event.preventDefault());
  document.body.append(floating);
  moveTo(range.getBoundingClientRect());
}

function begin(node, words) {
  hide();
  document.getSelection()?.removeAllRanges();
  takers.get(node)(words);
}

function moveTo(box) {
  const { offsetWidth: width, offsetHeight: height } = floating;
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
  const above = box.top - height - 8;
  floating.style.left = `${left}px`;
  floating.style.top = `${above > 8 ? above : Math.min(box.bottom + 8, innerHeight - height - 8)}px`;
}

function hide() {
  floating?.remove();
  floating = null;
}

function textOf(node) {
  return (node instanceof Element ? node : node?.parentElement)?.closest(".text");
}

function wordsOf(range) {
  const piece = range.cloneContents();
  for (const extra of piece.querySelectorAll("[data-extra]")) extra.remove();
  return piece.textContent.trim();
}
