// The latest pictures: what plain prompts say beside what debiasing says.
import { h, keyed, put, empty } from "../dom.js";
import { matches } from "../filters.js";
import { brief, clock, count, counted, number, percent, visible } from "../text.js";
import { open } from "../item.js";

export const title = "Items";

/** An answer in words: the label, or why there is none. */
export const said = (answer) => (answer.abstained ? answer.abstained : answer.label ?? (answer.labels ?? []).join(", ")) || "none";

const none = () => h("div", { class: "nopicture", "aria-hidden": "true" }, "no picture");

/** A picture, or what stands for one that is not there, or there no more: the server keeps those of items on show. */
export const picture = (item, text) => (item.picture
  ? h("img", { src: item.picture, alt: text ?? `item ${visible(item.id)}`, loading: "lazy", decoding: "async", onerror: (e) => e.target.replaceWith(none()) })
  : none());

function answers(item, filters) {
  const rows = Object.entries(item.labels)
    .filter(([space]) => !filters.space || filters.space === space)
    .flatMap(([space, label]) => Object.entries(label.factors)
      .filter(([factor]) => !filters.factor || filters.factor === factor)
      .map(([factor, answer]) => h("li", { class: answer.differs ? "differs" : null },
        h("span", { class: "factor" }, factor, label.shadow ? h("small", {}, " on trial") : null),
        answer.differs ? h("span", { class: "raw" }, h("span", { class: "hidden" }, "plain prompts say "), answer.raw?.label ?? "–") : null,
        answer.differs ? h("span", { "aria-hidden": "true" }, "→") : null,
        h("span", { class: answer.abstained ? "label abstained" : "label" }, said(answer)),
        h("span", { class: "share" }, answer.probability === null || answer.probability === undefined ? "" : percent(answer.probability)))));
  return rows.length ? h("ul", { class: "answers" }, rows) : h("p", { class: "note" }, "no label yet");
}

function card(item, filters) {
  return h("article", { class: "card" },
    h("button", { type: "button", class: "face", onclick: () => open(item), "aria-label": `Details of ${visible(item.id)}` }, picture(item, "")),
    h("p", { class: "who" }, h("strong", { title: visible(item.id) }, brief(visible(item.id), 26)),
      h("span", {}, `${brief(visible(item.feed), 18)} · ${clock(item.time)}`)),
    item.caption ? h("p", { class: "caption", dir: "auto" }, brief(visible(item.caption), 120)) : null,
    answers(item, filters),
    item.hits?.length ? h("p", { class: "chips" }, item.hits.map((hit) => h("span", { class: "chip" }, `${brief(visible(hit.query), 20)} ${number(hit.score)}`))) : null);
}

export const differs = (item) => Object.values(item.labels).some((l) => Object.values(l.factors).some((a) => a.differs));

export function mount(root, ctx) {
  let only = false;
  let paused = null;
  const list = h("div", { class: "cards" });
  const note = h("p", { class: "note", role: "status" });
  const pause = h("button", { type: "button", "aria-pressed": "false", onclick: () => {
    paused = paused ? null : ctx.state.items;
    pause.setAttribute("aria-pressed", String(Boolean(paused)));
    pause.textContent = paused ? "Go on" : "Pause";
    draw();
  } }, "Pause");
  put(root, h("div", { class: "row" }, h("h1", {}, title), pause,
    h("label", { class: "check" }, h("input", { type: "checkbox", onchange: (e) => { only = e.target.checked; draw(); } }),
      " only where debiasing changes the label")), note, list);
  let drawn = null;
  const draw = () => {
    const all = paused ?? ctx.state.items;
    const answered = all.filter((item) => Object.keys(item.labels).length > 0);
    const items = answered.length ? answered : all;
    const shown = items.filter((item) => matches(item, ctx.filters) && (!only || differs(item))).slice(0, 120);
    if (drawn !== ctx.filters) keyed(list, [], (i) => i.id);
    drawn = ctx.filters;
    keyed(list, shown, (item) => JSON.stringify([item.feed, item.id]), (item) => card(item, ctx.filters),
      (node, item) => put(node, ...card(item, ctx.filters).childNodes));
    const changed = items.filter(differs).length;
    put(note, shown.length
      ? `The latest ${count(shown.length)} of ${counted(items.length, "item")} at hand${paused ? ", paused" : ""}; they are a sample of each feed. Debiasing changes a label of ${count(changed)} of them.`
        + (all.length > items.length ? ` ${counted(all.length - items.length, "other waits for its label", "others wait for their labels")}.` : "")
      : "");
    root.querySelector(":scope > .empty")?.remove();
    if (!shown.length) root.append(empty(items.length ? "No item at hand is as the filters ask." : "No items have come yet."));
  };
  draw();
  return (parts) => {
    if (parts.has("items") || parts.has("all")) draw();
  };
}
