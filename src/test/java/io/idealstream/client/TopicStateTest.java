package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicStateTest {

  @Test
  void whatHoldsWhatIsInForceIsCompactedAndStreamsAreNot() {
    Set<String> compacted =
        Topic.all().stream()
            .filter(topic -> topic.plan().cleanup() == TopicPlan.Cleanup.COMPACT)
            .map(topic -> topic.under(""))
            .collect(Collectors.toSet());
    assertEquals(Set.of("texts", "spaces", "policies", "queries", "words", "status"), compacted);
  }

  @Test
  void aTopicAsPlannedHasNoProblems() {
    for (Topic<?> topic : Topic.all()) {
      TopicPlan plan = topic.plan();
      assertEquals(
          List.of(),
          TopicState.problems(
              List.of(
                  new TopicState(
                      topic, "t", 1, plan.cleanup().policy(), plan.largestRecord(), -1, -1))));
    }
  }

  @Test
  void allProblemsOfATopicAreReportedAtOnce() {
    assertEquals(
        List.of(
            "topic p.words: expected cleanup.policy compact, found delete; what is in force would"
                + " be lost after the retention time",
            "topic p.words: expected max.message.bytes of at least 1048588, found 1000; larger"
                + " records would be refused",
            "topic p.words: expected 1 partition, found 3; a head record could be read before its"
                + " words"),
        TopicState.problems(
            List.of(new TopicState(Topic.WORDS, "p.words", 3, "delete", 1000, 1, -1))));
  }

  @Test
  void aStreamThatIsCompactedLosesRecords() {
    List<String> problems =
        TopicState.problems(
            List.of(
                new TopicState(
                    Topic.IMAGES, "p.images", 4, "compact", TopicPlan.LARGEST_RECORD, 1, -1)));
    assertEquals(
        List.of(
            "topic p.images: expected cleanup.policy delete, found compact; records that share a"
                + " key would be lost"),
        problems);
  }

  @Test
  void allThatConceptsWereTaughtIsKept() {
    assertEquals(
        List.of(
            "topic p.concepts: expected cleanup.policy delete, found compact; records that share a"
                + " key would be lost",
            "topic p.concepts: expected retention.ms -1, found 604800000; a new job learns from all"
                + " records",
            "topic p.concepts: expected retention.bytes -1, found 1000; a new job learns from all"
                + " records"),
        TopicState.problems(
            List.of(
                new TopicState(
                    Topic.CONCEPTS,
                    "p.concepts",
                    1,
                    "compact",
                    TopicPlan.LARGEST_RECORD,
                    604_800_000,
                    1000))));
  }

  @Test
  void topicsThatAreMissingAreOneProblem() {
    TopicState hits = TopicState.missing(Topic.HITS, "p.hits");
    assertEquals(
        List.of("topic p.hits does not exist: create it by topics create"),
        TopicState.problems(List.of(hits)));
    TopicState labels = TopicState.missing(Topic.LABELS, "p.labels");
    TopicState images = new TopicState(Topic.IMAGES, "p.images", 4, "compact", 12_582_912, 1, -1);
    List<String> problems = TopicState.problems(List.of(hits, images, labels));
    assertEquals(
        "topics p.hits, p.labels do not exist: create them by topics create", problems.get(0));
    assertTrue(problems.get(1).startsWith("topic p.images: "), problems::toString);
  }

  @Test
  void theLargestPictureFitsIntoADeadLetterWithItsProvenance() {
    assertTrue(Topic.DEAD_LETTERS.plan().largestRecord() > Topic.IMAGES.plan().largestRecord());
  }
}
