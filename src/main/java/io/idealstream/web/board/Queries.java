package io.idealstream.web.board;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Query;
import io.idealstream.wire.QueryChange;
import io.idealstream.wire.Status;
import io.idealstream.wire.TermText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Standing queries: what was asked, what became of it, and what was found. */
final class Queries {

  static final int MOST = 2000;
  static final int MOST_HITS = 12;

  private static final class Asked {
    private final Deque<Hit> latest = new ArrayDeque<>();
    private Query query;
    private Status status;
    private long hits;
  }

  private final Map<String, Asked> queries = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Items items;
  private long leftOut;

  Queries(Items items) {
    this.items = items;
  }

  void note(QueryChange change) {
    Asked asked = asked(change.id());
    if (asked != null) {
      asked.query = change.query();
    }
  }

  void note(Status status) {
    Asked asked = asked(status.id());
    if (asked != null) {
      asked.status = status;
    }
  }

  /** Counts a hit. */
  void counted(String query) {
    Asked asked = asked(query);
    if (asked != null) {
      asked.hits++;
    }
  }

  /** Shows a hit, which was counted. */
  void note(Hit hit) {
    Asked asked = asked(hit.query());
    if (asked != null) {
      asked.latest.addFirst(hit);
      if (asked.latest.size() > MOST_HITS) {
        asked.latest.removeLast();
      }
    }
  }

  private Asked asked(String id) {
    if (!queries.containsKey(id) && queries.size() >= MOST) {
      leftOut++;
      return null;
    }
    changed.add(id);
    return queries.computeIfAbsent(id, unseen -> new Asked());
  }

  /** Records of further queries that there was no room for. */
  long leftOut() {
    return leftOut;
  }

  List<Map<String, Object>> view() {
    List<String> newest = new ArrayList<>(queries.keySet());
    Collections.reverse(newest);
    return newest.stream().map(this::view).toList();
  }

  /** Queries that changed since the last call, some at a time. */
  List<Map<String, Object>> takeChanged(int most) {
    List<String> ids = changed.stream().limit(most).toList();
    ids.forEach(changed::remove);
    return ids.stream().map(this::view).toList();
  }

  private Map<String, Object> view(String id) {
    Asked asked = queries.get(id);
    Query query = asked.query;
    Status status = asked.status;
    return Fields.of(
        "id", id,
        "version", status == null ? null : (Long) status.version(),
        "text", query == null ? null : text(query),
        "state", status == null ? null : status.state().code(),
        "detail", status == null ? null : status.detail(),
        "threshold", query == null ? null : query.threshold(),
        "k", query == null ? null : query.k(),
        "removed", query == null,
        "hits", asked.hits,
        "latest", asked.latest.stream().map(this::view).toList());
  }

  private Map<String, Object> view(Hit hit) {
    ShownItem item = items.get(Keys.item(hit.feed(), hit.id()));
    return Fields.of(
        "feed", hit.feed(),
        "id", hit.id(),
        "score", hit.score(),
        "time", hit.time(),
        "picture", item == null ? null : item.picture());
  }

  /** What a query looks for, in one line. */
  private static String text(Query query) {
    List<String> parts = new ArrayList<>();
    if (query.text() != null) {
      parts.add(query.text());
    }
    if (query.plus() != null) {
      query.plus().forEach(term -> parts.add("+ " + TermText.of(term)));
    }
    if (query.minus() != null) {
      query.minus().forEach(term -> parts.add("- " + TermText.of(term)));
    }
    return Texts.cut(String.join(" ", parts), 500);
  }
}
