// What policies decided of items, why, and by what.
import { h, keyed, put, table, empty } from "../dom.js";
import { ask } from "../store.js";
import { concerns } from "../filters.js";
import { brief, clock, count, counted, number, percent, visible } from "../text.js";
import { open } from "../item.js";
import { picture, said } from "./items.js";

export const title = "Decisions";

const action = (a) => (a ? visible(a.name) + (a.queue ? ` · queue ${visible(a.queue)}` : "") : "no action");
const tag = (text, strong) => h("span", { class: strong ? "tag started" : "tag" }, text);
const more = (n, one, several) => (n ? h("li", { class: "note" }, `and ${counted(n, one, several)}; the evidence names all`) : null);

const verdict = (v) => h("li", {}, h("strong", {}, visible(v.policy)), h("span", { class: "factor" }, `version ${v.version}`),
  tag(v.state, v.state === "failed"), v.shadow ? tag("shadow") : null,
  v.action ? h("span", {}, action(v.action)) : null, v.limitReached ? tag("limit reached", true) : null,
  v.problems ? h("span", { class: "factor" }, counted(v.problems, "problem")) : null);

const sampled = (s) => h("li", {}, h("strong", {}, visible(s.policy)), h("span", { class: "factor" }, `version ${s.version}`),
  tag("sampled"), s.shadow ? tag("shadow") : null, h("span", { class: "factor" }, `with probability ${percent(s.probability)}`));

const answer = (a) => (a.label ?? (a.labels ?? []).join(", ")) || "none";

function evidence(d) {
  const { labels, hits, hitsLeftOut, drifts, quality } = d.evidence;
  const counts = d.policies.flatMap((v) => Object.entries(v.counts ?? {}).map(([name, before]) => [visible(v.policy), visible(name), count(before)]));
  const problems = d.policies.flatMap((v) => v.problems.map((problem) => `${v.policy}: ${problem}`));
  const codes = d.reasons.map((r) => [visible(r.policy), visible(r.code ?? "–"), visible(r.text ?? "–")]);
  return [
    labels.length ? table("Labels, plain prompts beside debiased",
      ["space / factor", "plain prompts", "probability", "debiased", "probability", "space version", "words"],
      labels.flatMap((l) => Object.entries(l.factors).map(([factor, a]) => ({ mark: answer(a) !== answer(a.raw),
        cells: [`${visible(l.space)} / ${visible(factor)}`, answer(a.raw), percent(a.raw.probability), a.debiased ? said(a) : `${said(a)} (plain)`, percent(a.probability),
          count(l.spaceVersion), `${count(l.words)} of ${l.source}`] })))) : h("p", { class: "note" }, "It went by no label."),
    hits.length ? table("Hits", ["query", "version", "score"], hits.map((hit) => [brief(visible(hit.query), 60), count(hit.queryVersion), number(hit.score)]))
      : h("p", { class: "note" }, "It went by no hit."),
    hitsLeftOut ? h("p", { class: "note" }, `${counted(hitsLeftOut, "other hit")} had no room in the record.`) : null,
    drifts ? table("Drifts, as known at the item's time", ["space", "what drifts", "since"],
      drifts.map((one) => [visible(one.space), visible([one.signal, one.factor, one.value].filter(Boolean).join(" ")), clock(one.since)])) : null,
    quality ? table("How often labels were right, as known at the item's time", ["space / factor", "worst group", "plain prompts", "debiased", "items with feedback"],
      quality.map((one) => [`${visible(one.space)} / ${visible(one.factor)}`, visible(one.debiased.worstGroup ?? "–"), percent(one.raw.worst), percent(one.debiased.worst), number(one.items)])) : null,
    counts.length ? table("Counted before the item", ["policy", "count", "items"], counts) : null,
    table("Policies", ["policy", "version", "said", "action", "limit", "firings before", "ends"], d.policies.map((v) => [visible(v.policy), count(v.version),
      v.state + (v.shadow ? " (shadow)" : ""), v.action ? action(v.action) : "–", v.limit ? `${visible(v.limit.key)}: ${v.limit.reached ? "reached" : "not reached"}` : "–",
      v.limit ? `${v.limit.reached ? "at least " : ""}${count(v.limit.earlier)}` : "–", v.expires ? clock(v.expires) : "–"])),
    codes.length ? table("Reasons", ["policy", "code", "text"], codes) : null,
    problems.length ? [h("h4", {}, "Problems"), h("ul", {}, problems.map((problem) => h("li", {}, visible(problem))))] : null,
    d.attributes ? h("dl", { class: "facts" }, Object.entries(d.attributes)
      .map(([name, value]) => h("div", {}, h("dt", {}, visible(name)), h("dd", {}, visible(value))))) : null,
    h("p", { class: "note" }, "Asked again, part by part"),
    h("pre", { tabindex: 0 }, `./idealstream policy explain '${visible(d.id).replaceAll("'", "'\\''")}' --feed '${visible(d.feed).replaceAll("'", "'\\''")}'`),
  ];
}

/** Asked for when it is opened, and kept while its decision is on show. */
function details(d) {
  const body = h("div");
  const node = h("details", {}, h("summary", {}, "Evidence", h("span", { class: "hidden" }, ` of the decision about ${visible(d.id)}`)), body);
  let asked = false;
  node.addEventListener("toggle", async () => {
    if (!node.open || asked) return;
    asked = true;
    put(body, h("p", { class: "note" }, "Reading …"));
    try {
      put(body, evidence(await ask(`/api/decision?${new URLSearchParams({ at: d.at, feed: d.feed, id: d.id })}`)));
    } catch (failure) {
      asked = false;
      put(body, empty(failure.message));
    }
  });
  return node;
}

function parts(ctx, d, proof) {
  const item = ctx.state.items.find((i) => i.feed === d.feed && i.id === d.id);
  return [
    h("button", { type: "button", class: "face", "aria-label": `Details of ${visible(d.id)}`, onclick: () => open(item ?? { ...d, labels: {} }) }, picture(d, "")),
    h("div", {},
      h("h3", {}, action(d.action), d.shadow ? tag("shadow") : null, d.revises ? tag(`revises ${d.revises}`) : null,
        d.policies.some((v) => v.limitReached) ? tag("limit reached", true) : null),
      h("p", { class: "who" }, h("strong", {}, brief(visible(d.id), 60)),
        h("span", {}, `${brief(visible(d.feed), 40)} · ${clock(d.time)} · decision ${d.number}${d.automated ? "" : " · a person had a part in it"}`)),
      d.caption ? h("p", { class: "caption", dir: "auto" }, brief(visible(d.caption), 160)) : null,
      d.reasons.map((r) => h("p", { class: "reason", dir: "auto" }, visible(r.text))),
      h("ul", { class: "answers" }, d.policies.map(verdict), more(d.policiesLeftOut, "other policy", "other policies"), d.sampled.map(sampled), more(d.sampledLeftOut, "other sample")),
      proof),
  ];
}

function card(ctx, d) {
  const proof = details(d);
  const node = h("article", { class: "decision" }, parts(ctx, d, proof));
  node.renew = (fresh) => put(node, parts(ctx, fresh, proof)); // what is open stays open
  return node;
}

function totals(all) {
  const actions = [...all.actions.map((a) => [action(a), a.decisions]),
    ...[["other actions", all.otherActions], ["no action", all.withoutAction]].filter(([, n]) => n)].sort((a, b) => b[1] - a[1]);
  const most = Math.max(...actions.map(([, n]) => n), 1);
  return [
    h("h2", {}, "By action"),
    h("ul", { class: "reasonlist" }, actions.map(([name, n]) => h("li", {}, h("span", {}, name),
      h("span", { class: "bar" }, h("span", { css: { width: `${(100 * n) / most}%` } })), h("span", { class: "number" }, count(n))))),
    h("h2", {}, "By policy"),
    table("Decisions by policy", ["policy", "fired", "fired as a shadow", "held back", "failed", "sampled"],
      all.policies.map((p) => [visible(p.policy), count(p.fired), count(p.shadow), count(p.heldBack), count(p.failed), count(p.sampled)])),
  ];
}

export function mount(root, ctx) {
  let paused = null;
  const note = h("p", { class: "note" });
  const none = h("div");
  const sums = h("div");
  const shown = h("p", { class: "note" });
  const list = h("div", { class: "decisions" });
  const pause = h("button", { type: "button", "aria-pressed": "false", onclick: () => {
    paused = paused ? null : ctx.state.decisions;
    pause.setAttribute("aria-pressed", String(Boolean(paused)));
    pause.textContent = paused ? "Go on" : "Pause";
    draw();
  } }, "Pause");
  put(root, h("div", { class: "row" }, h("h1", {}, title), pause), note, none, sums, h("h2", {}, "The latest"), shown, list);
  function draw() {
    const all = paused ?? ctx.state.decisions;
    put(note, `${counted(all.total, "decision")}, of all feeds`
      + (all.revisions ? `; ${count(all.revisions)} of them take the place of an earlier one about the same item` : "")
      + (all.shadows ? `; ${count(all.shadows)} are by policies alone that are a shadow, and count for nothing` : "")
      + `. ${counted(all.policiesInForce, "policy is", "policies are")} in force.`);
    put(none, all.policiesInForce ? null : empty("No policy is in force, so that nothing is decided; one is published by ", h("code", {}, "./idealstream publish policies FILE"), "."));
    put(sums, all.total ? totals(all) : null);
    const wanted = all.latest.filter((d) => concerns(d, ctx.filters, d.time));
    put(shown, wanted.length ? `${count(wanted.length)}${wanted.length < all.latest.length ? ` of ${count(all.latest.length)}` : ""} shown${paused ? ", paused" : ""}. `
      + (all.total > all.latest.length ? `The page keeps the newest ${count(all.most)} at most; ${counted(all.total - all.latest.length, "older one is", "older ones are")} on topic decisions alone.` : "No older ones have been left out.") : "");
    keyed(list, wanted, (d) => JSON.stringify([d.at, d.feed, d.id, d.number]), (d) => card(ctx, d), (node, d) => node.renew(d));
    list.querySelector(":scope > .empty")?.remove();
    if (!wanted.length) list.append(empty(all.latest.length ? "None of the latest is as the filters ask." : "No decision has come."));
  }
  draw();
  return (parts) => {
    if (parts.has("decisions") || parts.has("all")) draw();
  };
}
