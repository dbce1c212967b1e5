package io.idealstream.cli.trial;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is compared.
 *
 * @param from Kafka timestamp of the first answers
 * @param to Kafka timestamp behind the last
 * @param differences of the two definitions
 */
public record Compared<D>(
    Defined<D> live, Defined<D> trial, Instant from, Instant to, List<String> differences) {

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("live", tree(live));
    tree.put("trial", tree(trial));
    tree.put("from", from.toString());
    tree.put("to", to.toString());
    tree.put("differences", differences);
    return tree;
  }

  private static Map<String, Object> tree(Defined<?> one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", one.name());
    tree.put("version", one.version());
    return tree;
  }

  void addTo(Columns columns) {
    columns.row("live", "%s, version %d".formatted(live.name(), live.version()));
    columns.row("on trial", "%s, version %d".formatted(trial.name(), trial.version()));
    columns.row("range", from + " to " + to);
    differences.forEach(difference -> columns.row("differs", difference));
  }
}
