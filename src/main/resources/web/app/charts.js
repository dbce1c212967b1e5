// Lines over time, by uPlot; colours are those of the page, so that they change with light and dark.
import { h, s } from "./dom.js";
import { clock } from "./text.js";

/** Charts of the view that is shown. */
const shown = new Set();

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown.forEach((chart) => chart.recolour()));

/** Lets go of all charts: their view is shown no more. */
export function end() {
  shown.forEach((chart) => chart.end());
  shown.clear();
}

const hours = (at) => clock(new Date(at * 1000).toISOString());
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Lines over time that are renewed with `.show([at, ...ys])`.
 *
 * @param label says what is shown, for who does not see it
 * @param lines [{label, color: "--raw", dash, value: text of a number}]
 */
export function lines(label, lines, { height = 150, range, unit, legend = true } = {}) {
  const box = h("div", { class: "chart", role: "img", "aria-label": label });
  let plot = null;
  let data = [[]];
  const make = () => {
    plot?.destroy();
    const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px system-ui" };
    plot = new uPlot({
      width: Math.max(120, box.clientWidth), height, data,
      scales: { y: { range: range ?? ((u, low, high) => [Math.min(0, low ?? 0), Math.max(high ?? 1, 1e-9) * 1.1]) } },
      axes: [{ ...axis, space: 70, values: (u, all) => all.map((at) => hours(at)) }, { ...axis, size: 46, space: 30, values: unit ? (u, all) => all.map(unit) : undefined }],
      cursor: { y: false, drag: { x: false, y: false } },
      legend: { show: legend, live: true },
      series: [{ label: "time", value: (u, at) => (at === null ? "–" : hours(at)) },
        ...lines.map((line) => ({
          label: line.label, stroke: colour(line.color), width: 1.75, dash: line.dash, points: { show: false }, spanGaps: true,
          value: (u, v) => (v === null || v === undefined ? "–" : line.value?.(v) ?? v.toFixed(3)),
        }))],
    }, data, box);
  };
  const fit = new ResizeObserver(() => {
    if (!box.clientWidth) return;
    if (plot) plot.setSize({ width: box.clientWidth, height });
    else make();
  });
  fit.observe(box);
  shown.add({
    recolour: () => plot && make(),
    end: () => {
      fit.disconnect();
      plot?.destroy();
    },
  });
  box.show = (fresh) => {
    data = fresh;
    plot?.setData(fresh);
  };
  return box;
}

/** A small line without axes: what a number was. */
export function spark(values, { width = 160, height = 34 } = {}) {
  const known = values.filter((v) => v !== null && v !== undefined);
  const high = Math.max(...known, 1e-9);
  const low = Math.min(...known, 0);
  const x = (i) => (values.length < 2 ? 0 : (i / (values.length - 1)) * (width - 2) + 1);
  const y = (v) => height - 2 - ((v - low) / (high - low || 1)) * (height - 4);
  let path = "";
  let gap = true;
  values.forEach((v, i) => {
    if (v === null || v === undefined) gap = true;
    else {
      path += `${gap ? "M" : "L"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      gap = false;
    }
  });
  return s("svg", { class: "spark", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    s("path", { d: path, fill: "none" }));
}
