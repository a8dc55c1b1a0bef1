/** One message as a row of the chat: day, bubble, keyboard. */

import { avatar, el, hiddenWords, hue, icon, iconButton } from "./dom.js";
import { textNodes } from "./entities.js";
import { keyboardNode } from "./keyboard.js";
import { pollNode } from "./poll.js";
import { allowQuotes } from "./quote.js";
import { day, moment, size, time } from "./times.js";
import { hasWords, say } from "./words.js";


const WIDEST_PHOTO = 480;
const TALLEST_PHOTO = 340;

/** What a message is, in one word. */
export function kindOf(message) {
  return ["service", "poll", "document", "photo"].find((kind) => message[kind]) ?? "text";
}

/** A row of the chat; `place` knows the chat and does what its buttons ask. */
export function messageRow(message, tie, place) {
  const row = el("div", { class: "row", data: { row: message.id } });
  if (tie.isNewDay) row.append(el("p", { class: "day" }, el("time", { datetime: message.at }, day(message.at))));
  row.append(message.service ? serviceNode(message) : articleNode(message, tie, place));
  return row;
}

/** What happened, in words, for a service message. */
export function serviceWords({ service, author }) {
  const key = hasWords(service.kind) ? service.kind : "other";
  const withText = service.text && hasWords(`${key}Text`) ? `${key}Text` : key;
  return say(withText, { author, names: service.names || author, text: service.text });
}

function serviceNode(message) {
  return el("article", { class: "service", data: { message: message.id, kind: "service" } },
    el("span", { dir: "auto" }, serviceWords(message)));
}

function articleNode(message, tie, place) {
  const kind = kindOf(message);
  const side = message.is_mine ? "out" : "in";
  const hasFace = place.isShared && !message.is_mine;
  const article = el("article", {
    class: `message ${side} ${tie.goesOn ? "goes-on" : ""} ${hasFace ? "has-face" : ""}`,
    data: { message: message.id, kind },
    oncontextmenu: (event) => openMenu(event, message, place),
  });
  if (hasFace && !tie.goesOn) article.append(avatar(message.author, message.author_id));
  article.append(el("div", { class: "stack" }, bubble(message, tie, place), keyboardNode(message, place) ?? ""));
  article.append(iconButton("more", say("actions"), ({ currentTarget }) => {
    const box = currentTarget.getBoundingClientRect();
    place.menu(message, { x: box.left, y: box.bottom });
  }, { class: "more" }));
  return article;
}

function openMenu(event, message, place) {
  const hasSelection = !document.getSelection().isCollapsed;
  if (event.pointerType === "touch" || hasSelection || event.target.closest("a, img")) return;
  event.preventDefault();
  place.menu(message, { x: event.clientX, y: event.clientY });
}

function bubble(message, tie, place) {
  return el(
    "div",
    { class: `bubble ${message.photo ? "has-photo" : ""}` },
    authorNode(message, tie, place),
    message.forwarded_from && el("p", { class: "forwarded" }, say("forwarded", { name: message.forwarded_from })),
    message.reply && replyNode(message.reply, place),
    message.photo && photoNode(message, place),
    message.document && documentNode(message.document),
    message.poll && pollNode(message.poll, (options) => place.vote(message, options)),
    el("div", { class: "body" }, wordsNode(message, place), metaNode(message)),
    reactionsNode(message, place),
  );
}

function authorNode(message, { goesOn }, place) {
  if (message.is_mine) return hiddenWords(say("me"));
  if (!place.isShared || goesOn) return hiddenWords(message.author);
  return el("p", { class: `author ink-${hue(message.author_id)}` }, el("bdi", {}, message.author),
    message.is_bot && el("span", { class: "tag" }, say("bot")), topicTag(message, place));
}

function topicTag(message, place) {
  const name = place.topicName(message.topic);
  return name && el("span", { class: "topic-tag" }, name);
}

function replyNode(reply, place) {
  return el(
    "button",
    {
      type: "button", class: `reply ${reply.is_quote ? "is-quote" : ""}`, data: { reply: reply.id },
      title: say("answerTo", { name: reply.author }), onclick: () => place.jump(reply.id),
    },
    el("bdi", { class: "reply-author" }, reply.author),
    el("span", { class: "reply-text", dir: "auto" }, reply.text || "…"),
  );
}

function wordsNode(message, place) {
  if (!message.text) return null;
  const node = el("div", { class: "text", dir: "auto" }, ...textNodes(message.text, message.entities, place));
  allowQuotes(node, (words) => place.quote(message, words));
  return node;
}

function metaNode(message) {
  return el(
    "span",
    { class: "meta" },
    message.is_pinned && icon("pin"),
    message.is_edited && el("span", { class: "edited" }, say("edited")),
    el("time", { datetime: message.at, title: moment(message.at) }, time(message.at)),
  );
}

function photoNode({ photo }, place) {
  const alt = say("photo");
  const image = el("img", { src: localAddress(photo.href), alt, loading: "lazy" });
  const shrunk = Math.min(1, WIDEST_PHOTO / photo.width, TALLEST_PHOTO / photo.height);
  image.style.width = `${Math.round(photo.width * shrunk)}px`;
  image.style.aspectRatio = `${photo.width} / ${photo.height}`;
  return el("button", { type: "button", class: "photo", title: say("showPhoto"), onclick: () => place.photo(image.src, alt) }, image);
}

function documentNode({ name, size: bytes, href }) {
  return el(
    "a",
    { class: "document", href: localAddress(href), download: name, title: say("download", { name }) },
    el("span", { class: "document-icon", "aria-hidden": "true" }, icon("file"), el("span", { class: "document-end" }, ending(name))),
    el("span", { class: "document-words" }, el("bdi", { class: "document-name" }, name), " ", el("span", {}, size(bytes))),
  );
}

function ending(name) {
  const found = /\.(\w{1,5})$/u.exec(name);
  return found ? found[1].toUpperCase() : "";
}

function localAddress(href) {
  const address = new URL(href, location.href);
  return address.origin === location.origin ? address.href : "";
}

function reactionsNode(message, place) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions" }, ...message.reactions.map(({ emoji, count, is_mine: isMine }) =>
    el("button", {
      type: "button", "aria-pressed": String(Boolean(isMine)), data: { emoji },
      onclick: () => place.react(message, emoji),
    }, emoji, " ", el("span", {}, String(count)))));
}
