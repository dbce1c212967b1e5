package io.idealstream.cli;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.config.UnmatchedNames;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names in feedback that no space of its feed has, by what topic {@code spaces} holds: a job takes
 * them, and they count for nothing.
 */
final class FeedbackNames {
  private static final String FACTOR = "factor";

  private final Collection<SpaceDefinition> spaces;
  private final Map<String, UnmatchedNames> unknown = new TreeMap<>();

  FeedbackNames(Collection<SpaceDefinition> spaces) {
    this.spaces = spaces;
  }

  /** By the spaces that there are; by none where the topic may not be read, or is not there. */
  static FeedbackNames read(KafkaOptions kafka) {
    try {
      return new FeedbackNames(new QueryTopics(kafka).spaces().values());
    } catch (KafkaAccessException unreadable) {
      return new FeedbackNames(List.of());
    }
  }

  void note(Feedback feedback) {
    List<SpaceDefinition> own =
        spaces.stream().filter(space -> space.appliesTo(feedback.feed())).toList();
    if (own.isEmpty()) {
      return;
    }
    Set<String> factors = names(own.stream().flatMap(space -> space.factors().keySet().stream()));
    feedback
        .values()
        .forEach(
            (factor, named) -> {
              if (factors.contains(factor)) {
                note(factor, named, own);
              } else {
                unmatched(FACTOR, factors).count(factor);
              }
            });
  }

  private void note(String factor, Collection<String> named, List<SpaceDefinition> own) {
    Set<String> values =
        names(
            own.stream()
                .filter(space -> space.factors().containsKey(factor))
                .flatMap(space -> space.factors().get(factor).values().keySet().stream()));
    named.stream()
        .filter(value -> !values.contains(value))
        .distinct()
        .forEach(unmatched("value of " + factor, values)::count);
  }

  private static Set<String> names(Stream<String> names) {
    Set<String> all = new TreeSet<>();
    names.forEach(all::add);
    return all;
  }

  private UnmatchedNames unmatched(String what, Collection<String> known) {
    return unknown.computeIfAbsent(
        what, unseen -> new UnmatchedNames("record", "records", what, known));
  }

  /** A sentence for each of the most frequent names. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    unknown.values().forEach(names -> problems.addAll(names.sentences()));
    return problems;
  }
}
