// Elements made in code. Text is always a text node, so nothing that comes from a topic is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
    else if (name === "css") for (const [property, to] of Object.entries(value)) element.style.setProperty(property, to);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element; attributes that are null or false are left out, `on...` are listeners. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, as `h`. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Replaces what an element holds. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** What is shown in place of a list without entries. */
export function empty(...text) {
  return h("p", { class: "empty" }, ...text);
}

/** A table; a cell is text or a node, a number stands on the right. */
export function table(caption, head, rows) {
  const isNumber = (value) => typeof value === "number" || /^[-−+]?[\d,.]+( ?(%|s|ms|min|h|d))?$/.test(String(value));
  const known = (value) => value !== null && value !== undefined && value !== "–" && value !== "";
  const numeric = head.map((_, i) => {
    const values = rows.map((row) => (row.cells ?? row)[i]).filter(known);
    return i > 0 && values.length > 0 && values.every(isNumber);
  });
  const cell = (tag, value, i, attributes) => h(tag, { class: numeric[i] ? "number" : null, ...attributes }, value ?? "–");
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", {},
      h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, head.map((name, i) => cell("th", name, i, { scope: "col" })))),
      h("tbody", {}, rows.map((row) => h("tr", { class: row.mark ? "mark" : null }, (row.cells ?? row).map((value, i) =>
        i === 0 ? cell("th", value, i, { scope: "row" }) : cell("td", value, i)))))));
}

/**
 * Keeps the children of a list in step with keyed values: what stays is moved and not made anew, so that focus, selection and
 * pictures stay too.
 *
 * @param make node of a value
 * @param renew given a node and its value; called when the value is another object than before
 */
export function keyed(list, values, key, make, renew) {
  const nodes = list.nodes ?? (list.nodes = new Map());
  const wanted = new Set();
  let at = null;
  for (const value of values) {
    const name = key(value);
    if (wanted.has(name)) continue;
    wanted.add(name);
    let held = nodes.get(name);
    if (!held) {
      held = { node: make(value), value };
      nodes.set(name, held);
    } else if (held.value !== value) {
      held.value = value;
      renew(held.node, value);
    }
    const next = at ? at.nextSibling : list.firstChild;
    if (held.node !== next) list.insertBefore(held.node, next);
    at = held.node;
  }
  for (const [name, held] of nodes) {
    if (!wanted.has(name)) {
      held.node.remove();
      nodes.delete(name);
    }
  }
  return list;
}
