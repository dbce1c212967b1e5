// The words of a space on their two principal axes, and how they moved.
import { h, s, put, table, empty } from "../dom.js";
import { address } from "../filters.js";
import { ask } from "../store.js";
import { clock, number, percent, visible, brief } from "../text.js";
import { picture } from "./items.js";
import { open } from "../item.js";

export const title = "Words";

const SIZE = 460;

function prism(view, words, pick) {
  const all = [...words, ...(view.trail ?? []).flatMap((t) => t.words)].filter((w) => w.x !== null);
  const reach = 1.18 * Math.max(...all.flatMap((w) => [Math.abs(w.x), Math.abs(w.y)]), 1e-9);
  const at = (v) => (v / reach) * (SIZE / 2);
  const factors = [...new Set(words.map((w) => w.factor))];
  const most = Math.max(...words.map((w) => w.support), 1);
  const trails = words.map((word) => {
    const past = (view.trail ?? []).map((t) => t.words.find((w) => w.factor === word.factor && w.value === word.value)).filter((w) => w && w.x !== null);
    return past.length ? s("polyline", { class: `trail c${factors.indexOf(word.factor) % 6}`,
      points: [...past, word].map((w) => `${at(w.x).toFixed(1)},${(-at(w.y)).toFixed(1)}`).join(" ") }) : null;
  });
  return s("svg", { class: "prism", viewBox: `${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`, role: "img",
    "aria-label": `Words of ${view.space} on their principal axes; the table below holds the same` },
  s("line", { class: "axis", x1: -SIZE / 2, x2: SIZE / 2, y1: 0, y2: 0 }), s("line", { class: "axis", y1: -SIZE / 2, y2: SIZE / 2, x1: 0, x2: 0 }),
  trails,
  words.map((w) => {
    const right = at(w.x) > SIZE / 4;
    return s("g", { class: `word c${factors.indexOf(w.factor) % 6}${w.uncertain ? " uncertain" : ""}`,
      transform: `translate(${at(w.x).toFixed(1)} ${(-at(w.y)).toFixed(1)})`, onclick: () => pick(w) },
    s("title", {}, `${w.factor} ${w.value}: length ${number(w.length)}, support ${number(w.support)}, standard error ${number(w.standardError)}`),
    s("circle", { r: 4 + 5 * Math.sqrt(w.support / most) }),
    s("text", { x: right ? -12 : 12, y: 4, "text-anchor": right ? "end" : "start" }, brief(w.value, 22)));
  }));
}

export function mount(root, ctx) {
  const box = h("div");
  const nearest = h("div", { "aria-live": "polite" });
  put(root, h("h1", {}, title), h("p", { class: "lead" },
    "An ideal word is what a value adds to an embedding, whatever the other factors are. Near words are alike; long ones say much; hollow ones are uncertain."), box, nearest);
  let picked = null;
  async function pick(view, word) {
    picked = word;
    put(nearest, h("h2", {}, `Nearest to ${word.factor} ${word.value}`), h("p", { class: "note" }, "Asking …"));
    try {
      const near = await ask(`/api/nearest?${new URLSearchParams({ space: view.space, factor: word.factor, value: word.value, source: view.source })}`);
      if (picked !== word) return;
      put(nearest, h("h2", {}, `Nearest to ${word.factor} ${word.value}`),
        near.length ? h("div", { class: "thumbs" }, near.map((n) => h("figure", {},
          h("button", { type: "button", class: "face", "aria-label": `Details of ${visible(n.id)}`,
            onclick: () => open(ctx.state.items.find((i) => i.feed === n.feed && i.id === n.id) ?? { ...n, labels: {}, time: n.time }) }, picture(n, "")),
          h("figcaption", {}, number(n.score))))) : empty("No item at hand has a vector."));
    } catch (failure) {
      put(nearest, h("h2", {}, `Nearest to ${word.factor} ${word.value}`), empty(failure.message));
    }
  }
  const draw = () => {
    const names = Object.keys(ctx.state.words ?? {}).sort();
    const name = names.includes(ctx.filters.space) ? ctx.filters.space : names[0];
    if (!name) return put(box, empty("No words have been written yet."));
    const view = ctx.state.words[name];
    const words = view.words.filter((w) => w.x !== null && (!ctx.filters.factor || w.factor === ctx.filters.factor)
      && (!ctx.filters.value || w.value === ctx.filters.value)
      && (w.feed === "*" || !ctx.filters.feed || w.feed === ctx.filters.feed));
    return put(box,
      h("nav", { class: "tabs", "aria-label": "Spaces" }, names.map((n) => h("a", { href: address("words", { ...ctx.filters, space: n }), "aria-current": n === name ? "true" : null }, n))),
      h("p", { class: "note" }, `Version ${view.version} of source ${view.source}, as of ${clock(view.asOf)}.`
        + (view.frozen ? " Frozen." : "")
        + (view.axes?.explained ? ` The two axes show ${percent(view.axes.explained[0] + view.axes.explained[1])} of how far the words lie apart.` : "")),
      words.length ? h("div", { class: "prismbox" }, prism(view, words, (w) => pick(view, w)),
        table(`Words of ${name}`, ["value", "factor", "length", "support", "standard error", "certainty", "nearest items"],
          words.map((w) => [w.value + (w.feed === "*" ? "" : ` (${w.feed})`), w.factor, number(w.length), number(w.support),
            number(w.standardError), w.uncertain ? "uncertain" : "",
            h("button", { type: "button", class: "quiet", "aria-label": `show items nearest to ${w.value}`, onclick: () => pick(view, w) }, "show")])))
        : empty("No word is as the filters ask."));
  };
  draw();
  return (parts) => {
    if (parts.has("words") || parts.has("all")) draw();
  };
}
