/** Times and sizes in the form in which a Vietnamese office writes them. */

import { language } from "./words.js";

const ZONE = "Asia/Ho_Chi_Minh";
const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, day: "2-digit", month: "2-digit", year: "numeric",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const WEEKDAYS = Object.fromEntries(
  ["vi", "en"].map((each) => [each, new Intl.DateTimeFormat(each, { timeZone: ZONE, weekday: "long" })]),
);

function parts(at) {
  return Object.fromEntries(PARTS.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
}

/** 24/11/2026 */
export function date(at) {
  const { day, month, year } = parts(at);
  return `${day}/${month}/${year}`;
}

/** 08:05 */
export function time(at) {
  const { hour, minute } = parts(at);
  return `${hour}:${minute}`;
}

/** 08:05:09 */
export function exactTime(at) {
  const { hour, minute, second } = parts(at);
  return `${hour}:${minute}:${second}`;
}

/** Thứ Ba, 24/11/2026 */
export function day(at) {
  return `${WEEKDAYS[language()].format(new Date(at))}, ${date(at)}`;
}

/** 24/11/2026 08:05 */
export function moment(at) {
  return `${date(at)} ${time(at)}`;
}

/** 8,2 KB */
export function size(bytes) {
  const number = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
  if (bytes < 1024) return `${number.format(bytes)} B`;
  if (bytes < 1024 * 1024) return `${number.format(bytes / 1024)} KB`;
  return `${number.format(bytes / 1024 / 1024)} MB`;
}
