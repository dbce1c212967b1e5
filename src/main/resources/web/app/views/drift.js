// What changed in a feed, since when, and what one can do about it.
import { h, put, empty } from "../dom.js";
import { lines } from "../charts.js";
import { concerns } from "../filters.js";
import { write } from "../store.js";
import { clock, feedName, number, visible, brief } from "../text.js";
import { nameField, reviewer } from "../truth.js";
import { open } from "../item.js";
import { picture } from "./items.js";

export const title = "Drift";

const name = (e) => (e.factor ? `${e.factor}${e.value ? `/${e.value}` : ""}` : "no name in this space");
const state = (e) => String(e.state).toLowerCase();

/** What stands between backquotes is a name. */
const sentence = (text) => visible(text).split("`").map((part, i) => (i % 2 ? h("code", {}, part) : part));

export function mount(root, ctx) {
  const charts = h("div", { class: "scores" });
  const list = h("div");
  const note = h("p", { class: "note", role: "status" });
  put(root, h("h1", {}, title), h("p", { class: "lead" },
    "Each line is a feed in a space. At 1 there is an alarm: what came is no longer what was normal."), charts,
  h("h2", {}, "Episodes"), ctx.state.allowWrites ? h("div", { class: "row" }, nameField(), h("label", { class: "field grow" }, h("span", {}, "reason"), h("input", { id: "why", maxlength: 300, placeholder: "goes with what you do" }))) : null,
  note, list);

  async function act(episode, what, extra = {}) {
    try {
      if (!reviewer.get()) throw new Error("Say who you are first: the name goes with the act.");
      await write("POST", "/api/controls", { act: what, space: episode.space, by: reviewer.get(),
        ...(episode.feed === "*" ? {} : { feed: episode.feed }), ...extra, reason: document.getElementById("why")?.value || undefined });
      put(note, `Sent to topic controls: ${what} of ${episode.space}, ${feedName(episode.feed)}. The news of the job say when it is in force.`);
    } catch (failure) {
      put(note, failure.message);
    }
  }

  const frozen = (e) => ctx.state.words?.[e.space]?.frozen;
  const card = (e) => h("article", { class: `episode ${state(e)}` },
    h("h3", {}, h("span", { class: `tag ${state(e)}` }, state(e)), ` ${e.space}, ${feedName(visible(e.feed))}: ${name(e)}`),
    h("p", {}, sentence(e.explanation)),
    h("p", { class: "note" }, `${e.signal} · began ${clock(e.since)}, detected ${clock(e.detected)} · score ${number(e.score)} of ${number(e.threshold)}`
      + (e.change ? ` · ${number(e.change.from)} → ${number(e.change.to)} ${e.change.unit ?? ""}` : "")),
    e.examples?.length ? h("div", { class: "thumbs" }, e.examples.slice(0, 8).map((id) => {
      const at = e.feed === "*" && id.includes("/") ? [id.slice(0, id.indexOf("/")), id.slice(id.indexOf("/") + 1)] : [e.feed, id];
      const item = ctx.state.items.find((i) => i.feed === at[0] && i.id === at[1]);
      return item ? h("button", { type: "button", class: "face", onclick: () => open(item), "aria-label": `Details of ${visible(id)}` }, picture(item, ""))
        : h("code", { class: "chip" }, brief(visible(id), 24));
    })) : null,
    ctx.state.allowWrites && state(e) !== "recovered" ? h("div", { class: "row" },
      h("button", { type: "button", onclick: () => act(e, "accept") }, "Accept as normal"),
      h("button", { type: "button", class: "quiet", onclick: () => act(e, "mute", { until: new Date(Date.now() + 3600e3).toISOString() }) }, "Mute for an hour"),
      frozen(e) ? h("button", { type: "button", class: "quiet", onclick: () => act(e, "unfreeze") }, "Unfreeze words")
        : h("button", { type: "button", class: "quiet", onclick: () => act(e, "freeze") }, "Freeze words"),
      h("button", { type: "button", class: "quiet", onclick: () => act(e, "rollback", { toTime: e.since }) }, `Roll words back to ${clock(e.since)}`)) : null);

  const held = new Map();
  const update = (parts) => {
    if (!parts.has("drift") && !parts.has("all")) return;
    const scores = ctx.state.drift.scores.filter((s) => concerns(s, ctx.filters) && s.score.some((v) => v !== null));
    const worst = scores.sort((a, b) => Math.max(...b.score.slice(-30)) - Math.max(...a.score.slice(-30))).slice(0, 12);
    const named = (s) => `${s.space}, ${feedName(s.feed)}${s.of === "labels" ? ": labels" : ""}`;
    const names = new Set(worst.map(named));
    for (const [key, node] of held) if (!names.has(key)) { node.remove(); held.delete(key); }
    for (const one of worst) {
      const key = named(one);
      if (!held.has(key)) {
        const line = lines(`Score of ${key}`, [{ label: "score", color: "--debiased", value: number }, { label: "threshold", color: "--bad", dash: [4, 4] }], { height: 120, legend: false, range: (u, low, high) => [0, Math.max(1.25, high ?? 0)] });
        const node = h("section", { class: "scorebox" }, h("h2", {}, key), line);
        node.show = (s) => line.show([s.at, s.score, s.at.map(() => 1)]);
        held.set(key, node);
        charts.append(node);
      }
      held.get(key).show(one);
    }
    charts.querySelector(":scope > .empty")?.remove();
    if (!worst.length) charts.append(empty("No feed has been watched for long enough: what is normal is still being gathered."));
    const episodes = ctx.state.drift.episodes.filter((e) => concerns(e, ctx.filters, e.detected));
    put(list, episodes.length ? episodes.slice(0, 60).map(card) : empty("Nothing has drifted."));
  };
  update(new Set(["all"]));
  return update;
}
