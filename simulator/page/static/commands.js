/** The menu of the bot's commands above the composer. */

import { el, fill, iconButton } from "./dom.js";
import { say } from "./words.js";

let menus = 0;

/** A list box led by the text area; `choose(command)` sends one. */
export class CommandMenu {
  #all = [];
  #shown = [];
  #at = -1;

  constructor(input, choose) {
    this.input = input;
    this.choose = choose;
    this.id = `commands-${(menus += 1)}`;
    this.list = el("ul", { class: "commands", id: this.id, role: "listbox", "aria-label": say("commands"), hidden: true });
    this.button = iconButton("slash", say("commands"), () => this.#toggle(), { class: "commands-button", hidden: true });
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    input.addEventListener("blur", () => this.close());
  }

  /** Take over which commands there are. */
  offer(commands) {
    this.#all = commands;
    this.button.hidden = commands.length === 0;
  }

  /** Show what fits to the words written so far. */
  follow(text) {
    const begun = /^\/(\w*)$/u.exec(text);
    if (!begun) {
      this.close();
      return;
    }
    this.#show(this.#all.filter(({ command }) => command.startsWith(begun[1].toLowerCase())));
  }

  /** Close the menu; answers whether it was open. */
  close() {
    if (this.list.hidden) return false;
    this.list.hidden = true;
    this.input.removeAttribute("aria-activedescendant");
    this.button.setAttribute("aria-expanded", "false");
    return true;
  }

  /** Let the arrows choose; answers whether the key was meant for the menu. */
  key(event) {
    if (this.list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const takes = event.key === "Tab" || (event.key === "Enter" && this.#at >= 0);
    if (!step && !takes) return false;
    event.preventDefault();
    if (step) this.#mark((this.#at + step + this.#shown.length) % this.#shown.length);
    else this.#take(this.#shown[Math.max(this.#at, 0)].command);
    return true;
  }

  #toggle() {
    this.input.focus();
    if (!this.close()) this.#show(this.#all);
  }

  #show(commands) {
    this.#shown = commands;
    this.list.hidden = commands.length === 0;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
    fill(this.list, ...commands.map((each, number) => this.#line(each, number)));
    const exact = commands.findIndex(({ command }) => `/${command}` === this.input.value.toLowerCase());
    this.#mark(this.input.value.length > 1 ? Math.max(exact, 0) : -1);
  }

  #line({ command, description }, number) {
    const node = el("li", {
      role: "option", id: `${this.id}-${number}`, "aria-selected": "false", data: { command }, onclick: () => this.#take(command),
    }, el("span", { class: "command-name" }, `/${command}`), " ", el("span", {}, description));
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    return node;
  }

  #mark(number) {
    this.#at = this.list.hidden ? -1 : number;
    [...this.list.children].forEach((node, each) => node.setAttribute("aria-selected", String(each === this.#at)));
    const marked = this.list.children[this.#at];
    if (!marked) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", marked.id);
    marked.scrollIntoView({ block: "nearest" });
  }

  #take(command) {
    this.close();
    this.choose(command);
  }
}
