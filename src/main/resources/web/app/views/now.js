// How the job is doing, and how it was in the last quarter of an hour.
import { h, put, table, empty } from "../dom.js";
import { spark } from "../charts.js";
import { count, counted, millis, rate, seconds, brief } from "../text.js";

export const title = "Now";

/** It shows the job as a whole. */
export const unfiltered = true;

const TOPICS = [["images", "images"], ["captions", "captions"], ["labels", "labels"], ["hits", "hits"], ["decisions", "decisions"], ["words", "words"],
  ["quality", "quality"], ["drift", "drift"], ["feedback", "feedback"], ["deadLetters", "dead-letters"]];

const tiles = (now) => [
  ["Images", `${rate(now.rates?.images)} /s`, "images", "come in, over the last 10 s"],
  ["Labels", `${rate(now.rates?.labels)} /s`, "labels", "go out, over the last 10 s"],
  ["Lag", now.lag ? count(Object.values(now.lag).reduce((a, b) => a + b, 0)) : "–", "lag", "records that the job has still to read"],
  ["Latency, median", millis(now.latencyMillis?.p50), "p50", "from an image to its label, last minute"],
  ["Latency, 99 %", millis(now.latencyMillis?.p99), "p99", now.latencyMillis ? `of ${counted(now.latencyMillis.over, "label")}` : "no labels in the last minute"],
  ["Dead letters", count(now.counts?.deadLetters), "deadLetters", "records that could not be used"],
  ["Age of words", seconds(now.age?.wordsSeconds), "wordsAge", "since an estimate was written"],
  ["Age of checkpoint", seconds(now.age?.checkpointSeconds), "checkpointAge", "since the job committed its offsets"],
];

export function mount(root, ctx) {
  const grid = h("div", { class: "tiles" });
  const totals = h("div");
  const statuses = h("div");
  const problem = h("p", { class: "problem", role: "alert" });
  put(root, h("h1", {}, title), problem, grid, h("h2", {}, "Records"), totals, h("h2", {}, "News of the job"), statuses);
  const update = (parts) => {
    const { now, statuses: said } = ctx.state;
    if (parts.has("now") || parts.has("all")) {
      problem.textContent = now.problem ?? "";
      put(grid, tiles(now).map(([name, value, series, note]) =>
        h("section", { class: "tile" }, h("h2", {}, name), h("p", { class: "big" }, value),
          now.series?.[series] ? spark(now.series[series]) : null, h("p", { class: "note" }, note))),
        h("section", { class: "tile" }, h("h2", {}, "Model"), h("p", { class: "big code", title: now.model ?? "" }, brief(now.model ?? "–", 14)),
          h("p", { class: "note" }, "by which items are embedded")));
      put(totals, table("Records on each topic", ["topic", "read by this page", "still to read"],
        TOPICS.filter(([name]) => now.counts?.[name] !== undefined)
          .map(([name, topic]) => [topic, count(now.counts[name]), count(now.reading?.[topic] ?? now.reading?.[name] ?? 0)])),
        Object.values(now.leftOut ?? {}).some((n) => n > 0)
          ? h("p", { class: "note" }, "Counted, but too many to show: ", Object.entries(now.leftOut).filter(([, n]) => n > 0)
            .map(([what, n]) => `${what} ${count(n)}`).join(", "), ".") : null,
        now.dropped ? h("p", { class: "note" }, `${counted(now.dropped, "event was", "events were")} too many for this browser; the counts are whole.`) : null);
    }
    if (parts.has("statuses") || parts.has("all")) {
      put(statuses, said?.length
        ? table("News of the job", ["kind", "of", "version", "state", "what"],
          said.slice(0, 50).map((s) => ({ mark: s.state === "rejected" || s.state === "failed" || s.state === "lost",
            cells: [s.kind, brief(s.id, 50), s.version || "–", s.state, s.detail ?? ""] })))
        : empty("Nothing has been said on topic status."));
    }
  };
  update(new Set(["all"]));
  return update;
}
