/** One open chat of one person: messages, paging, topics, what is pinned, and what the person does. */

import { Composer } from "./composer.js";
import { confirm, messageMenu, showAlert, showPhoto } from "./dialog.js";
import { el } from "./dom.js";
import { isTelegram, safeAddress } from "./entities.js";
import { ChatHead, PinnedBar, Topics } from "./heads.js";
import { History } from "./history.js";
import { Log } from "./log.js";
import { messageRow } from "./message.js";
import { say } from "./words.js";

const FARTHEST_BACK = 100;
const REFRESH_AFTER = 150;
const CHANGES_HEAD = new Set(["pinned", "topic", "topic_changed"]);

/** An open chat; `pane` asks the wire for its person. */
export class Chat {
  #unfolded = new Map();
  #isFetching = null;
  #refresh = 0;
  #isUnread = false;
  #topic = null;

  constructor(pane, summary) {
    this.pane = pane;
    this.summary = summary;
    this.history = new History();
    this.head = new ChatHead(summary, { back: () => pane.closeChat(), block: () => pane.toggleBlock() });
    this.topics = new Topics((topic) => this.load({ topic }));
    this.pinned = new PinnedBar((message) => this.jump(message.id, message.topic));
    this.log = new Log(this.history, {
      title: summary.title,
      draw: (message, tie) => messageRow(message, tie, this.#placeOf(message)),
      older: () => this.#fetchOlder(),
      seen: () => this.#seen(),
    });
    this.composer = new Composer(this, { draftKey: `${pane.as}/${summary.id}` });
    this.node = el("section", { class: "chat", data: { chat: summary.id } },
      this.head.node, this.topics.node, this.pinned.node, this.log.node, this.composer.node,
      el("p", { class: "drop-here", "aria-hidden": "true" }, say("dropHere")));
    this.#takeDrops();
  }

  /** Fetch the chat, or one of its topics, and show its newest messages. */
  async load({ topic = this.#topic } = {}) {
    const opened = await this.#ask("open", topic === null ? {} : { topic });
    if (!opened) return;
    this.#topic = topic;
    this.history.reset(opened.messages, opened.has_older);
    this.#showHeads(opened);
    this.log.drawQuietly({ toEnd: true });
    this.#isUnread = false;
  }

  /** Take an event about this chat. */
  take(event) {
    if (event.event === "typing") this.head.writing(event.name);
    else if (event.event === "gone") {
      this.history.remove(event.message);
      this.log.drawSoon();
      this.#refreshSoon();
    } else this.#takeMessage(event.message);
  }

  /** Whether the person blocks the bot may have changed. */
  takePeople(person) {
    this.head.showBlocked(person.has_blocked);
    if (this.summary.kind === "private") this.#refreshSoon();
  }

  /** Show a message, fetching older ones until it is found. */
  async jump(id, topic = this.#topic) {
    if (this.#topic !== null && topic !== this.#topic) await this.load({ topic: null });
    for (let page = 0; this.history.indexOf(id) < 0 && this.history.hasOlder && page < FARTHEST_BACK; page += 1) {
      if (this.history.all.length && Number(this.history.all[0].id) < Number(id)) break;
      await this.#fetchOlder({ isQuiet: true });
    }
    if (this.history.indexOf(id) >= 0) this.log.show(id);
    else this.tell(say("notFound"));
  }

  /** Send what the composer has; answers whether it arrived. */
  async send({ text, mode, file }) {
    const topic = this.#topic === null ? {} : { topic: this.#topic };
    if (file) return this.pane.sendFile(file, { chat: this.summary.id, caption: text, ...topic });
    if (mode?.kind === "edit") return this.#did("edit", { message: mode.message.id, text });
    const reply = mode ? { reply_to: mode.message.id, ...(mode.quote ? { quote: mode.quote } : {}) } : {};
    const isDone = await this.#did("write", { text, ...topic, ...reply });
    if (isDone && !this.log.isAtEnd) this.log.toNewest();
    this.composer.focus();
    return isDone;
  }

  /** Press START. */
  async start() {
    await this.#did("start", {});
    await this.#refreshHeads();
    this.composer.focus();
  }

  /** The newest message that the person can still correct. */
  lastMine() {
    return this.history.all.findLast((each) => each.is_mine && each.text && !each.service);
  }

  /** Say something in the person's pane. */
  tell(text) {
    this.pane.tell(text);
  }

  /** Tell that what came was read, once it is on the screen. */
  seen() {
    if (this.log.isAtEnd) this.#seen();
  }

  #takeMessage(message) {
    if (CHANGES_HEAD.has(message.service?.kind) || this.#changesFoot(message)) this.#refreshSoon();
    if (this.#topic !== null && message.topic !== this.#topic) {
      this.topics.mark(message.topic);
      return;
    }
    const was = this.history.put(message);
    if (was === "far") return;
    if (was === "new" && !message.is_mine) {
      this.#isUnread = true;
      this.head.hush();
    }
    this.log.drawSoon(was === "new" && !message.is_mine ? 1 : 0);
  }

  #changesFoot(message) {
    const known = this.history.get(message.id);
    return this.summary.kind === "private" || (known && known.is_pinned !== message.is_pinned);
  }

  #placeOf(message) {
    const unfolded = this.#unfolded.get(message.id) ?? new Set();
    this.#unfolded.set(message.id, unfolded);
    return {
      unfolded,
      isShared: this.summary.kind !== "private",
      topicName: (id) => (this.#topic === null ? this.topics.nameOf(id) : ""),
      press: (...at) => this.#press(...at),
      follow: (url) => this.#follow(url),
      command: (text) => this.send({ text, mode: null, file: null }),
      vote: ({ id }, options) => this.#ask("vote", { message: id, options }),
      react: ({ id }, emoji) => this.#ask("react", { message: id, emoji }),
      quote: (quoted, words) => this.composer.reply(quoted, words),
      jump: (id) => this.jump(id),
      photo: showPhoto,
      menu: (shown, at) => this.#menu(shown, at),
    };
  }

  #menu(message, at) {
    const mine = (message.reactions ?? []).filter((each) => each.is_mine).map(({ emoji }) => emoji);
    const canCorrect = message.is_mine && message.text;
    const entries = [
      { drawing: "reply", label: say("reply"), act: () => this.composer.reply(message) },
      message.text && { drawing: "copy", label: say("copy"), act: () => this.#copy(message.text) },
      canCorrect && { drawing: "edit", label: say("edit"), act: () => this.composer.edit(message) },
      (message.is_mine || this.summary.kind === "private") &&
        { drawing: "trash", label: say("delete"), act: () => this.#delete(message) },
    ];
    messageMenu(at, mine, (emoji) => this.#ask("react", { message: message.id, emoji }), entries.filter(Boolean));
  }

  async #press(message, row, column) {
    const answer = await this.#ask("press", { message: message.id, row, column });
    if (!answer) return;
    if (answer.text && answer.is_alert) showAlert(answer.text);
    else this.tell(answer.text);
    if (answer.url) this.#follow(answer.url);
  }

  async #follow(url) {
    const answer = isTelegram(url) ? await this.#ask("link", { url }) : { chat: null };
    if (answer?.chat) this.pane.openChat(answer.chat, { message: answer.message });
    else if (answer && safeAddress(url)) window.open(safeAddress(url), "_blank", "noopener,noreferrer");
  }

  async #delete(message) {
    if (await confirm(say("confirmDelete"), say("delete"))) this.#ask("delete", { message: message.id });
  }

  async #copy(text) {
    await navigator.clipboard?.writeText(text);
    this.tell(say("copied"));
  }

  #fetchOlder({ isQuiet = false } = {}) {
    this.#isFetching ??= this.#older(isQuiet).finally(() => (this.#isFetching = null));
    return this.#isFetching;
  }

  async #older(isQuiet) {
    const topic = this.#topic;
    const answer = await this.#ask("open", { before: this.history.all[0]?.id, ...(topic === null ? {} : { topic }) });
    if (topic !== this.#topic) return;
    if (!answer) this.history.hasOlder = false;
    else this.history.addOlder(answer.messages, answer.has_older && answer.messages.length > 0);
    if (answer && !isQuiet && this.history.drawOlder()) this.log.drawQuietly();
  }

  #refreshSoon() {
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.node.isConnected && this.#refreshHeads(), REFRESH_AFTER);
  }

  async #refreshHeads() {
    const opened = await this.#ask("open", this.#topic === null ? {} : { topic: this.#topic });
    if (opened) this.#showHeads(opened);
  }

  #showHeads(opened) {
    this.topics.show(opened.topics ?? [], this.#topic);
    this.pinned.show(opened.pinned ?? []);
    this.composer.show(opened);
    this.head.showBlocked(this.pane.person.has_blocked);
  }

  #seen() {
    if (!this.#isUnread || document.visibilityState !== "visible") return;
    this.#isUnread = false;
    this.#ask("read", {});
  }

  #takeDrops() {
    const over = (isOver) => (event) => {
      if (event.type !== "dragleave" && ![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      if (event.type === "dragleave" && this.node.contains(event.relatedTarget)) return;
      this.node.classList.toggle("is-over", isOver);
    };
    this.node.addEventListener("dragover", over(true));
    this.node.addEventListener("dragleave", over(false));
    this.node.addEventListener("drop", (event) => {
      over(false)(event);
      if (!this.composer.form.hidden) this.composer.attach(event.dataTransfer.files[0]);
    });
  }

  #ask(todo, fields) {
    return this.pane.ask(todo, { chat: this.summary.id, ...fields });
  }

  async #did(todo, fields) {
    return (await this.#ask(todo, fields)) !== undefined;
  }
}
