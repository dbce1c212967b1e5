// Numbers and times as people read them.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

export const count = (n) => (n === null || n === undefined ? "–" : whole.format(n));

/** Such as "1 item" and "1,200 items". */
export const counted = (n, thing, several = `${thing}s`) => `${count(n)} ${n === 1 ? thing : several}`;

/** A rate, to three digits. */
export const rate = (n) => (n === null || n === undefined ? "–" : n >= 100 ? whole.format(n) : one.format(n));

export const number = (n) => (n === null || n === undefined ? "–" : short.format(n));

export const percent = (share) => (share === null || share === undefined ? "–" : `${one.format(100 * share)} %`);

/** Milliseconds. */
export function millis(ms) {
  if (ms === null || ms === undefined) return "–";
  return ms < 1000 ? `${whole.format(ms)} ms` : seconds(ms / 1000);
}

/** A length of time in seconds. */
export function seconds(s) {
  if (s === null || s === undefined) return "–";
  if (s < 0) return `−${seconds(-s)}`;
  if (s < 10) return `${one.format(s)} s`;
  if (s < 120) return `${whole.format(s)} s`;
  if (s < 7200) return `${whole.format(s / 60)} min`;
  return s < 172800 ? `${one.format(s / 3600)} h` : `${one.format(s / 86400)} d`;
}

const two = (n) => String(n).padStart(2, "0");

/** Time of day, in the reader's zone; the day too where it is not today's. */
export function clock(iso) {
  if (!iso) return "–";
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return String(iso);
  const text = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return time.toDateString() === new Date().toDateString() ? text
    : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${text}`;
}

export const feedName = (feed) => (feed === "*" ? "all feeds" : feed);

/** Text for a place that is not wide: its beginning. */
export const brief = (text, length = 40) => {
  const letters = Array.from(String(text ?? ""));
  return letters.length <= length ? letters.join("") : `${letters.slice(0, length - 1).join("")}…`;
};

/** What people see of characters that would show nothing, or turn the text around them. */
export const visible = (text) =>
  String(text ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
