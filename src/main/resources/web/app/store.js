// What the server has told, kept whole; views read it and are called when a part of it is new.

const MOST = { items: 400, drift: 200, statuses: 500 };

const state = { ready: false, connected: false };
const listeners = new Set();
const dirty = new Set();
let scheduled = false;

/** Calls back with the names of the parts that changed, at most once a frame. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const get = () => state;

function changed(...parts) {
  parts.forEach((part) => dirty.add(part));
  if (scheduled) return;
  scheduled = true;
  // a hidden tab gets no frames, and is to hold no backlog either
  (document.hidden ? (call) => setTimeout(call, 500) : requestAnimationFrame)(() => {
    scheduled = false;
    const parts = new Set(dirty);
    dirty.clear();
    listeners.forEach((listener) => listener(parts, state));
  });
}

const itemKey = (item) => JSON.stringify([item.feed, item.id]);
const episodeKey = (e) => JSON.stringify([e.space, e.feed, e.signal, e.factor, e.value, e.since]);

/** New or renewed entries go first; what is beyond the bound goes. */
function upsert(list, entries, key, most) {
  const fresh = new Map(entries.map((entry) => [key(entry), entry]));
  const kept = [];
  for (const entry of list) {
    const name = key(entry);
    kept.push(fresh.has(name) ? fresh.get(name) : entry);
    fresh.delete(name);
  }
  return [...[...fresh.values()].reverse(), ...kept].slice(0, most);
}

const array = (data) => (Array.isArray(data) ? data : [data]);

const apply = {
  now(now) {
    const { series, ...rest } = now;
    const past = state.now?.series;
    if (past && series && !Array.isArray(series.at)) {
      if (past.at[past.at.length - 1] !== series.at) {
        for (const name of Object.keys(past)) {
          past[name].push(name in series ? series[name] : null);
          if (past[name].length > 181) past[name].shift();
        }
      } else {
        for (const name of Object.keys(past)) if (name in series) past[name][past[name].length - 1] = series[name];
      }
    }
    const dropped = now.dropped > (state.now?.dropped ?? 0);
    state.now = { ...rest, series: Array.isArray(series?.at) ? series : past };
    changed("now");
    if (dropped) load();
  },
  items(items) {
    state.items = upsert(state.items, array(items), itemKey, MOST.items);
    for (const item of array(items)) if (!state.feeds.includes(item.feed)) state.feeds = [...state.feeds, item.feed].sort();
    changed("items");
  },
  groups(group) {
    for (const one of array(group)) {
      state.groups = [...state.groups.filter((g) => g.space !== one.space || g.factor !== one.factor), one];
    }
    changed("groups");
  },
  words(view) {
    state.words = { ...state.words, [view.space]: view };
    changed("words");
  },
  drift(episode) {
    state.drift = { ...state.drift, episodes: upsert(state.drift.episodes, array(episode), episodeKey, MOST.drift) };
    changed("drift");
  },
  score(score) {
    for (const one of array(score)) {
      const others = state.drift.scores.filter((s) => s.space !== one.space || s.feed !== one.feed || s.of !== one.of);
      state.drift = { ...state.drift, scores: [...others, one] };
    }
    changed("drift");
  },
  query(query) {
    const byId = new Map(state.queries.map((q) => [q.id, q]));
    for (const one of array(query)) byId.set(one.id, one);
    state.queries = [...byId.values()];
    changed("queries");
  },
  /** Those that are new come; those that the server has let go of go. */
  decisions(fresh) {
    const byAt = new Map(state.decisions.latest.map((d) => [d.at, d]));
    for (const one of fresh.latest) byAt.set(one.at, one);
    const shown = new Set(fresh.shown);
    state.decisions = { ...fresh, latest: [...byAt.values()].filter((d) => shown.has(d.at)).sort((a, b) => b.at - a.at) };
    changed("decisions");
  },
  deadLetters(letters) {
    state.deadLetters = letters;
    changed("deadLetters");
  },
  status(status) {
    state.statuses = upsert(state.statuses, array(status), (s) => `${s.kind} ${s.id}`, MOST.statuses);
    changed("statuses");
  },
  space(space) {
    const byName = new Map(state.spaces.map((s) => [s.name, s]));
    for (const one of array(space)) one.removed ? byName.delete(one.name) : byName.set(one.name, one);
    state.spaces = [...byName.values()].sort((a, b) => a.name.localeCompare(b.name));
    changed("spaces");
  },
};

/** Fetches everything anew. */
export async function load() {
  const answer = await fetch("/api/state");
  if (!answer.ok) throw new Error(`${answer.status}`);
  const fresh = await answer.json();
  Object.assign(state, fresh, { ready: true });
  changed(...Object.keys(fresh), "all");
}

/** Hears of changes for as long as the page is open; comes back by itself after a break. */
export function listen() {
  const source = new EventSource("/api/events");
  let lost = false;
  source.onopen = () => {
    state.connected = true;
    changed("link");
    if (lost || !state.ready) load().catch(() => source.onerror());
    lost = false;
  };
  source.onerror = () => {
    state.connected = false;
    lost = true;
    changed("link");
  };
  for (const [name, renew] of Object.entries(apply)) {
    source.addEventListener(name, (event) => {
      if (state.ready) renew(JSON.parse(event.data));
    });
  }
}

/** Asks the server for something that changes nothing. */
export async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? undefined
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return result(answer);
}

/** Sends something that goes to a topic; gives what the server says, or throws its sentence. */
export async function write(method, path, body) {
  const answer = await fetch(path, {
    method, headers: { "Content-Type": "application/json", "X-Idealstream": "write" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return result(answer);
}

async function result(answer) {
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.problem ?? `the server answers ${answer.status}`);
  return said;
}
