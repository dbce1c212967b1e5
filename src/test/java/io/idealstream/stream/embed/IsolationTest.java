package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.stream.ModelLost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that answers with lengths; it fails where told to. */
class IsolationTest {
  private static final String GOOD = "good";

  private interface Fault {
    void at(List<String> items);
  }

  private final List<List<String>> runs = new ArrayList<>();

  @Test
  void aRunThatWorksIsTheOnlyOne() {
    assertEquals(List.of("1", "2"), isolation(items -> {}).run(List.of("a", "bb")));
    assertEquals(1, runs.size());
  }

  @Test
  void anItemThatFailsTheRunHarmsNoOther() {
    Isolation<String, String> isolation =
        isolation(
            items -> {
              if (items.contains("bad")) {
                throw new IllegalStateException("cannot be run on");
              }
            });

    List<String> outcomes = isolation.run(List.of("a", "bad", "bb"));

    assertEquals("1", outcomes.get(0));
    assertEquals("2", outcomes.get(2));
    assertTrue(
        outcomes.get(1).startsWith("unforeseen failure: java.lang.IllegalStateException: cannot"),
        outcomes.get(1));
  }

  @Test
  void textThatIsNestedBeyondTheStackIsAtFaultItself() {
    Isolation<String, String> isolation =
        isolation(
            items -> {
              if (items.contains("bad")) {
                throw new StackOverflowError();
              }
            });

    assertEquals("1", isolation.run(List.of("a", "bad")).get(0));
  }

  @Test
  void anItemThatFailsOnlyOnceGetsItsOutcome() {
    List<String> tried = new ArrayList<>();
    Isolation<String, String> isolation =
        isolation(
            items -> {
              tried.addAll(items);
              if (tried.stream().filter("unlucky"::equals).count() < 3
                  && items.contains("unlucky")) {
                throw new IllegalStateException("not now");
              }
            });

    assertEquals(List.of("1", "7"), isolation.run(List.of("a", "unlucky")));
  }

  @Test
  void aRunTooLargeForTheMemoryIsDoneOneByOne() {
    Isolation<String, String> isolation =
        isolation(
            items -> {
              if (items.size() > 1) {
                throw new IllegalStateException("Failed to allocate memory");
              }
            });

    assertEquals(List.of("1", "2"), isolation.run(List.of("a", "bb")));
    isolation.run(List.of("c", "dd"));
    isolation.run(List.of("e"));
    assertEquals(2, isolation.divided(), "what runs alone anyway is not counted");
  }

  @Test
  void aModelThatIsLostFailsTheJobAndDropsNothing() {
    IllegalStateException lost = new IllegalStateException("the session is closed");
    Isolation<String, String> isolation =
        isolation(
            items -> {
              throw lost;
            });

    ModelLost failure = assertThrows(ModelLost.class, () -> isolation.run(List.of("a", "bb")));
    assertEquals(lost, failure.getCause());
    assertEquals(List.of(GOOD), runs.get(runs.size() - 1));
  }

  @Test
  void lackOfMemoryFailsTheJobAtOnce() {
    Isolation<String, String> isolation =
        isolation(
            items -> {
              throw new OutOfMemoryError("a fake");
            });

    assertThrows(OutOfMemoryError.class, () -> isolation.run(List.of("a", "bb")));
    assertEquals(1, runs.size());
  }

  private Isolation<String, String> isolation(Fault fault) {
    return new Isolation<>(
        items -> {
          runs.add(items);
          fault.at(items);
          return items.stream().map(item -> Integer.toString(item.length())).toList();
        },
        GOOD,
        sentence -> sentence);
  }
}
