/** Start: connect, greet, build the page. */

import { Page } from "./page.js";
import { pref, wear } from "./prefs.js";
import { watchSelections } from "./quote.js";
import { Town } from "./town.js";
import { Wire } from "./wire.js";
import { speak } from "./words.js";

const wire = new Wire();
let town = null;
let page = null;

function build() {
  page?.stop();
  wire.forgetListeners();
  speak(pref("language") || town.language);
  town.listen(wire);
  wire.on("hello", greet);
  page = new Page(wire, town, build);
  page.begin();
}

function greet(hello) {
  if (page) {
    town.greet(hello);
    page.resume();
  } else {
    town = new Town(hello);
    build();
  }
}

wear(pref("theme"));
speak(pref("language"));
watchSelections();
wire.on("hello", greet);
addEventListener("hashchange", () => page?.panes.addressChanged());
document.addEventListener("visibilitychange", () => page?.panes.seen());
wire.connect();
