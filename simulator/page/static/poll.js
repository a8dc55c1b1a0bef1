/** A native poll: choices before the vote, bars and percentages after it. */

import { button, el, hiddenWords, icon } from "./dom.js";
import { say } from "./words.js";

/** The poll of a message; `vote(options)` sends the choice, none retracts it. */
export function pollNode(poll, vote) {
  const hasVoted = poll.options.some(({ is_mine: isMine }) => isMine);
  const isOpen = !poll.is_closed && !hasVoted;
  return el(
    "div",
    { class: "poll", role: "group", "aria-label": poll.question },
    el("p", { class: "poll-question", dir: "auto" }, poll.question),
    el("p", { class: "poll-kind" }, kindOf(poll)),
    ...(isOpen ? choices(poll, vote) : [results(poll)]),
    el(
      "p",
      { class: "poll-foot" },
      el("span", {}, say("voters", { n: poll.voters })),
      hasVoted && !poll.is_closed && button(say("retract"), () => vote([]), { class: "link-button" }),
    ),
  );
}

function kindOf(poll) {
  if (poll.is_closed) return say("pollClosed");
  return say(poll.is_anonymous ? "pollAnonymous" : "pollPublic");
}

function choices(poll, vote) {
  if (!poll.is_multiple) {
    return poll.options.map(({ text }, number) =>
      button(text, () => vote([number]), { class: "poll-option", data: { option: number } }, el("i", { class: "mark" })),
    );
  }
  const chosen = new Set();
  const send = button(say("vote"), () => vote([...chosen].sort((a, b) => a - b)), { class: "plain-button", disabled: true });
  const boxes = poll.options.map(({ text }, number) => {
    const onclick = ({ currentTarget }) => {
      chosen[chosen.has(number) ? "delete" : "add"](number);
      currentTarget.setAttribute("aria-pressed", String(chosen.has(number)));
      send.disabled = chosen.size === 0;
    };
    return button(text, onclick, { class: "poll-option", "aria-pressed": "false", data: { option: number } },
      el("i", { class: "mark is-square" }));
  });
  return [...boxes, send];
}

function results(poll) {
  return el("ul", { class: "poll-results" }, ...poll.options.map((option) => result(option, poll.voters)));
}

function result({ text, count, is_mine: isMine }, voters) {
  const share = voters ? Math.round(((count ?? 0) * 100) / voters) : 0;
  const fill = el("i", { class: "bar-fill" });
  fill.style.width = `${share}%`;
  const words = say(isMine ? "myResult" : "result", { text, n: count ?? 0, share });
  return el(
    "li",
    { class: isMine ? "is-mine" : "" },
    hiddenWords(words),
    el("span", { class: "share", "aria-hidden": "true" }, `${share}%`),
    el("span", { class: "option-text", dir: "auto", "aria-hidden": "true" }, text, isMine && icon("check")),
    el("span", { class: "bar", "aria-hidden": "true" }, fill),
  );
}
