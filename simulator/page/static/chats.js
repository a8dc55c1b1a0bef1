/** The list of a person's chats, as Telegram shows it: newest on top, last words, unread counts. */

import { el, fill, hiddenWords, soon } from "./dom.js";
import { faceOf } from "./heads.js";
import { date, time } from "./times.js";
import { say } from "./words.js";

/** The list; `open(id)` is called when a chat is chosen. */
export class ChatList {
  #chats = new Map();
  #isDue = false;
  #isFilled = false;

  constructor(person, town, open) {
    Object.assign(this, { town, open });
    this.list = el("ul", {});
    this.node = el("nav", { class: "chats", "aria-label": say("chatsOf", { name: person.name }) }, this.list);
  }

  /** Show all chats. */
  show(chats) {
    this.#chats = new Map(chats.map((each) => [each.id, each]));
    this.#isFilled = true;
    this.#draw();
  }

  /** Take a new or changed chat. */
  put(chat) {
    this.#chats.set(chat.id, chat);
    if (this.#isDue) return;
    this.#isDue = true;
    soon(() => this.#draw());
  }

  /** A chat by id. */
  get(id) {
    return this.#chats.get(id);
  }

  /** Mark which chat is open, or none. */
  mark(id) {
    this.current = id;
    const chat = this.#chats.get(id);
    if (chat) this.#chats.set(id, { ...chat, unread: 0 });
    this.#draw();
  }

  /** Bring the keyboard to a chat of the list. */
  focus(id) {
    (this.list.querySelector(`[data-chat="${CSS.escape(id ?? "")}"]`) ?? this.list.querySelector("button"))?.focus();
  }

  #draw() {
    this.#isDue = false;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.chat : "";
    const chats = [...this.#chats.values()].sort((a, b) => timeOf(b) - timeOf(a));
    if (chats.length === 0 && this.#isFilled) fill(this.list, el("li", { class: "nothing" }, say("noChats")));
    else fill(this.list, ...chats.map((chat) => el("li", {}, this.#line(chat))));
    if (focused) this.focus(focused);
  }

  #line(chat) {
    const { id, title, unread, last } = chat;
    return el(
      "button",
      {
        type: "button", class: "chat-line", data: { chat: id, unread }, onclick: () => this.open(id),
        "aria-current": id === this.current ? "true" : null,
      },
      faceOf(chat),
      el("span", { class: "chat-title" }, el("bdi", {}, title)),
      last && el("time", { class: "chat-time", datetime: last.at }, this.#when(last.at)),
      el("span", { class: "chat-last", dir: "auto" }, last ? lastWords(chat) : ""),
      unread > 0 && el("span", { class: "badge", title: say("unread", { n: unread }) },
        el("span", { "aria-hidden": "true" }, String(unread)), hiddenWords(say("unread", { n: unread }))),
    );
  }

  #when(at) {
    return date(at) === date(this.town.now) ? time(at) : date(at).slice(0, 5);
  }
}

function timeOf({ last }) {
  return last ? new Date(last.at).getTime() : 0;
}

function lastWords({ kind, last: { author, text } }) {
  const words = text || "…";
  return kind === "group" ? say("lastWords", { author, text: words }) : words;
}
