/** What stands above the messages of an open chat: its name, its topics, the pinned message. */

import { avatar, button, el, fill, hiddenWords, icon, iconButton } from "./dom.js";
import { serviceWords } from "./message.js";
import { say } from "./words.js";

const WRITING_FOR = 5000;

/** The name of a chat, the way back, and who is writing. */
export class ChatHead {
  #calm = 0;

  constructor(summary, { back, block }) {
    this.summary = summary;
    this.under = el("span", { class: "chat-under", "aria-live": "polite" });
    this.blocking = summary.kind === "private" ? button("", block, { class: "plain-button blocking" }) : null;
    const words = el("div", { class: "chat-words" },
      el("h3", {}, el("bdi", {}, summary.title)), this.under);
    this.node = el("header", { class: "chat-head" },
      iconButton("back", say("backToChats"), back, { class: "back" }), faceOf(summary), words, this.blocking);
    this.#rest();
  }

  /** Say that somebody is writing, for a while. */
  writing(name) {
    clearTimeout(this.#calm);
    this.under.textContent = say("isWriting", { name });
    this.under.classList.add("is-writing");
    this.#calm = setTimeout(() => this.#rest(), WRITING_FOR);
  }

  /** Stop saying so. */
  hush() {
    clearTimeout(this.#calm);
    this.#rest();
  }

  /** Offer to block the bot, or to let it write again. */
  showBlocked(hasBlocked) {
    if (this.blocking) this.blocking.textContent = say(hasBlocked ? "unblockBot" : "blockBot");
  }

  #rest() {
    this.under.classList.remove("is-writing");
    this.under.textContent = say(this.summary.is_forum ? "forum" : this.summary.kind);
  }
}

/** The round picture of a chat. */
export function faceOf({ kind, title, id }) {
  return avatar(title, id, { group: "group", channel: "channel" }[kind]);
}

/** A topic's name as readers know it. */
export function topicName({ id, name, is_closed: isClosed }) {
  const shown = id === 0 ? say("generalTopic") : name;
  return isClosed ? say("closedTopic", { name: shown }) : shown;
}

/** The topics of a forum in a row, "all" first; `choose(id or null)`. */
export class Topics {
  #fresh = new Set();
  #all = [];

  constructor(choose) {
    this.choose = choose;
    this.node = el("nav", { class: "topics", "aria-label": say("topics"), hidden: true });
  }

  /** Show the topics, one of them chosen. */
  show(topics, current) {
    this.#all = topics;
    this.current = current;
    this.#fresh.delete(current);
    if (current === null) this.#fresh.clear();
    this.node.hidden = topics.length === 0;
    fill(this.node, this.#button(null, say("allTopics")), ...topics.map((each) => this.#button(each.id, topicName(each))));
    this.node.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Mark that something new stands in a topic that is not shown. */
  mark(topic) {
    if (this.#fresh.has(topic)) return;
    this.#fresh.add(topic);
    this.show(this.#all, this.current);
  }

  /** The name of a topic by id, "" when there are none. */
  nameOf(id) {
    const found = this.#all.find((each) => each.id === id);
    return found ? topicName(found) : "";
  }

  #button(id, label) {
    const isFresh = id !== null && this.#fresh.has(id);
    return button(label, () => this.choose(id), {
      class: `topic ${isFresh ? "is-fresh" : ""}`, data: { topic: id ?? "all" }, "aria-current": id === this.current ? "true" : null,
    }, isFresh && hiddenWords(say("newInTopic")));
  }
}

/** The newest pinned message; pressing goes to it, and then to the one pinned before. */
export class PinnedBar {
  #pinned = [];
  #at = 0;

  constructor(jump) {
    this.jump = jump;
    this.words = el("span", { class: "pinned-text", dir: "auto" });
    this.node = el("button", { type: "button", class: "pinned-bar", hidden: true, onclick: () => this.#next() },
      icon("pin"), el("span", { class: "pinned-words" }, el("strong", {}, say("pinnedMessage")), this.words));
  }

  /** Show what is pinned, newest first. */
  show(pinned) {
    this.#pinned = pinned;
    this.#at = 0;
    this.node.hidden = pinned.length === 0;
    this.#name();
  }

  #next() {
    const message = this.#pinned[this.#at];
    this.#at = (this.#at + 1) % this.#pinned.length;
    this.#name();
    this.jump(message);
  }

  #name() {
    const message = this.#pinned[this.#at];
    if (!message) return;
    this.node.dataset.pinned = message.id;
    this.words.textContent = wordsOf(message);
  }
}

function wordsOf(message) {
  if (message.service) return serviceWords(message);
  const named = message.poll?.question ?? message.document?.name ?? (message.photo ? say("photo") : "…");
  return (message.text || named).split("\n", 1)[0];
}
