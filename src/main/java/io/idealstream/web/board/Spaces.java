package io.idealstream.web.board;

import io.idealstream.wire.SpaceChange;
import io.idealstream.wire.Status;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The spaces of topic {@code spaces}, and what became of them. */
final class Spaces {

  static final int MOST = 500;

  /** Values of a factor that are listed. */
  private static final int MOST_VALUES = 200;

  private final Map<String, SpaceDefinition> definitions = new LinkedHashMap<>();
  private final Map<String, Status> statuses = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private long leftOut;

  void note(SpaceChange change) {
    String name = change.space();
    if (change.definition() == null) {
      definitions.remove(name);
    } else if (definitions.containsKey(name) || definitions.size() < MOST) {
      definitions.put(name, change.definition());
    } else {
      leftOut++;
    }
    changed.add(name);
  }

  void note(Status status) {
    if (statuses.containsKey(status.id()) || statuses.size() < MOST) {
      statuses.put(status.id(), status);
      changed.add(status.id());
    }
  }

  /** The definition of a space; null without one. */
  SpaceDefinition get(String space) {
    return definitions.get(space);
  }

  /** Definitions of further spaces that there was no room for. */
  long leftOut() {
    return leftOut;
  }

  List<Map<String, Object>> view() {
    return definitions.values().stream().map(this::view).toList();
  }

  /** Spaces that changed since the last call. */
  List<Map<String, Object>> takeChanged() {
    List<Map<String, Object>> views =
        changed.stream()
            .map(
                space ->
                    definitions.containsKey(space)
                        ? view(definitions.get(space))
                        : Fields.of("name", space, "removed", true))
            .toList();
    changed.clear();
    return views;
  }

  private Map<String, Object> view(SpaceDefinition space) {
    Status status = statuses.get(space.space());
    return Fields.of(
        "name", space.space(),
        "version", status == null ? null : (Long) status.version(),
        "state", status == null ? null : status.state().code(),
        "detail", status == null ? null : status.detail(),
        "method", space.method().code(),
        "shadow", space.shadow(),
        "factors",
            space.factors().entrySet().stream()
                .map(factor -> view(factor.getKey(), factor.getValue()))
                .toList());
  }

  private static Map<String, Object> view(String name, FactorDefinition factor) {
    return Fields.of(
        "name", name,
        "role", factor.role().code(),
        "kind", factor.kind().code(),
        "values", factor.values().keySet().stream().limit(MOST_VALUES).toList(),
        "valuesLeftOut", (long) Math.max(0, factor.values().size() - MOST_VALUES));
  }
}
