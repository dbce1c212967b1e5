package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.cli.Acknowledged.Change;
import io.idealstream.client.Tail;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Spelling;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells of names that are to be removed and are not there: mostly they are misspelt. */
final class Removals {
  private Removals() {}

  /** Reads the topic, says which of the names it does not hold, and gives those that it holds. */
  static List<String> tellOfUnknown(
      KafkaOptions kafka, Topic<?> topic, Collection<String> names, PrintWriter err) {
    if (names.isEmpty()) {
      return List.of();
    }
    Set<String> known = new TreeSet<>();
    new QueryTopics(kafka).read(topic, message -> take(message, known));
    names.stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                err.printf(
                    "%s is not on topic %s: nothing is removed%s%n",
                    name, kafka.name(topic), Spelling.didYouMean(name, known)));
    return names.stream().filter(known::contains).toList();
  }

  /**
   * Removes definitions, tells of those that are not there, and waits for what the job says where
   * that is asked for.
   *
   * @return an exit code
   */
  static int remove(
      KafkaOptions kafka,
      Acknowledged acknowledged,
      Topic<?> topic,
      StatusKind kind,
      List<String> names,
      PrintWriter err) {
    List<String> known = tellOfUnknown(kafka, topic, names, err);
    List<Outgoing> removals = names.stream().map(Outgoing::removal).toList();
    if (!acknowledged.asked()) {
      kafka.send(topic, removals);
      return 0;
    }
    List<Change> changes =
        known.stream()
            .map(name -> new Change(name, StatusState.DISABLED, Acknowledged.ANY))
            .toList();
    try (Tail tail = new QueryTopics(kafka).statuses()) {
      kafka.send(topic, removals);
      return acknowledged.await(tail, kind, changes, err);
    }
  }

  private static void take(TopicRecord message, Set<String> known) {
    if (message.key() == null) {
      return;
    }
    String name = new String(message.key(), UTF_8);
    if (message.value() == null) {
      known.remove(name);
    } else {
      known.add(name);
    }
  }
}
