// The view and its filters are in the address, so that a page can be kept and sent to others.
import { h, put } from "./dom.js";
import { feedName } from "./text.js";

const NAMES = ["feed", "space", "factor", "value", "from", "to"];

/** `#items?feed=cam-1&space=birds` */
export function read() {
  const [view, query] = location.hash.replace(/^#/, "").split("?");
  const given = new URLSearchParams(query ?? "");
  const filters = {};
  for (const name of NAMES) if (given.get(name)) filters[name] = given.get(name);
  return { view: view || "now", filters };
}

export function address(view, filters) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  return `#${view}${query ? `?${query}` : ""}`;
}

export function go(view, filters) {
  location.hash = address(view, filters);
}

const within = (iso, filters) =>
  (!filters.from || new Date(iso) >= new Date(filters.from)) && (!filters.to || new Date(iso) <= new Date(filters.to));

/** Whether an item is asked for: by its feed, its event time, and what it is labelled as. */
export function matches(item, filters) {
  if (filters.feed && item.feed !== filters.feed) return false;
  if (!within(item.time, filters)) return false;
  if (!filters.space && !filters.factor && !filters.value) return true;
  return Object.entries(item.labels).some(([space, label]) =>
    (!filters.space || space === filters.space)
    && Object.entries(label.factors).some(([factor, answer]) =>
      (!filters.factor || factor === filters.factor)
      && (!filters.value || shown(answer).includes(filters.value))));
}

/** The values that a card shows of an answer: those of a label that is withheld are none. */
const shown = (answer) => [answer.abstained ? null : answer.label, ...(answer.labels ?? []), answer.differs ? answer.raw?.label : null];

/** Whether something that has a space, a feed, a factor, a value or a time is asked for; what it lacks asks nothing of it. */
export function concerns(entry, filters, time) {
  return ["space", "feed", "factor", "value"].every((name) => !filters[name] || !entry[name] || entry[name] === filters[name])
    && (!time || within(time, filters));
}

/** The row of fields above every view. */
export function draw(form, state, current) {
  const { view, filters } = current;
  const spaces = state.spaces ?? [];
  const factors = spaces.filter((s) => !filters.space || s.name === filters.space).flatMap((s) => s.factors);
  const values = factors.filter((f) => !filters.factor || f.name === filters.factor).flatMap((f) => f.values);
  const options = {
    feed: (state.feeds ?? []).map((f) => [f, feedName(f)]),
    space: spaces.map((s) => [s.name, s.name]),
    factor: factors.map((f) => [f.name, f.name]),
    value: values.map((v) => [v, v]),
  };
  const signature = JSON.stringify([view, filters, options]);
  if (form.signature === signature) return;
  form.signature = signature;
  const focused = document.activeElement?.id;
  const select = (name, all) => h("label", { class: "field" }, h("span", {}, name),
    h("select", { id: `filter-${name}`, onchange: (e) => go(view, { ...filters, [name]: e.target.value }) },
      h("option", { value: "" }, "all"),
      [...new Map(all).entries()].map(([value, text]) => h("option", { value, selected: filters[name] === value }, text)),
      filters[name] && !all.some(([value]) => value === filters[name])
        ? h("option", { value: filters[name], selected: true }, `${filters[name]} (not here)`) : null));
  const time = (name) => h("label", { class: "field" }, h("span", {}, name),
    h("input", { id: `filter-${name}`, type: "datetime-local", step: 1, value: filters[name] ?? "",
      onchange: (e) => go(view, { ...filters, [name]: e.target.value }) }));
  const active = Object.keys(filters).length;
  const open = active > 0 || matchMedia("(min-width: 721px)").matches;
  put(form, h("details", { open }, h("summary", {}, active ? `Filters (${active})` : "Filters"),
    h("div", { class: "fields" }, Object.entries(options).map(([name, all]) => select(name, all)), time("from"), time("to"),
      active ? h("button", { type: "button", class: "quiet", onclick: () => go(view, {}) }, "Clear filters") : null)));
  form.onsubmit = (e) => e.preventDefault();
  if (focused?.startsWith("filter-")) document.getElementById(focused)?.focus();
}
