package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Advice;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The space that was measured, with the method that the measurement advises, ready to run. */
final class ChosenSpace {

  private ChosenSpace() {}

  /**
   * The space as JSON, which is YAML too; empty where nothing is advised, or each factor something
   * else.
   */
  static Optional<String> of(Measurement measured) {
    return method(measured)
        .flatMap(method -> measured.space().map(space -> Json.text(with(space, method))));
  }

  /** The one method that is advised for all factors. */
  static Optional<String> method(Measurement measured) {
    Set<String> methods =
        measured.tables().groups().stream()
            .flatMap(groups -> groups.advice().stream())
            .map(Advice::row)
            .map(row -> row.method())
            .collect(Collectors.toSet());
    return methods.size() == 1 ? Optional.of(methods.iterator().next()) : Optional.empty();
  }

  /** That no space can be written, since factors are advised different methods. */
  static Optional<String> disagreement(Measurement measured) {
    Map<String, String> methods = new LinkedHashMap<>();
    for (Tables.Groups groups : measured.tables().groups()) {
      groups.advice().ifPresent(advice -> methods.put(groups.factor(), advice.row().method()));
    }
    return methods.values().stream().distinct().count() < 2
        ? Optional.empty()
        : Optional.of(
            methods.entrySet().stream()
                .map(advised -> "%s for %s".formatted(advised.getValue(), advised.getKey()))
                .collect(
                    Collectors.joining(
                        ", ",
                        "Factors are advised different methods (",
                        "), and a space has one for all of them: a report writes no space. Take one of"
                            + " them, or make a space of each factor.")));
  }

  private static Map<String, Object> with(SpaceDefinition space, String method) {
    Map<String, Object> tree = new LinkedHashMap<>(SpaceTree.of(space));
    tree.put("method", method);
    return tree;
  }
}
