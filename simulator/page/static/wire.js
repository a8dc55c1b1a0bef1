/** The wire to the simulator: requests that are answered, and events (docs/chat-page.md). */

import { say } from "./words.js";

const FIRST_DELAY = 400;
const LONGEST_DELAY = 6000;

/** One WebSocket that comes back by itself when it breaks; `hello` tells each time that it is there. */
export class Wire {
  #socket = null;
  #next = 1;
  #delay = FIRST_DELAY;
  #waiting = new Map();
  #listeners = new Map();

  /** Open the connection, and open it again whenever it is lost. */
  connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/live`);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#take(JSON.parse(data)));
    socket.addEventListener("close", () => this.#lost());
  }

  /** Ask for something; the answer comes as a promise, a refusal as an Error with a sentence. */
  request(todo, fields = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error(say("offline")));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ ...fields, id, do: todo }));
    });
  }

  /** Be told of an event. */
  on(event, listener) {
    const known = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, [...known, listener]);
  }

  /** Tell nobody any more: the page is built anew. */
  forgetListeners() {
    this.#listeners.clear();
  }

  #take(said) {
    if (said.re === undefined) {
      if (said.event === "hello") this.#delay = FIRST_DELAY;
      this.#tell(said.event, said);
      return;
    }
    const waiting = this.#waiting.get(said.re);
    this.#waiting.delete(said.re);
    if (said.error) waiting?.reject(new Error(said.error));
    else waiting?.resolve(said);
  }

  #tell(event, said) {
    for (const listener of this.#listeners.get(event) ?? []) listener(said);
  }

  #lost() {
    for (const { reject } of this.#waiting.values()) reject(new Error(say("offline")));
    this.#waiting.clear();
    this.#tell("offline", {});
    setTimeout(() => this.connect(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY);
  }
}
