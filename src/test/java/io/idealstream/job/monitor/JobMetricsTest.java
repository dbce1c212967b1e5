package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
  private final Metrics flink = new Metrics();
  private final JobMetrics metrics = flink.metrics();

  @Test
  void aCountIsThatOfAllSubtasksOfTheOperator() {
    Counter one = flink.counter("label", "numRecordsIn", 3);
    flink.counter("label", "numRecordsIn", 4);
    flink.counter("match", "numRecordsIn", 100);
    flink.elsewhere("taskmanager.job.task", "numRecordsIn", new SimpleCounter());
    assertEquals(7, metrics.count("label", "numRecordsIn"));
    one.inc(2);
    assertEquals(9, metrics.count("label", "numRecordsIn"));
    assertEquals(0, metrics.count("label", "numRecordsOut"));
  }

  @Test
  void aCountGoesOnWhereTheSubtasksBeforeEnded() {
    Counter before = flink.counter("label", "numRecordsIn", 3);
    flink.counter("label", "numRecordsIn", 4);
    before.inc();
    flink.remove("label", "numRecordsIn", before);
    assertEquals(8, metrics.count("label", "numRecordsIn"));
    flink.remove("label", "numRecordsIn", before);
    assertEquals(8, metrics.count("label", "numRecordsIn"), "it ends once");
    flink.counter("label", "numRecordsIn", 1).inc();
    assertEquals(10, metrics.count("label", "numRecordsIn"));
  }

  @Test
  void countersOfAGroupAreAddedUpByNameOverAllOperators() {
    flink.counter("observe", "values.unknownFactor", 3);
    flink.counter("observe", "values.unknownValue", 1);
    flink.counter("watch", "values.unknownFactor", 1);
    flink.counter("observe", "valuesOfOthers", 7);
    assertEquals(Map.of("unknownFactor", 4L, "unknownValue", 1L), metrics.counts("values"));
  }

  @Test
  void aCounterIsAddedUpByTheValuesOfItsGroupOverAllOperators() {
    Map<String, String> bad = Map.of("<reason>", "bad-picture");
    Counter ended = flink.counter("embed images", "reason.deadLetters", 3, bad);
    flink.counter("embed images", "reason.deadLetters", 1, Map.of("<reason>", "not-json"));
    flink.counter("embed concepts", "reason.deadLetters", 1, bad);
    flink.counter("embed images", "reason.others", 7, bad);
    flink.remove("embed images", "reason.deadLetters", ended, bad);
    assertEquals(
        Map.of("bad-picture", 4L, "not-json", 1L), metrics.byValue("reason", "deadLetters"));
  }

  @Test
  void operatorsThatHaveCountedNothingAreLeftOut() {
    flink.counter("label", "itemsAnsweredEarly", 2);
    flink.counter("label", "itemsAnsweredEarly", 3);
    flink.counter("match", "itemsAnsweredEarly", 0);
    assertEquals(Map.of("label", 5L), metrics.byOperator("itemsAnsweredEarly"));
  }

  @Test
  void aGaugeIsReadFromTheSubtasksThatRun() {
    flink.gauge("source", "reader.topic.partition.offset", 5, Map.of("<partition>", "0"));
    Gauge<Object> ended = () -> 7;
    flink.add("source", "reader.topic.partition.offset", ended, Map.of("<partition>", "1"));
    flink.add("source", "reader.topic.partition.offset", (Gauge<String>) () -> "no", Map.of());
    assertEquals(2, metrics.readings("source", "reader.topic.partition.offset").size());
    flink.remove("source", "reader.topic.partition.offset", ended);
    assertEquals(
        List.of(new JobMetrics.Reading(Map.of("<operator_name>", "source", "<partition>", "0"), 5)),
        metrics.readings("source", "reader.topic.partition.offset"));
    assertEquals(List.of(), metrics.readings("source", "unknown"));
  }

  @Test
  void theJobHasGaugesOfItsOwn() {
    assertEquals(0, metrics.ofJob("numRestarts"));
    flink.ofJob("numRestarts", 3L);
    flink.gauge("label", "numRestarts", 100);
    assertEquals(3, metrics.ofJob("numRestarts"));
  }
}
