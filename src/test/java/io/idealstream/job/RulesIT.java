package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rules by which a space labels change while the job runs. */
@Tag("long")
class RulesIT {
  private static final MixedFeed FEED = new MixedFeed(100);
  private static final int PART = 19; // the twentieth is garbage

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @Test
  void everyChangeIsAcknowledgedAndLabelsWhatComesAfterIt() throws Exception {
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      List<FactorLabel> before = labelled(topics, 0, 1);
      assertTrue(before.stream().allMatch(label -> label.abstained() == null));

      change(topics, "method: plain\n", 2);
      assertTrue(labelled(topics, 1, 2).stream().noneMatch(FactorLabel::debiased));

      change(topics, "method: cleared-words\n", 3);
      List<FactorLabel> cleared = labelled(topics, 2, 3);
      assertTrue(cleared.stream().allMatch(label -> label.method().equals("cleared-words")));

      change(topics, "gate: {against: [\"a photo of a landbird on land\"], margin: 1.9}\n", 4);
      for (FactorLabel outside : labelled(topics, 3, 4)) {
        assertEquals("outside", outside.abstained());
        assertNull(outside.label());
      }

      change(topics, "estimate: {label-source: images}\n", 5);
      topics.await(Topic.WORDS, records -> Said.votes(records, Source.IMAGES) >= 4 * PART);
      for (Label label : labels(topics, 4, 5)) {
        assertEquals(Source.IMAGES, label.source());
      }
    }
  }

  @Test
  void aSpaceOnTrialIsMarkedAndChangesNoOther() throws Exception {
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      List<Label> alone = labels(topics, 0, 1);
      String trial = RunTopics.birds().replace("space: birds", "space: trial");
      topics.send(Topic.SPACES, List.of(space(trial + "shadow: true\nmethod: plain\n")));
      awaitActive(topics, "trial", 1);
      topics.send(Topic.IMAGES, again(0));
      topics.await(Topic.LABELS, 3 * PART);
      List<Label> all = all(topics);
      List<Label> marked = all.stream().filter(label -> label.space().equals("trial")).toList();
      assertEquals(PART, marked.size());
      assertTrue(marked.stream().allMatch(label -> Boolean.TRUE.equals(label.shadow())));
      List<Label> others = all.stream().filter(label -> label.space().equals("birds")).toList();
      for (Label label : others) {
        assertNull(label.shadow());
        Label first =
            alone.stream().filter(one -> one.id().equals(label.id())).findFirst().orElseThrow();
        assertEquals(first.factors(), label.factors());
        assertEquals(first.spaceVersion(), label.spaceVersion());
      }
    }
  }

  private static void change(RunTopics topics, String rule, long version) {
    String kept = RunTopics.birds().replaceAll("(?m)^estimate: .*\n", "");
    topics.send(Topic.SPACES, List.of(space(kept + rule)));
    awaitActive(topics, "birds", version);
  }

  private static Outgoing space(String yaml) {
    return RunTopics.space(SpaceFile.read("test", yaml.getBytes(UTF_8)));
  }

  private static void awaitActive(RunTopics topics, String space, long version) {
    topics.await(
        Topic.STATUS,
        records ->
            records.stream()
                .map(RulesIT::status)
                .anyMatch(
                    status ->
                        status.id().equals(space)
                            && status.version() == version
                            && status.state() == StatusState.ACTIVE));
  }

  private static Status status(TopicRecord record) {
    try {
      return Topic.STATUS.decode(record);
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Answers for a part of the feed, sent now, all of one version. */
  private static List<FactorLabel> labelled(RunTopics topics, int part, long version)
      throws Exception {
    List<FactorLabel> answers = new ArrayList<>();
    for (Label label : labels(topics, part, version)) {
      answers.add(label.factors().get("bird"));
    }
    return answers;
  }

  private static List<Label> labels(RunTopics topics, int part, long version) throws Exception {
    topics.send(Topic.IMAGES, again(part));
    topics.await(Topic.LABELS, (part + 1) * PART);
    List<Label> labels = new ArrayList<>();
    for (Label label : all(topics)) {
      if (label.spaceVersion() == version) {
        labels.add(label);
      }
    }
    assertEquals(PART, labels.size());
    return labels;
  }

  private static List<Label> all(RunTopics topics) throws Exception {
    List<Label> labels = new ArrayList<>();
    for (TopicRecord record : topics.all(Topic.LABELS, Isolation.READ_COMMITTED)) {
      labels.add(Topic.LABELS.decode(record));
    }
    return labels;
  }

  private static List<Outgoing> again(int part) {
    return FEED.messages().subList(20 * part, 20 * part + PART);
  }
}
