package io.idealstream.cli;

import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Traces;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is gone of an item, what goes by itself, and what stays.
 *
 * @param answer what the job says; empty where it has not
 * @param awaited whether the job's answer was waited for
 */
record ErasureReport(
    Erasure erasure, Optional<Status> answer, List<ItemTopic> topics, boolean awaited) {

  private static final List<String> STAYS =
      List.of(
          "Sums that words, concepts, live accuracy and references of drift are made of keep its"
              + " part, without its name: a sum has no way back. The part fades with a space's"
              + " half-life; a concept that is removed forgets all that taught it.",
          "Checkpoints of before hold it until later ones replace them, and savepoints until they"
              + " are deleted.",
          "Pictures that taught a concept have no name on topic concepts, and stay there.",
          "What the job had not read when it forgot the item, and what comes of it from now on, is"
              + " a new item.");

  boolean answered() {
    return answer.filter(status -> status.state() == StatusState.DONE).isPresent();
  }

  private Optional<Traces> traces() {
    return answered() ? answer.map(status -> Traces.of(status.detail())) : Optional.empty();
  }

  String json() {
    Map<String, Object> found = new LinkedHashMap<>();
    traces()
        .ifPresent(
            traces -> traces.numbers().forEach((trace, number) -> found.put(trace.code(), number)));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("request", erasure.request());
    all.put("feed", erasure.feed());
    all.put("id", erasure.id());
    all.put("done", answered());
    all.put("forgotten", found);
    all.put("topics", topics.stream().map(ItemTopic::fields).toList());
    all.put("stays", STAYS);
    return Json.text(all);
  }

  void print(PrintWriter out) {
    Table table = new Table().row("item", erasure.item()).row("request", erasure.request());
    traces().ifPresentOrElse(traces -> addTraces(table, traces), () -> addSent(table));
    topics.forEach(topic -> table.row("on topic " + topic.name(), topic.line()));
    table.print(out);
    out.println();
    STAYS.forEach(out::println);
    out.flush();
  }

  private static void addTraces(Table table, Traces traces) {
    if (traces.numbers().isEmpty()) {
      table.row("forgotten", Traces.NOTHING);
    }
    traces
        .numbers()
        .forEach((trace, number) -> table.row("forgotten", number + " " + trace.meaning()));
  }

  private void addSent(Table table) {
    table.row(
        "forgotten",
        answer
            .map(Acknowledged::line)
            .orElse(
                awaited
                    ? "not yet: the job does so when it runs"
                    : "behind the next checkpoint of the job, which says on topic status what it"
                        + " was; --wait tells it here"));
  }
}
