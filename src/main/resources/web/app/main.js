// The page: one view at a time, by the address.
import { h, put, empty } from "./dom.js";
import { get, listen, load, subscribe } from "./store.js";
import * as charts from "./charts.js";
import * as filters from "./filters.js";
import { count } from "./text.js";
import * as now from "./views/now.js";
import * as items from "./views/items.js";
import * as review from "./views/review.js";
import * as groups from "./views/groups.js";
import * as words from "./views/words.js";
import * as drift from "./views/drift.js";
import * as queries from "./views/queries.js";
import * as decisions from "./views/decisions.js";
import * as letters from "./views/letters.js";

const VIEWS = { now, items, review, groups, words, drift, queries, decisions, letters };

const content = document.getElementById("content");
const form = document.getElementById("filters");
const nav = document.getElementById("views");
const link = document.getElementById("link");
let shown = null;

const badges = (state) => ({
  drift: state.drift?.episodes.filter((e) => String(e.state).toLowerCase() !== "recovered").length,
  letters: state.deadLetters?.total,
});

function drawNav(state, view, kept) {
  const marks = badges(state);
  const signature = JSON.stringify([view, kept, marks]);
  if (nav.signature === signature) return;
  nav.signature = signature;
  put(nav, Object.entries(VIEWS).map(([name, { title }]) =>
    h("a", { href: filters.address(name, kept), "aria-current": name === view ? "page" : null }, title,
      marks[name] ? h("span", { class: `badge ${name}` }, count(marks[name])) : null)));
}

function drawLink(state) {
  put(link, h("span", { class: state.connected ? "dot live" : "dot" }), state.connected ? "live" : "not connected, trying again");
}

function show() {
  const state = get();
  if (!state.ready) return;
  const current = filters.read();
  const view = VIEWS[current.view] ?? now;
  const name = VIEWS[current.view] ? current.view : "now";
  shown?.update.end?.();
  charts.end();
  const root = h("div", { class: `view-${name}` });
  put(content, root);
  shown = { name, update: view.mount(root, { state, filters: current.filters }) };
  document.title = `${view.title} · ${state.title ?? "idealstream"}`;
  drawNav(state, name, current.filters);
  drawFilters(state, current.filters);
}

function drawFilters(state, given) {
  form.hidden = Boolean(VIEWS[shown.name].unfiltered);
  if (!form.hidden && !form.contains(document.activeElement)) filters.draw(form, state, { view: shown.name, filters: given });
}

subscribe((parts, state) => {
  drawLink(state);
  if (!state.ready) return;
  const current = filters.read();
  if (parts.has("all")) document.getElementById("prefix").textContent = state.prefix ?? "";
  if (!shown) show();
  else shown.update(parts);
  if (["all", "spaces", "items", "drift", "deadLetters"].some((part) => parts.has(part))) {
    drawNav(state, shown.name, current.filters);
    drawFilters(state, current.filters);
  }
});

addEventListener("hashchange", show);
load().catch((failure) => put(content, empty(`The server does not answer: ${failure.message}`)));
listen();
