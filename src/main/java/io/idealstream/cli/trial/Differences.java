package io.idealstream.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Query;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** In what two definitions differ, a line for each field: {@code method: unset -> plain}. */
public final class Differences {

  private static final String UNSET = "unset";

  private final List<String> lines = new ArrayList<>();

  private Differences() {}

  /** From one space to another, whatever their names are and whether they are on trial. */
  public static List<String> of(SpaceDefinition live, SpaceDefinition trial) {
    return between(SpaceTree.of(live.named("", false)), SpaceTree.of(trial.named("", false)));
  }

  /** From one query to another, whatever their ids are. */
  public static List<String> of(Query live, Query trial) {
    return between(tree(live.named("-")), tree(trial.named("-")));
  }

  private static Map<String, Object> tree(Query query) {
    try {
      return Json.object(Topic.QUERIES.encode(query, Encoding.JSON));
    } catch (Unreadable impossible) {
      throw new IllegalStateException(
          new String(Topic.QUERIES.encode(query, Encoding.JSON), UTF_8), impossible);
    }
  }

  private static List<String> between(Map<?, ?> before, Map<?, ?> after) {
    Differences differences = new Differences();
    differences.compare("", before, after);
    return differences.lines;
  }

  private void compare(String path, Object before, Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
      TreeSet<String> names = new TreeSet<>();
      one.keySet().forEach(name -> names.add((String) name));
      other.keySet().forEach(name -> names.add((String) name));
      String begin = path.isEmpty() ? "" : path + ".";
      names.forEach(name -> compare(begin + name, one.get(name), other.get(name)));
    } else {
      lines.add("%s: %s -> %s".formatted(path, text(before), text(after)));
    }
  }

  private static String text(Object value) {
    return value == null ? UNSET : value instanceof String text ? text : Json.text(value);
  }
}
