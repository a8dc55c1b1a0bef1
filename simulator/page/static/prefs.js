/** What the reader chose, remembered by the browser where it allows that. */

const SHELF = "nghiquyet-chat-page";
const AT_FIRST = { language: "", theme: "auto", side: "tour", panes: [] };

function read() {
  try {
    return { ...AT_FIRST, ...JSON.parse(localStorage.getItem(SHELF) ?? "{}") };
  } catch {
    return { ...AT_FIRST };
  }
}

const kept = read();

/** Give what was chosen. */
export function pref(name) {
  return kept[name];
}

/** Remember a choice. */
export function keep(name, value) {
  kept[name] = value;
  try {
    localStorage.setItem(SHELF, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

/** Dress the page: "light", "dark", or "auto" as the machine likes it. */
export function wear(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
