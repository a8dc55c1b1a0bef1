/** Where a person writes: text, answers and quotes, corrections, files, commands, ready answers. */

import { CommandMenu } from "./commands.js";
import { button, el, fill, icon, iconButton } from "./dom.js";
import { size } from "./times.js";
import { say } from "./words.js";

const LARGEST_FILE = 20 * 1024 * 1024;
const TALLEST = 180;
const drafts = new Map();

/** The foot of an open chat; `chat` sends, corrects, and shows what went wrong. */
export class Composer {
  #mode = null;
  #file = null;
  #isSending = false;

  constructor(chat, { draftKey }) {
    this.chat = chat;
    this.draftKey = draftKey;
    this.bar = el("div", { class: "composer-bar", hidden: true });
    this.answers = el("div", { class: "quick-answers", role: "group", "aria-label": say("quickAnswers"), hidden: true });
    this.input = el("textarea", {
      rows: "1", placeholder: say("write"), "aria-label": say("write"), dir: "auto",
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#pasted(event),
    });
    this.commands = new CommandMenu(this.input, (command) => this.#send(`/${command}`));
    this.#build();
    this.input.value = drafts.get(draftKey) ?? "";
  }

  #build() {
    const chooser = el("input", { type: "file", hidden: true, tabindex: "-1", onchange: ({ target }) => {
      this.attach(target.files[0]);
      target.value = "";
    } });
    this.sendButton = iconButton("send", say("send"), () => this.submit(), { class: "send" });
    this.form = el("div", { class: "composer-line" },
      this.commands.button, iconButton("clip", say("attach"), () => chooser.click()), chooser, this.input, this.sendButton);
    this.note = el("div", { class: "composer-note", hidden: true });
    this.node = el("footer", { class: "composer" }, this.commands.list, this.bar, this.form, this.note, this.answers);
  }

  /** Offer what may be done here now. */
  show({ can_write: canWrite, needs_start: needsStart, commands, reply_keyboard: rows }) {
    const isOpen = canWrite && !needsStart;
    this.form.hidden = !isOpen;
    this.note.hidden = isOpen;
    this.commands.offer(isOpen ? commands ?? [] : []);
    if (needsStart) fill(this.note, button(say("start"), () => this.chat.start(), { class: "main-button" }));
    else fill(this.note, say("mayNotWrite"));
    this.answers.hidden = !isOpen || !rows?.length;
    fill(this.answers, ...(rows ?? []).map((row) => el("div", { class: "keys" },
      ...row.map((label) => button(label, () => this.#send(label), { class: "key" })))));
    this.#grow();
  }

  /** Begin an answer, with a quote if there is one. */
  reply(message, quote = "") {
    this.#mode = { kind: "reply", message, quote };
    this.#showBar(quote ? "quote" : "reply", say(quote ? "quoting" : "replying", { name: message.author }), quote || message.text || "…");
  }

  /** Begin a correction. */
  edit(message) {
    this.#mode = { kind: "edit", message };
    this.input.value = message.text;
    this.#showBar("edit", say("editing"), message.text);
    this.input.setSelectionRange(message.text.length, message.text.length);
    this.#grow();
  }

  /** Take a file, to be sent with the next words. */
  attach(file) {
    if (!file) return;
    if (file.size > LARGEST_FILE) {
      this.chat.tell(say("tooBig"));
      return;
    }
    this.#file = file;
    this.#mode = null;
    this.input.placeholder = say("caption");
    this.#showBar("file", say("attaching"), `${file.name} · ${size(file.size)}`);
  }

  /** Drop what was begun; answers whether there was anything. */
  cancel() {
    if (this.commands.close()) return true;
    if (!this.#mode && !this.#file) return false;
    if (this.#mode?.kind === "edit") this.input.value = "";
    this.#clear();
    this.#typed();
    return true;
  }

  /** Send what was written. */
  async submit() {
    const text = this.input.value.trim();
    if (this.#isSending || (!text && !this.#file)) return;
    const [mode, file] = [this.#mode, this.#file];
    this.#isSending = true;
    this.sendButton.setAttribute("aria-busy", "true");
    const isDone = await this.chat.send({ text, mode, file });
    this.sendButton.removeAttribute("aria-busy");
    this.#isSending = false;
    if (!isDone) return;
    if (this.input.value.trim() === text) this.input.value = "";
    this.#clear();
    this.#typed();
  }

  /** Bring the keyboard here, if one may write. */
  focus() {
    if (!this.form.hidden) this.input.focus({ preventScroll: true });
  }

  #send(text) {
    this.input.value = "";
    this.#typed();
    this.chat.send({ text, mode: null, file: null });
  }

  #showBar(kind, title, words) {
    const drawing = { reply: "reply", quote: "reply", edit: "edit", file: "file" }[kind];
    this.bar.dataset.bar = kind;
    fill(this.bar, icon(drawing),
      el("div", { class: "bar-words" }, el("strong", {}, title), el("span", { dir: "auto" }, words)),
      iconButton("close", say("cancel"), () => {
        this.cancel();
        this.focus();
      }));
    this.bar.hidden = false;
    this.focus();
  }

  #clear() {
    this.#mode = null;
    this.#file = null;
    this.bar.hidden = true;
    this.input.placeholder = say("write");
  }

  #typed() {
    if (this.#mode?.kind !== "edit") drafts.set(this.draftKey, this.input.value);
    this.commands.follow(this.input.value);
    this.#grow();
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
  }

  #key(event) {
    if (event.isComposing || this.commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.input.value && !this.#mode) {
      const mine = this.chat.lastMine();
      if (!mine) return;
      event.preventDefault();
      this.edit(mine);
    }
  }

  #pasted(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.attach(file);
  }
}
