package io.idealstream.stream.space;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Notices names in the {@code values} of items that no space of their feed has. They vote for
 * nothing: mostly they are misspelt. A name that one of several spaces has is none of them.
 */
final class UnknownNames {
  private final Counter factors;
  private final Counter values;
  private final Warnings warnings;

  /**
   * @param metrics {@code values.unknownFactor} and {@code values.unknownValue} count names, once
   *     for each item
   */
  UnknownNames(MetricGroup metrics) {
    MetricGroup group = metrics.addGroup("values");
    factors = group.counter("unknownFactor");
    values = group.counter("unknownValue");
    warnings = Warnings.of(UnknownNames.class, metrics);
  }

  /**
   * Counts and tells the unknown names of an item; nothing is known before a space is in force.
   *
   * @param item that has values
   */
  void notice(Embedded item, Collection<SpaceDefinition> spaces) {
    List<SpaceDefinition> own =
        spaces.stream().filter(space -> space.appliesTo(item.feed())).toList();
    if (own.isEmpty()) {
      return;
    }
    item.values().forEach((factor, named) -> notice(item, factor, named, own));
  }

  private void notice(
      Embedded item, String factor, Collection<String> named, List<SpaceDefinition> spaces) {
    if (spaces.stream().noneMatch(space -> space.factors().containsKey(factor))) {
      factors.inc();
      tell(
          item,
          factor,
          "factor \"%s\"".formatted(factor),
          factor,
          () -> names(spaces.stream().flatMap(space -> space.factors().keySet().stream())));
      return;
    }
    for (String value : Set.copyOf(named)) {
      if (spaces.stream().noneMatch(space -> valuesOf(factor, space).contains(value))) {
        values.inc();
        tell(
            item,
            factor + "/" + value,
            "value \"%s\" of factor %s".formatted(value, factor),
            value,
            () -> names(spaces.stream().flatMap(space -> valuesOf(factor, space).stream())));
      }
    }
  }

  private static Set<String> valuesOf(String factor, SpaceDefinition space) {
    FactorDefinition definition = space.factors().get(factor);
    return definition == null ? Set.of() : definition.values().keySet();
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new));
  }

  private void tell(
      Embedded item, String subject, String what, String name, Supplier<Set<String>> known) {
    warnings.log(
        "unknown",
        subject,
        () ->
            "%s %s/%s names the %s, which no space has: it counts for nothing%s"
                .formatted(
                    item.modality() == Modality.FEEDBACK ? "Feedback about" : "Item",
                    item.feed(),
                    item.id(),
                    what,
                    Spelling.didYouMean(name, known.get())));
  }
}
