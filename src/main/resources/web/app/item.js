// Everything about one item: why it got its labels, and a form that says what is true.
import { h, put, table, empty } from "./dom.js";
import { ask, get } from "./store.js";
import { brief, clock, number, percent, visible } from "./text.js";
import { picture, said } from "./views/items.js";
import { truth } from "./truth.js";

const dialog = document.getElementById("item");

function bars(factor, answer, values) {
  const raw = answer.raw?.probabilities ?? {};
  const debiased = answer.probabilities ?? {};
  const names = values ?? [...new Set([...Object.keys(raw), ...Object.keys(debiased)])];
  const bar = (kind, share) => h("span", { class: `bar ${kind}` }, h("span", { css: { width: `${100 * (share ?? 0)}%` } }));
  return h("table", { class: "bars" },
    h("caption", { class: "hidden" }, `Probabilities of the values of ${factor}`),
    h("thead", {}, h("tr", {}, ["value", "plain prompts", "", "debiased", ""].map((n) => h("th", { scope: "col" }, n)))),
    h("tbody", {}, names.map((name) => h("tr", { class: name === answer.label ? "mark" : null },
      h("th", { scope: "row" }, name), h("td", {}, bar("raw", raw[name])), h("td", { class: "number" }, percent(raw[name])),
      h("td", {}, bar("debiased", debiased[name])), h("td", { class: "number" }, percent(debiased[name]))))));
}

function reasons(label) {
  return Object.entries(label.factors).map(([factor, answer]) => h("section", {},
    h("h3", {}, `${label.space} / ${factor}: `, h("span", { class: answer.abstained ? "label abstained" : "label" }, said(answer))),
    bars(factor, answer),
    h("dl", { class: "facts" },
      [["method", answer.method], ["margin", number(answer.margin)], ["support", number(answer.support)],
        ["standard error", number(answer.standardError)], ["abstained", answer.abstained],
        ["possible values", answer.set?.join(", ")], ["space version", label.spaceVersion], ["words version", label.words],
        ["source of the words", label.source]]
        .filter(([, value]) => value !== null && value !== undefined && value !== "–")
        .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, String(value))))),
    answer.explanation ? contributions(answer.explanation) : null));
}

function contributions(explanation) {
  const rows = [];
  const walk = (path, value) => {
    if (typeof value === "number") rows.push([path, number(value)]);
    else if (value && typeof value === "object") for (const [name, inner] of Object.entries(value)) walk(path ? `${path} ${name}` : name, inner);
    else if (value !== null && value !== undefined) rows.push([path, String(value)]);
  };
  walk("", explanation);
  return h("details", {}, h("summary", {}, "What moved the answer"), table("What moved the answer", ["what", "by"], rows));
}

/** Shows an item. */
export async function open(item) {
  const body = h("div", { class: "reasons" }, h("p", { class: "note" }, "Reading …"));
  put(dialog,
    h("div", { class: "row" }, h("h2", { id: "item-title" }, brief(visible(item.id), 60)),
      h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Close")),
    h("div", { class: "detail" },
      h("div", {}, picture(item), h("p", { class: "note" }, `${visible(item.feed)} · ${clock(item.time)}`),
        item.caption ? h("p", { class: "caption", dir: "auto" }, visible(item.caption)) : null,
        truth(item, get())),
      body));
  if (!dialog.open) dialog.showModal();
  try {
    const whole = await ask(`/api/item?${new URLSearchParams({ feed: item.feed, id: item.id })}`);
    put(body, whole.labels?.length ? whole.labels.map(reasons) : empty("It has no label yet."),
      whole.hits?.length ? h("section", {}, h("h3", {}, "Hits"),
        table("Hits", ["query", "score", "rank"], whole.hits.map((hit) => [brief(visible(hit.query)), number(hit.score), hit.rank ?? "–"]))) : null,
      whole.feedback?.length ? h("section", {}, h("h3", {}, "Feedback"),
        table("Feedback", ["time", "by", "values"], whole.feedback.map((f) => [clock(f.time), visible(f.source ?? "–"), JSON.stringify(f.values)]))) : null);
  } catch (failure) {
    put(body, empty(failure.message));
  }
}

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
