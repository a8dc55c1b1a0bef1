/** One person's screen: who it is, the list of chats, the open chat. */

import { Chat } from "./chat.js";
import { ChatList } from "./chats.js";
import { toast } from "./dialog.js";
import { el, fill, icon, iconButton } from "./dom.js";
import { choosePerson, personButton } from "./people.js";
import { say } from "./words.js";

/** A pane; `panes` follows people on the wire and knows what stands beside it. */
export class Pane {
  chat = null;

  constructor(panes, as) {
    this.panes = panes;
    this.town = panes.town;
    this.head = el("header", { class: "pane-head" });
    this.body = el("div", { class: "pane-body" });
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.node = el("section", { class: "pane", onkeydown: (event) => this.#key(event) }, this.head, this.body, this.toasts);
    this.node.addEventListener("focusin", () => panes.activate(this));
    this.node.addEventListener("pointerdown", () => panes.activate(this));
    this.#dress(as);
  }

  /** The person who is played here. */
  get person() {
    return this.town.person(this.as) ?? { id: this.as, name: this.as, post: "", is_citizen: false, has_blocked: false };
  }

  /** Play somebody, in one of their chats if it is named. */
  async become(as, chat = null) {
    if (as !== this.as) this.#dress(as);
    await this.load(chat);
  }

  /** Fetch the chats anew, and what is open. */
  async load(chat = this.chat?.summary.id ?? null) {
    const as = this.as;
    const followed = await this.panes.follow(as).catch((error) => this.tell(error.message));
    if (!followed || as !== this.as) return;
    this.list.show(followed.chats);
    if (chat !== null) await this.openChat(chat);
  }

  /** Open a chat, at a message if one is named. */
  async openChat(id, { message = null, hasFocus = false } = {}) {
    const wanted = String(id);
    if (this.chat?.summary.id !== wanted) {
      const summary = this.list.get(wanted) ?? (await this.#refetched(wanted));
      if (!summary) return;
      this.chat = new Chat(this, summary);
      fill(this.room, this.chat.node);
      this.body.classList.add("has-chat");
    }
    this.list.mark(wanted);
    await this.chat.load();
    this.panes.changed();
    if (message) await this.chat?.jump(message, null);
    else if (hasFocus && matchMedia("(hover: hover)").matches) this.chat?.composer.focus();
  }

  /** Go back to the list of chats. */
  closeChat() {
    const last = this.chat?.summary.id;
    this.#empty();
    this.list.mark(null);
    this.list.focus(last);
    this.panes.changed();
  }

  /** Take an event about this pane's person. */
  take(event) {
    if (event.event === "chat") {
      const isRead = event.chat.id === this.chat?.summary.id && this.chat.log.isAtEnd && document.visibilityState === "visible";
      this.list.put(isRead ? { ...event.chat, unread: 0 } : event.chat);
    } else if (event.chat === this.chat?.summary.id) this.chat.take(event);
  }

  /** People changed: show it. */
  takePeople() {
    this.#showHead();
    this.chat?.takePeople(this.person);
  }

  /** Block the bot, or let it write again. */
  toggleBlock() {
    return this.ask(this.person.has_blocked ? "unblock" : "block");
  }

  /** Ask the wire for this person; what goes wrong is said here, and undefined comes back. */
  async ask(todo, fields = {}) {
    try {
      return await this.panes.wire.request(todo, { as: this.as, ...fields });
    } catch (error) {
      this.tell(error.message);
      return undefined;
    }
  }

  /** Send a file; answers whether it arrived. */
  async sendFile(file, fields) {
    const query = new URLSearchParams({ as: this.as, name: file.name, ...fields });
    try {
      const answer = await fetch(`/send?${query}`, { method: "POST", body: file });
      const { ok, error } = await answer.json();
      if (!ok) this.tell(error || say("fileRefused"));
      return Boolean(ok);
    } catch {
      this.tell(say("fileRefused"));
      return false;
    }
  }

  /** Say something for a few seconds. */
  tell(text) {
    toast(this.toasts, text);
  }

  #dress(as) {
    this.as = as;
    this.node.dataset.person = as;
    this.node.setAttribute("aria-label", say("paneOf", { name: this.person.name }));
    this.list = new ChatList(this.person, this.town, (id) => this.openChat(id, { hasFocus: true }));
    this.room = el("div", { class: "room" });
    this.#empty();
    fill(this.body, this.list.node, this.room);
    this.#showHead();
  }

  #empty() {
    this.chat = null;
    this.body.classList.remove("has-chat");
    fill(this.room, el("p", { class: "nothing" }, say("chooseChat")));
  }

  #showHead() {
    const { name } = this.person;
    const tab = say("openInTab", { name });
    fill(this.head,
      el("h2", { class: "pane-who" }, personButton(this.person, () => this.#choose())),
      el("a", { class: "icon-button", href: `#as=${encodeURIComponent(this.as)}`, target: "_blank", rel: "noopener", title: tab, "aria-label": tab }, icon("open")),
      iconButton("close", say("closePane", { name }), () => this.panes.close(this), { class: "close-pane" }));
  }

  async #choose() {
    const chosen = await choosePerson(this.town, this.as);
    if (chosen && chosen !== this.as) this.panes.switch(this, chosen);
  }

  async #refetched(id) {
    const followed = await this.panes.follow(this.as).catch((error) => this.tell(error.message));
    if (followed) this.list.show(followed.chats);
    return this.list.get(id);
  }

  #key(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.chat) return;
    event.preventDefault();
    if (!this.chat.composer.cancel()) this.closeChat();
  }
}
