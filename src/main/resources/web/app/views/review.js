// One picture after the other: a reviewer confirms or corrects a label by one key.
import { h, put, empty } from "../dom.js";
import { matches } from "../filters.js";
import { clock, count, percent, visible } from "../text.js";
import { picture, said } from "./items.js";
import { nameField, send } from "../truth.js";

export const title = "Review";

export function mount(root, ctx) {
  const done = new Set();
  let sent = 0;
  let current = null;
  let factor = null;
  const box = h("div", { class: "review" });
  const note = h("p", { class: "note", role: "status" });
  const key = (item) => JSON.stringify([item.feed, item.id]);
  put(root, h("h1", {}, title));
  if (!ctx.state.allowWrites) {
    root.append(empty("Feedback is off: this server was started without --allow-writes."));
    return () => {};
  }
  root.append(h("div", { class: "row" }, nameField()), note, box);

  const factors = () => ctx.state.spaces.filter((s) => !ctx.filters.space || s.name === ctx.filters.space)
    .flatMap((s) => s.factors.map((f) => ({ space: s.name, ...f })))
    .filter((f) => !ctx.filters.factor || f.name === ctx.filters.factor);
  const answer = (item) => item?.labels[factor.space]?.factors[factor.name];

  /** What lies outside of a space is of none of its values. */
  const isOpen = (is) => is && is.abstained !== "outside";

  async function tell(value) {
    const item = current;
    try {
      await send(item, { [factor.name]: [value] });
      sent++;
      put(note, `${count(sent)} sent. ${visible(item.id)} is ${value}.`);
      next();
    } catch (failure) {
      put(note, failure.message);
    }
  }

  function next() {
    if (current) done.add(key(current));
    current = null;
    draw();
  }

  function draw() {
    factor = factors()[0] ?? null;
    current = current ?? ctx.state.items.find((item) => factor && item.picture && !done.has(key(item)) && matches(item, ctx.filters) && isOpen(answer(item))) ?? null;
    if (!current) {
      put(box, empty(factor ? "No labelled item at hand is left." : "No space is in force yet."));
      return;
    }
    const is = answer(current);
    put(box,
      picture(current), h("div", {},
        h("p", { class: "note" }, `${visible(current.id)} · ${visible(current.feed)} · ${clock(current.time)}`),
        current.caption ? h("p", { class: "caption", dir: "auto" }, visible(current.caption)) : null,
        h("p", { class: "question" }, `${factor.name}: `, h("strong", {}, said(is)), ` ${percent(is.probability)}`,
          is.differs ? h("span", { class: "note" }, ` (plain prompts: ${is.raw?.label ?? "–"})`) : null),
        h("div", { class: "keys" },
          is.label ? h("button", { type: "button", onclick: () => tell(is.label) }, h("kbd", {}, "y"), " correct") : null,
          factor.values.slice(0, 9).map((value, i) =>
            h("button", { type: "button", class: "quiet", onclick: () => tell(value) }, h("kbd", {}, String(i + 1)), ` ${value}`)),
          h("button", { type: "button", class: "quiet", onclick: next }, h("kbd", {}, "s"), " skip"))));
  }

  function press(event) {
    if (!current || event.target.matches("input,select,textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = Number(event.key);
    if (event.key === "y" && answer(current)?.label) tell(answer(current).label);
    else if (event.key === "s") next();
    else if (digit >= 1 && digit <= Math.min(9, factor.values.length)) tell(factor.values[digit - 1]);
    else return;
    event.preventDefault();
  }
  document.addEventListener("keydown", press);
  draw();
  const update = (parts) => {
    if (!current && (parts.has("items") || parts.has("spaces") || parts.has("all"))) draw();
  };
  update.end = () => document.removeEventListener("keydown", press);
  return update;
}
