// What could not be used: why, and how to get at the whole of it.
import { h, put, empty } from "../dom.js";
import { concerns } from "../filters.js";
import { brief, clock, count, counted, visible } from "../text.js";

export const title = "Dead letters";

const entry = (l) => h("details", { class: "letter" },
  h("summary", {}, h("span", { class: "tag" }, l.reason), ` ${l.topic} ${l.partition}:${l.offset} `,
    h("span", { class: "note" }, `${clock(l.time)} · ${counted(l.size, "byte")}`), h("span", { class: "why" }, brief(visible(l.detail), 140))),
  h("dl", { class: "facts" }, [["feed", l.feed], ["id", l.id], ["reason", l.detail]].filter(([, v]) => v)
    .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, visible(value))))),
  h("p", { class: "note" }, "First bytes"), h("pre", { tabindex: 0 }, (l.hex ?? "").replace(/(..)/g, "$1 ").trim()),
  h("p", { class: "note" }, "As text"), h("pre", { tabindex: 0, dir: "ltr" }, visible(l.text ?? "")),
  l.command ? [h("p", { class: "note" }, "All of it"), h("pre", { tabindex: 0 }, l.command)] : null);

export function mount(root, ctx) {
  const bars = h("ul", { class: "reasonlist" });
  const list = h("div");
  const note = h("p", { class: "note" });
  put(root, h("h1", {}, title), note, bars, list);
  const opened = new Map();
  const update = (parts) => {
    if (!parts.has("deadLetters") && !parts.has("all")) return;
    const letters = ctx.state.deadLetters;
    const reasons = Object.entries(letters.byReason ?? {}).sort((a, b) => b[1] - a[1]);
    const most = Math.max(...reasons.map(([, n]) => n), 1);
    put(note, `${counted(letters.total, "record")} could not be used. The job goes on; each is on topic dead-letters as it came.`);
    put(bars, reasons.map(([reason, n]) => h("li", {}, h("span", {}, reason), h("span", { class: "bar raw" }, h("span", { css: { width: `${(100 * n) / most}%` } })), h("span", { class: "number" }, count(n)))));
    const wanted = letters.latest.filter((l) => concerns(l, ctx.filters, l.time)).slice(0, 100);
    put(list, wanted.length ? wanted.map((l) => {
      const key = `${l.topic} ${l.partition} ${l.offset}`;
      if (!opened.has(key)) opened.set(key, entry(l));
      return opened.get(key);
    }) : empty(letters.total ? "None of the latest is as the filters ask." : "There are none."));
  };
  update(new Set(["all"]));
  return update;
}
