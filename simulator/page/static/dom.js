/** Building the page. Text goes in as text nodes only: nothing that anybody wrote is ever read as HTML. */

const UNSEEN_FRAME = 200;
const SVG = "http://www.w3.org/2000/svg";

const DRAWINGS = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  send: "M4 12l16-8-5 16-3-7z",
  clip: "M8 12.5l6-6a3 3 0 014.3 4.3l-8 8a5 5 0 01-7-7l7.5-7.5",
  slash: "M9 20l6-16",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  down: "M12 5v14M6 13l6 6 6-6",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  reply: "M10 6L4 12l6 6M4 12h9a7 7 0 017 7",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  swap: "M8 10l4-5 4 5M8 14l4 5 4-5",
  group: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20a6.5 6.5 0 0113 0M16 4.5a3.5 3.5 0 010 6.5M18 14a6.5 6.5 0 013.5 6",
  channel: "M4 10v4h4l8 5V5l-8 5zM19.5 9a4 4 0 010 6",
  check: "M5 12.5l4.5 4.5L19 7",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
  moon: "M20 14.5A8.5 8.5 0 019.5 4a8.5 8.5 0 1010.5 10.5z",
  auto: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 3v18M12 8h6M12 13h8M12 17h5",
  tour: "M9 9a3 3 0 114 2.8c-.7.3-1 .8-1 1.7M12 17h.01M12 3a9 9 0 100 18 9 9 0 000-18z",
  curtain: "M3 4h18M5 4c0 8 0 12-1 16 4-2 6-7 6-16M19 4c0 8 0 12 1 16-4-2-6-7-6-16",
  clock: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3 2",
  fold: "M6 9l6 6 6-6",
  unfold: "M6 15l6-6 6 6",
};

/** Make an element: functions become listeners, `data` the data attributes, the rest attributes. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "data") Object.assign(node.dataset, value);
    else if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...present(children));
  return node;
}

/** Make a button that shows a drawing and bears its label as its name. */
export function iconButton(drawing, label, onclick, props = {}) {
  return el(
    "button",
    { type: "button", title: label, "aria-label": label, onclick, ...props, class: `icon-button ${props.class ?? ""}` },
    icon(drawing),
  );
}

/** Make a button with words on it. */
export function button(label, onclick, props = {}, ...before) {
  return el("button", { type: "button", onclick, ...props }, ...before, label);
}

/** Draw one of the page's small pictures. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

/** Words for those who hear the page. */
export function hiddenWords(text) {
  return el("span", { class: "hidden-words" }, text);
}

/** A round picture with initials, coloured by id. */
export function avatar(name, id, drawing = "") {
  const face = el("span", { class: `avatar hue-${hue(id)}`, "aria-hidden": "true" });
  face.append(drawing ? icon(drawing) : initials(name));
  return face;
}

/** The colour that belongs to an id, 0 to 6. */
export function hue(id) {
  let mixed = 2166136261;
  for (const character of String(id)) mixed = Math.imul(mixed ^ character.codePointAt(0), 16777619) >>> 0;
  return (mixed >>> 9) % 7;
}

/** Put new children into a node, in place of the old ones. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** Do something at the next frame, or a moment later in a tab that is not looked at and draws no frames. */
export function soon(act) {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    act();
  };
  requestAnimationFrame(once);
  setTimeout(once, UNSEEN_FRAME);
}

function present(children) {
  return children.flat().filter((each) => each !== undefined && each !== null && each !== false && each !== "");
}

function initials(name) {
  const parts = String(name).trim().split(/\s+/u).slice(-2);
  return parts.map((part) => Array.from(part)[0] ?? "").join("").toUpperCase();
}
