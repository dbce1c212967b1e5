// Standing queries and what they hit, and a form that tries a new one on the items at hand.
import { h, put, keyed, empty } from "../dom.js";
import { ask, write } from "../store.js";
import { brief, count, counted, number, visible } from "../text.js";
import { picture } from "./items.js";
import { open } from "../item.js";

export const title = "Queries";

/** The first question opens the model, and pictures are embedded one after the other. */
const TURNS = 30;
const PAUSE_MILLIS = 2000;

const thumb = (ctx, hit) => h("figure", {},
  h("button", { type: "button", class: "face", "aria-label": `Details of ${visible(hit.id)}`,
    onclick: () => open(ctx.state.items.find((i) => i.feed === hit.feed && i.id === hit.id) ?? { ...hit, labels: {} }) }, picture(hit, "")),
  h("figcaption", {}, number(hit.score)));

function card(ctx, query) {
  return h("article", { class: "query" },
    h("h3", {}, brief(visible(query.id), 60), query.removed ? h("span", { class: "tag" }, "removed") : query.state && query.state !== "active" ? h("span", { class: "tag" }, query.state) : null),
    h("p", { class: "note" }, [query.text ? `“${brief(visible(query.text), 100)}”` : "composed",
      query.threshold !== null && query.threshold !== undefined ? `at least ${number(query.threshold)}` : query.k ? `the best ${query.k} of a window` : null,
      counted(query.hits, "hit"), `version ${query.version}`].filter(Boolean).join(" · ")),
    query.detail && query.state !== "active" ? h("p", { class: "note" }, visible(query.detail)) : null,
    query.latest?.length ? h("div", { class: "thumbs" }, query.latest.map((hit) => thumb(ctx, hit))) : empty("No hit yet."));
}

/** One term of a composition; gives it as the topic's record has it. */
function termRow(sign, remove) {
  const kind = h("select", { "aria-label": "kind of term" }, ["text", "word", "concept"].map((k) => h("option", { value: k }, k)));
  const what = h("input", { "aria-label": "term", placeholder: "a photo of water", required: true });
  const weight = h("input", { "aria-label": "weight", type: "number", step: "0.1", value: "1", class: "narrow" });
  kind.addEventListener("change", () => { what.placeholder = { text: "a photo of water", word: "birds/place/water", concept: "name" }[kind.value]; });
  const row = h("div", { class: "row term" }, h("span", { class: "sign" }, sign === "plus" ? "+" : "−"), kind, what, weight,
    h("button", { type: "button", class: "quiet", "aria-label": "Remove this term", onclick: () => { row.remove(); remove(); } }, "×"));
  row.sign = sign;
  row.term = () => ({ [kind.value]: what.value.trim(), weight: Number(weight.value) });
  return row;
}

export function mount(root, ctx) {
  const terms = h("div");
  const shown = h("div", { "aria-live": "polite" });
  const text = h("input", { id: "try-text", placeholder: "a photo of a duck on water" });
  const threshold = h("input", { type: "number", step: "0.01", min: -1, max: 1, class: "narrow", placeholder: "none" });
  const id = h("input", { placeholder: "name of the query", pattern: "[A-Za-z0-9._\\-]+", maxlength: 100 });
  const note = h("p", { class: "note", role: "status" });
  const composed = () => {
    const rows = [...terms.children].filter((row) => row.term);
    const of = (sign) => rows.filter((row) => row.sign === sign).map((row) => row.term());
    return { text: text.value.trim() || null, plus: of("plus"), minus: of("minus"),
      threshold: threshold.value === "" ? null : Number(threshold.value) };
  };
  let last = null;
  let asked = 0;
  /** Asks, and asks again while items are still being embedded for the first question. */
  async function trial() {
    const mine = ++asked;
    put(note, "Scoring the items at hand …");
    for (let turn = 0; turn < TURNS && mine === asked && root.isConnected; turn++) {
      try {
        last = await ask("/api/try", composed());
      } catch (failure) {
        put(note, failure.message);
        put(shown);
        return;
      }
      if (mine !== asked) return;
      put(note, last.problem ?? `${counted(last.scored, "item")} scored` + (last.without ? `, ${counted(last.without, "has", "have")} no vector yet` : ""));
      show();
      if (last.problem || !last.without || last.scored > last.without) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
    }
  }
  function show() {
    if (!last?.hits) return;
    const { histogram } = last;
    const floor = threshold.value === "" ? null : Number(threshold.value);
    const most = Math.max(...(histogram?.counts ?? [1]), 1);
    const above = histogram && floor !== null
      ? histogram.counts.reduce((sum, n, i) => sum + (histogram.from + (i + 0.5) * histogram.step >= floor ? n : 0), 0) : null;
    put(shown,
      histogram?.counts?.length ? h("figure", { class: "histogram" },
        h("div", { class: "columns", role: "img", "aria-label": "How many items have which score" },
          histogram.counts.map((n, i) => {
            const from = histogram.from + i * histogram.step;
            return h("button", { type: "button", tabindex: -1, title: `${n} items from ${from.toFixed(3)}`, class: floor !== null && from + histogram.step / 2 >= floor ? "in" : null,
              css: { height: `${Math.max(2, (100 * n) / most)}%` }, onclick: () => { threshold.value = from.toFixed(3); show(); } });
          })),
        h("figcaption", {}, `Scores from ${histogram.from.toFixed(3)} to ${(histogram.from + histogram.step * histogram.counts.length).toFixed(3)}. `
          + (floor === null ? "Click a column to set the threshold there." : `About ${count(above)} of ${count(last.scored)} reach ${floor}.`))) : null,
      h("div", { class: "thumbs" }, last.hits.map((hit) => h("div", { class: floor !== null && hit.score < floor ? "below" : null }, thumb(ctx, hit)))));
  }
  threshold.addEventListener("input", show);
  async function add() {
    try {
      if (!id.value || !id.checkValidity()) throw new Error("A query needs a name of letters, digits, dots, dashes and underscores.");
      const { text: words, plus, minus, threshold: floor } = composed();
      if (floor === null) throw new Error("A standing query needs a threshold.");
      const query = { id: id.value, threshold: floor, ...(words ? { text: words } : {}), ...(plus.length ? { plus } : {}), ...(minus.length ? { minus } : {}) };
      await write("POST", "/api/queries", query);
      put(note, `Sent to topic queries. It is below once the job has put it in force.`);
    } catch (failure) {
      put(note, failure.message);
    }
  }
  const list = h("div", { class: "queries" });
  put(root, h("h1", {}, title),
    h("form", { class: "try", onsubmit: (e) => { e.preventDefault(); trial(); } }, h("h2", {}, "Try a query on the items at hand"),
      h("label", { class: "field grow" }, h("span", {}, "text"), text), terms,
      h("div", { class: "row" },
        h("button", { type: "button", class: "quiet", onclick: () => terms.append(termRow("plus", () => {})) }, "+ add a term"),
        h("button", { type: "button", class: "quiet", onclick: () => terms.append(termRow("minus", () => {})) }, "− take a term away"),
        h("label", { class: "field" }, h("span", {}, "threshold"), threshold),
        h("button", { type: "submit" }, "Try"),
        ctx.state.allowWrites ? [h("label", { class: "field" }, h("span", {}, "name"), id), h("button", { type: "button", class: "quiet", onclick: add }, "Add as standing query")] : null),
      note, shown),
    h("h2", {}, "Standing queries"), list);
  const update = (parts) => {
    if (!parts.has("queries") && !parts.has("all")) return;
    const all = [...(ctx.state.queries ?? [])].sort((a, b) => b.hits - a.hits || a.id.localeCompare(b.id));
    keyed(list, all.slice(0, 100), (q) => q.id, (q) => card(ctx, q), (node, q) => put(node, ...card(ctx, q).childNodes));
    list.querySelector(":scope > .empty, :scope > .more")?.remove();
    if (!all.length) list.append(empty("No query stands. ./idealstream query add adds one."));
    else if (all.length > 100) list.append(h("p", { class: "note more" }, `and ${counted(all.length - 100, "other")} with fewer hits`));
  };
  update(new Set(["all"]));
  return update;
}
