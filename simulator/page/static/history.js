/** The messages of one chat that are known here, and the stretch of them that is drawn. */

/** How many messages are drawn at most. */
export const MOST_DRAWN = 300;
const STRIDE = 60;

/** Messages in order of id; `first` and `last` bound the drawn stretch, `last` excluded. */
export class History {
  all = [];
  first = 0;
  last = 0;
  hasOlder = false;

  /** Begin anew with a page of messages. */
  reset(messages, hasOlder) {
    this.all = messages;
    this.hasOlder = hasOlder;
    this.#drawEnd();
  }

  /** The drawn messages. */
  get drawn() {
    return this.all.slice(this.first, this.last);
  }

  /** Whether the newest message is among the drawn ones. */
  get isAtNewest() {
    return this.last === this.all.length;
  }

  /** A message by id, if it is known here. */
  get(id) {
    return this.all[this.indexOf(id)];
  }

  /** Where a message stands, or -1. */
  indexOf(id) {
    const at = this.#placeOf(id);
    return at < this.all.length && Number(this.all[at].id) === Number(id) ? at : -1;
  }

  /** Take a new or changed message; answers "new", "changed", or "far" when it is older than what is known. */
  put(message) {
    const at = this.#placeOf(message.id);
    if (this.indexOf(message.id) === at) {
      this.all[at] = message;
      return "changed";
    }
    if (at === 0 && this.hasOlder) return "far";
    const wasAtNewest = this.isAtNewest;
    this.all.splice(at, 0, message);
    if (at < this.first) this.first += 1;
    if (at < this.last || (wasAtNewest && at === this.all.length - 1)) this.last += 1;
    return "new";
  }

  /** Forget a message. */
  remove(id) {
    const at = this.indexOf(id);
    if (at < 0) return;
    this.all.splice(at, 1);
    if (at < this.first) this.first -= 1;
    if (at < this.last) this.last -= 1;
  }

  /** Take a page of older messages. */
  addOlder(messages, hasOlder) {
    this.all = [...messages, ...this.all];
    this.hasOlder = hasOlder;
    this.first += messages.length;
    this.last += messages.length;
  }

  /** Draw more older ones and let the newest go; answers whether there were any. */
  drawOlder() {
    if (this.first === 0) return false;
    this.first = Math.max(0, this.first - STRIDE);
    this.last = Math.min(this.last, this.first + MOST_DRAWN);
    return true;
  }

  /** Draw more newer ones and let the oldest go; answers whether there were any. */
  drawNewer() {
    if (this.isAtNewest) return false;
    this.last = Math.min(this.all.length, this.last + STRIDE);
    this.first = Math.max(this.first, this.last - MOST_DRAWN);
    return true;
  }

  /** Draw the newest page. */
  drawNewest() {
    this.#drawEnd();
  }

  /** Draw the surroundings of a message that is known here. */
  drawAround(id) {
    const at = this.indexOf(id);
    if (at >= this.first && at < this.last) return;
    this.first = Math.max(0, at - STRIDE / 2);
    this.last = Math.min(this.all.length, this.first + STRIDE);
  }

  /** Keep the drawn stretch short: let the oldest go if the reader is at the end, else the newest. */
  trim(isReadingEnd) {
    if (this.last - this.first <= MOST_DRAWN) return;
    if (isReadingEnd) this.first = this.last - 2 * STRIDE;
    else this.last = this.first + MOST_DRAWN;
  }

  #drawEnd() {
    this.last = this.all.length;
    this.first = Math.max(0, this.last - STRIDE);
  }

  #placeOf(id) {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.all[middle].id) < Number(id)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
