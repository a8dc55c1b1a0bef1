/** The inline keyboard under a message. */

import { button, el, icon } from "./dom.js";
import { link } from "./entities.js";
import { say } from "./words.js";

const STYLES = new Set(["primary", "danger", "success"]);

/** The buttons of a message; `place.press` answers when the bot has. */
export function keyboardNode(message, place) {
  if (!message.keyboard?.length) return null;
  const rows = message.keyboard.map((row, number) =>
    el("div", { class: "keys" }, ...row.map((each, column) => key(message, each, number, column, place))),
  );
  return el("div", { class: "keyboard", role: "group", "aria-label": say("keyboard") }, ...rows);
}

function key(message, { label, url, style }, row, column, place) {
  const name = `key ${STYLES.has(style) ? style : ""}`;
  const data = { row, column };
  if (url) return link(url, { class: name, data }, place, label, icon("open"));
  return button(label, (event) => press(event.currentTarget, () => place.press(message, row, column)), { class: name, data });
}

async function press(node, answered) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    await answered();
  } finally {
    node.removeAttribute("aria-busy");
  }
}
