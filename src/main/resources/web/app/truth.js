// Says what is true of an item, to topic feedback.
import { h, put } from "./dom.js";
import { write } from "./store.js";

export const reviewer = {
  get: () => localStorage.getItem("reviewer") ?? "",
  set: (name) => localStorage.setItem("reviewer", name),
};

/** The field for the reviewer's name, which goes with every answer. */
export const nameField = () => h("label", { class: "field" }, h("span", {}, "reviewer"),
  h("input", { value: reviewer.get(), maxlength: 100, autocomplete: "name", placeholder: "your name", oninput: (e) => reviewer.set(e.target.value.trim()) }));

export function send(item, values) {
  if (!reviewer.get()) return Promise.reject(new Error("Say who you are first: the name goes with the feedback."));
  return write("POST", "/api/feedback", { feed: item.feed, id: item.id, values, by: reviewer.get() });
}

/** The values that an item is labelled as, by factor, where there is one. */
export function labelled(item) {
  const values = {};
  for (const label of Object.values(item.labels)) {
    for (const [factor, answer] of Object.entries(label.factors)) if (answer.label && !answer.abstained) values[factor] = [answer.label];
  }
  return values;
}

/** A form with one choice for each factor of the spaces that label the item. */
export function truth(item, state) {
  if (!state.allowWrites) return h("p", { class: "note" }, "Feedback is off: this server was started without --allow-writes.");
  const factors = new Map(state.spaces.filter((s) => s.name in item.labels).flatMap((s) => s.factors).map((f) => [f.name, f]));
  if (!factors.size) return null;
  const said = h("p", { class: "note", role: "status" });
  const now = labelled(item);
  return h("form", { class: "truth", onsubmit: async (event) => {
    event.preventDefault();
    const values = {};
    for (const [name, value] of new FormData(event.target)) if (value) values[name] = [value];
    try {
      await send(item, values);
      put(said, "Sent to topic feedback.");
    } catch (failure) {
      put(said, failure.message);
    }
  } }, h("h3", {}, "What is true?"), nameField(),
    [...factors.values()].map((f) => h("label", { class: "field" }, h("span", {}, f.name),
      h("select", { name: f.name }, h("option", { value: "" }, "not said"),
        f.values.map((v) => h("option", { value: v, selected: now[f.name]?.[0] === v }, v))))),
    h("button", { type: "submit" }, "Send feedback"), said);
}
