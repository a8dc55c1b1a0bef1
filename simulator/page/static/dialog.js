/** What comes up above the page: alerts, questions, pictures, the menu of a message, toasts. */

import { button, el, icon } from "./dom.js";
import { say } from "./words.js";

const TOAST_FOR = 6000;
const EMOJI = ["👍", "❤️", "🔥", "👏", "🤔"];

/** Show a dialog until it is closed; answers with what `close` was called with. */
export function open(node) {
  document.body.append(node);
  node.addEventListener("click", (event) => {
    if (event.target === node) node.close("");
  });
  node.showModal();
  return new Promise((resolve) => {
    node.addEventListener("close", () => {
      node.remove();
      resolve(node.returnValue);
    });
  });
}

/** Show what the bot answered as an alert. */
export function showAlert(text) {
  const node = el("dialog", { class: "alert", "aria-label": say("messageFromBot") }, el("p", { dir: "auto" }, text));
  node.append(el("div", { class: "dialog-foot" }, button(say("understood"), () => node.close(), { class: "main-button", autofocus: true })));
  return open(node);
}

/** Ask before something is done; answers whether it shall be. */
export async function confirm(text, label) {
  const node = el("dialog", { class: "alert", "aria-label": text }, el("p", {}, text));
  node.append(
    el(
      "div",
      { class: "dialog-foot" },
      button(say("cancel"), () => node.close(""), { class: "plain-button" }),
      button(label, () => node.close("yes"), { class: "main-button is-danger", autofocus: true }),
    ),
  );
  return (await open(node)) === "yes";
}

/** Show a picture large. */
export function showPhoto(href, alt) {
  const node = el("dialog", { class: "photo-large", "aria-label": alt }, el("img", { src: href, alt }));
  node.append(button(say("close"), () => node.close(), { class: "main-button", autofocus: true }));
  return open(node);
}

/** The menu of a message near the pointer: five reactions, then `entries` of {drawing, label, act}. */
export function messageMenu({ x, y }, mine, react, entries) {
  const node = el("dialog", { class: "menu", "aria-label": say("actions") });
  const after = (act) => () => {
    node.close();
    act();
  };
  const faces = EMOJI.map((emoji) =>
    button(emoji, after(() => react(emoji)), {
      "aria-label": say("react", { emoji }), "aria-pressed": String(mine.includes(emoji)), data: { emoji },
    }),
  );
  const lines = entries.map(({ drawing, label, act }) => button(label, after(act), { class: "menu-line" }, icon(drawing)));
  node.append(el("div", { class: "faces" }, ...faces), ...lines);
  const closed = open(node);
  node.style.left = `${Math.max(8, Math.min(x, innerWidth - node.offsetWidth - 8))}px`;
  node.style.top = `${Math.max(8, Math.min(y, innerHeight - node.offsetHeight - 8))}px`;
  return closed;
}

/** Say something for a few seconds, above `place`, a node with role status. */
export function toast(place, text) {
  if (!text) return;
  const node = el("p", { class: "toast", dir: "auto" }, text);
  place.append(node);
  setTimeout(() => node.remove(), TOAST_FOR);
  node.addEventListener("click", () => node.remove());
}
