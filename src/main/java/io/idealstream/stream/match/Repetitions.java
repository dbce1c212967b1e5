package io.idealstream.stream.match;

import io.idealstream.decision.Shown;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the queries that ask for distinct hits have shown lately, in order of arrival.
 *
 * <p>Which have changed is remembered until somebody has written them down.
 */
final class Repetitions {

  private static final int LAYOUT = 2;

  /** Without names. */
  private static final int OLDER_LAYOUT = 1;

  private final Map<String, Shown> shown = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  /** Whether a hit repeats one that its query has shown. */
  boolean repeats(Hit hit, float[] vector) {
    Shown before = shown.get(hit.query());
    return before != null && before.repeats(hit.time().toEpochMilli(), vector);
  }

  /**
   * Takes in a hit that is shown, or may be when its window closes.
   *
   * @param reached how far event time has come
   */
  void show(Hit hit, float[] vector, Distinct rule, long reached) {
    shown
        .computeIfAbsent(hit.query(), query -> nothing(rule))
        .show(
            new Shown.Item(Keys.item(hit.feed(), hit.id()), hit.time().toEpochMilli(), vector),
            reached);
    changed.add(hit.query());
  }

  private static Shown nothing(Distinct rule) {
    long within = rule.within().toMillis();
    return rule.similarity() == null
        ? Shown.withoutEqual(within)
        : Shown.withoutSimilar(within, rule.similarity());
  }

  void forget(String query) {
    if (shown.remove(query) != null) {
      changed.add(query);
    }
  }

  /** Forgets an item, whatever query has shown it; how often that was. */
  int forgetItem(String item) {
    int gone = 0;
    for (Map.Entry<String, Shown> each : shown.entrySet()) {
      int ofQuery = each.getValue().forget(item);
      if (ofQuery > 0) {
        changed.add(each.getKey());
      }
      gone += ofQuery;
    }
    return gone;
  }

  /** Queries that have changed since the last call. */
  Set<String> changed() {
    Set<String> since = Set.copyOf(changed);
    changed.clear();
    return since;
  }

  /** What a query has shown, as state; null where that is nothing. */
  byte[] toBytes(String query) {
    Shown known = shown.get(query);
    if (known == null) {
      return null;
    }
    FlatWriter out = new FlatWriter(LAYOUT).number(known.items().size());
    known.items().forEach(item -> out.text(item.name()).number(item.time()).floats(item.vector()));
    return out.toBytes();
  }

  void restore(String query, Distinct rule, byte[] bytes) {
    boolean named = FlatReader.layout(bytes) != OLDER_LAYOUT;
    FlatReader in = new FlatReader("what a query has shown", named ? LAYOUT : OLDER_LAYOUT, bytes);
    Shown known = nothing(rule);
    for (long left = in.number(); left > 0; left--) {
      String name = named ? in.text() : "";
      known.show(new Shown.Item(name, in.number(), in.floats()), Long.MIN_VALUE);
    }
    shown.put(query, known);
  }
}
