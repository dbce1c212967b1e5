package io.idealstream.stream.space;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /** Counts and tells the unknown names of an item; nothing is known before a space is in force. */
  void notice(Embedded item, Collection<SpaceDefinition> spaces) {
    if (item.values() == null) {
      return;
    }
    List<SpaceDefinition> own =
        spaces.stream().filter(space -> space.appliesTo(item.feed())).toList();
    if (own.isEmpty()) {
      return;
    }
    item.values().forEach((factor, named) -> notice(item, factor, named, own));
  }

  private void notice(
      Embedded item, String factor, Collection<String> named, List<SpaceDefinition> spaces) {
    Set<String> known = new TreeSet<>();
    spaces.stream()
        .map(space -> space.factors().get(factor))
        .filter(definition -> definition != null)
        .forEach(definition -> known.addAll(definition.values().keySet()));
    if (known.isEmpty()) {
      factors.inc();
      Set<String> all = new TreeSet<>();
      spaces.forEach(space -> all.addAll(space.factors().keySet()));
      tell(item, factor, "factor \"%s\"".formatted(factor), factor, all);
      return;
    }
    for (String value : Set.copyOf(named)) {
      if (!known.contains(value)) {
        values.inc();
        tell(
            item,
            factor + "/" + value,
            "value \"%s\" of factor %s".formatted(value, factor),
            value,
            known);
      }
    }
  }

  private void tell(
      Embedded item, String subject, String what, String name, Collection<String> known) {
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
                    Spelling.didYouMean(name, known)));
  }
}
