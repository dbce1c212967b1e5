package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.demo.count.Summary;
import io.idealstream.demo.screen.Screen;
import io.idealstream.fixtures.BatchQuality;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo shows live is what its records say when they are counted afterwards. */
class DemoFeedbackIT {
  private static final DemoSettings SETTINGS =
      new DemoSettings(Duration.ofSeconds(15), 0, Optional.empty());

  @TempDir Path folder;

  private final StringWriter shown = new StringWriter();
  private final Screen screen = Screen.plain(new PrintWriter(shown));
  private final Stop stop = new Stop();

  @Test
  void theLiveGroupsAreThoseOfABatchOverTheSameRecords() throws Exception {
    try (Broker broker = Broker.start(0)) {
      Kafka kafka = Kafka.on(broker);
      Summary summary =
          new Session(SETTINGS, kafka, folder, screen, new Announcements(screen, stop), stop).run();
      Map<String, Map<String, String>> truths = new HashMap<>();
      read(kafka, Topic.FEEDBACK, said -> truths.put(Keys.of(said), truth(said)));
      List<BatchQuality.Judged> judged = new ArrayList<>();
      read(kafka, Topic.LABELS, label -> judge(label, truths, judged));
      BatchQuality batch = new BatchQuality(judged, "bird", List.of("bird", "place"), null);

      assertTrue(summary.live().items() > 100, shown::toString);
      assertEquals(batch.items(), summary.live().items(), 1e-9);
      assertSame(batch.rawAverage(), batch.rawWorst(), summary.live().raw());
      assertSame(batch.average(), batch.worst(), summary.live().debiased());
      assertTrue(shown.toString().contains(" quality "), shown::toString);
    }
  }

  private static void assertSame(
      double average, Map.Entry<String, Double> worst, GroupAccuracy live) {
    assertEquals(average, live.average(), 1e-12);
    assertEquals(worst.getKey(), live.worstGroup());
    assertEquals(worst.getValue(), live.worst(), 1e-12);
    assertEquals(average - worst.getValue(), live.gap(), 1e-12);
  }

  private static Map<String, String> truth(Feedback said) {
    Map<String, String> truth = new HashMap<>();
    said.values().forEach((factor, values) -> truth.put(factor, values.get(0)));
    return truth;
  }

  private static void judge(
      Label label, Map<String, Map<String, String>> truths, List<BatchQuality.Judged> judged) {
    Map<String, String> truth = truths.get(Keys.item(label.feed(), label.id()));
    if (label.space().equals("birds") && truth != null) {
      judged.add(new BatchQuality.Judged(label, truth));
    }
  }

  private static <T> void read(Kafka kafka, Topic<T> topic, Consumer<T> reader) {
    kafka.read(topic, message -> reader.accept(decode(topic, message)));
  }

  private static <T> T decode(Topic<T> topic, TopicRecord message) {
    try {
      return topic.decode(message);
    } catch (Unreadable broken) {
      throw new AssertionError(broken);
    }
  }
}
