package io.idealstream.stream.match;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.decide.Matched;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.TrialName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What matching says of the items of one batch, for who decides about them; queries on trial have
 * no say.
 */
final class MatchedParts {

  private record Found(List<Hit> hits, Map<String, Long> open) {}

  private final Map<Embedded, Found> found = new IdentityHashMap<>();

  private Found of(Embedded item) {
    return found.computeIfAbsent(item, none -> new Found(new ArrayList<>(), new TreeMap<>()));
  }

  void hit(Embedded item, Hit hit) {
    if (!hit.isShadow()) {
      of(item).hits.add(hit);
    }
  }

  /**
   * An item is among the best of a query's window.
   *
   * @param end of the window, in milliseconds since 1970
   */
  void open(Embedded item, String query, long end) {
    if (!TrialName.isOne(query)) {
      of(item).open.put(query, end);
    }
  }

  ItemPart part(DueItem due) {
    Found of = found.get(due.item());
    return new ItemPart(
        due.item().item(),
        due.item().time(),
        ItemPart.Kind.MATCHED,
        of == null ? null : new Matched(of.hits, of.open).toBytes(),
        due.groups().getStartKeyGroup(),
        due.groups().getNumberOfKeyGroups());
  }

  /** A hit of a window that is closed. */
  static ItemPart later(Hit hit, long windowEnd) {
    return new ItemPart(
        Keys.item(hit.feed(), hit.id()),
        hit.time(),
        ItemPart.Kind.LATER,
        new Matched(List.of(hit), Map.of(hit.query(), windowEnd)).toBytes());
  }
}
