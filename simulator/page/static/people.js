/** Choosing whom to play. */

import { avatar, button, el, fill, iconButton } from "./dom.js";
import { open } from "./dialog.js";
import { say } from "./words.js";

const SEARCH_FROM = 13;

/** Ask whom to play; answers an id, or "" if nobody was chosen. */
export function choosePerson(town, current = "") {
  const node = el("dialog", { class: "people", "aria-label": say("choosePerson") });
  const list = el("div", { class: "people-list" });
  const found = el("p", { class: "hidden-words", role: "status" });
  const show = (wanted) => {
    const people = town.people.filter((person) => matches(person, wanted));
    fill(list, ...groups(people, current, (id) => node.close(id)));
    found.textContent = say("peopleFound", { n: people.length });
  };
  const search = el("input", {
    type: "search", class: "search", placeholder: say("searchPeople"), "aria-label": say("searchPeople"),
    autofocus: true, oninput: ({ target }) => show(target.value),
  });
  const head = el("div", { class: "dialog-head" }, el("h2", {}, say("choosePerson")),
    iconButton("close", say("close"), () => node.close("")));
  node.append(head, town.people.length >= SEARCH_FROM ? search : "", found, list);
  show("");
  return open(node);
}

function groups(people, current, choose) {
  if (people.length === 0) return [el("p", { class: "nothing" }, say("nobodyFound"))];
  const isCitizen = (person) => Boolean(person.is_citizen);
  return [["committee", people.filter((each) => !isCitizen(each))], ["citizens", people.filter(isCitizen)]]
    .filter(([, members]) => members.length)
    .map(([key, members]) =>
      el(
        "section",
        { "aria-label": say(key) },
        el("h3", {}, say(key)),
        el("ul", {}, ...members.map((person) => el("li", {}, line(person, person.id === current, choose)))),
      ),
    );
}

function line(person, isCurrent, choose) {
  return el(
    "button",
    {
      type: "button", class: "person-line", data: { pick: person.id }, "aria-current": isCurrent ? "true" : null,
      onclick: () => choose(person.id),
    },
    avatar(person.name, person.id),
    el("span", { class: "person-words" }, el("bdi", { class: "person-name" }, person.name), " ",
      el("span", { class: "person-post" }, postOf(person))),
  );
}

/** What a person is, in words. */
export function postOf(person) {
  const post = person.post || (person.is_citizen ? say("citizen") : "");
  return person.has_blocked ? [post, say("hasBlocked")].filter(Boolean).join(" · ") : post;
}

/** A button that says who is played and lets choose another. */
export function personButton(person, onclick) {
  return button("", onclick, { class: "person-button", title: say("changePerson") },
    avatar(person.name, person.id),
    el("span", { class: "person-words" }, el("bdi", { class: "person-name" }, person.name), " ",
      el("span", { class: "person-post" }, postOf(person))));
}

function matches({ name, post }, wanted) {
  return plain(`${name} ${post}`).includes(plain(wanted).trim());
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/giu, "d").toLowerCase();
}
