// Who suffers: how often labels are right in each group, by feedback, plain against debiased.
import { h, put, empty } from "../dom.js";
import { lines } from "../charts.js";
import { concerns } from "../filters.js";
import { clock, counted, percent } from "../text.js";

export const title = "Groups";

const share = (v) => percent(v);

function section(group) {
  const chart = lines(`Accuracy of ${group.space} ${group.factor} over time`, [
    { label: "worst group, debiased", color: "--debiased", value: share },
    { label: "worst group, plain", color: "--raw", value: share },
    { label: "average, debiased", color: "--debiased", dash: [5, 4], value: share },
    { label: "average, plain", color: "--raw", dash: [5, 4], value: share },
  ], { height: 200, range: [0, 1.02], unit: (v) => `${Math.round(100 * v)} %` });
  const facts = h("div");
  const node = h("section", {}, h("h2", {}, `${group.space} / ${group.factor}`), facts, chart);
  node.show = (g) => {
    const known = (v) => v !== null && v !== undefined;
    const gap = (scores) => (known(scores?.average) && known(scores?.worst) ? scores.average - scores.worst : null);
    put(facts,
      h("p", { class: "note" }, `By feedback about ${counted(g.items, "item")} up to ${clock(g.asOf)}.`
        + (g.abstained ? ` Labels are withheld of ${percent(g.abstained)}.` : "")
        + (known(g.calibration?.ece) ? ` Expected calibration error ${percent(g.calibration.ece)}.` : "")),
      h("div", { class: "tiles small" },
        [["Worst group", g.raw?.worst, g.debiased?.worst, g.raw?.worstGroup, g.debiased?.worstGroup],
          ["Average", g.raw?.average, g.debiased?.average], ["Gap", gap(g.raw), gap(g.debiased)]]
          .map(([name, raw, debiased, rawGroup, group]) => h("section", { class: "tile" }, h("h3", {}, name),
            h("p", { class: "big" }, percent(debiased)), group ? h("p", { class: "note" }, group) : null,
            h("p", { class: "note" }, `plain prompts: ${percent(raw)}${rawGroup ? `, ${rawGroup}` : ""}`)))));
    if (g.series?.at?.length) chart.show([g.series.at, g.series.worst, g.series.rawWorst, g.series.average, g.series.rawAverage]);
  };
  node.show(group);
  return node;
}

export function mount(root, ctx) {
  const list = h("div");
  const held = new Map();
  put(root, h("h1", {}, title), h("p", { class: "lead" },
    "A group is the items that feedback says are of one combination of values. The worst group is the one that is labelled correctly least often."), list);
  const update = (parts) => {
    if (!parts.has("groups") && !parts.has("all")) return;
    const wanted = (ctx.state.groups ?? []).filter((g) => g.factor && concerns(g, ctx.filters));
    for (const g of wanted) {
      const name = `${g.space}/${g.factor}`;
      if (held.has(name)) held.get(name).show(g);
      else {
        const node = section(g);
        held.set(name, node);
        list.append(node);
      }
    }
    list.querySelector(":scope > .empty")?.remove();
    if (!wanted.length) list.append(empty("No feedback has come about labels: accuracy is known once some has."));
  };
  update(new Set(["all"]));
  return update;
}
