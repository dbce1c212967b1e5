package io.idealstream.stream.drift;

import io.idealstream.drift.Finding;
import io.idealstream.drift.HeapMemory;
import io.idealstream.drift.IntervalJudgements;
import io.idealstream.drift.JudgedItem;
import io.idealstream.drift.JudgedWatch;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.feedback.ItemAnswers;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Labels of birds that feedback judges, some of which are wrong more often from a time on. */
final class LabelWorld {

  static final int CHANGE = 120;
  static final int INTERVALS = 200;
  static final String GROUP = "duck/lake";

  private static final String RIGHT = "-right";
  private static final int PER_INTERVAL = 12;
  private static final List<String> BIRDS = List.of("duck", "owl");
  private static final List<String> PLACES = List.of("lake", "wood", "town");

  private LabelWorld() {}

  /** What is known of a feed, in order; ducks on the lake are right less often from a change on. */
  static List<AnsweredItem> feed(String feed, boolean changes, long seed) {
    Random random = new Random(seed);
    List<AnsweredItem> items = new ArrayList<>();
    for (int t = 0; t < INTERVALS; t++) {
      for (int i = 0; i < PER_INTERVAL; i++) {
        String bird = BIRDS.get(random.nextInt(2));
        String place = PLACES.get(random.nextInt(3));
        boolean hard = changes && t >= CHANGE && GROUP.equals(bird + "/" + place);
        boolean right = random.nextDouble() < (hard ? 0.2 : 0.9);
        Instant known = DriftWorld.BEGIN.plusMillis(1000L * t + 1000L * i / PER_INTERVAL);
        items.add(
            answered(
                feed,
                t + "-" + i + (right ? RIGHT : "-wrong"),
                known,
                random.nextInt(60_000),
                right == bird.equals("duck") ? "duck" : "owl",
                Map.of("bird", List.of(bird), "place", List.of(place)),
                3));
      }
    }
    return items;
  }

  /**
   * A label that feedback judges.
   *
   * @param before milliseconds by which one came before the other: if even, the feedback
   */
  static AnsweredItem answered(
      String feed,
      String id,
      Instant known,
      long before,
      String label,
      Map<String, List<String>> truth,
      long version) {
    Instant earlier = known.minusMillis(before);
    boolean feedbackFirst = before % 2 == 0;
    Instant time = feedbackFirst ? known : earlier;
    FactorLabel answer =
        new FactorLabel(
            label, 0.7, Map.of("duck", 0.3, "owl", 0.7), new RawAnswer(label, 0.6), true, 0, null);
    String model = DriftWorld.SPACE.model();
    Label whole =
        new Label(
            id, feed, time, "birds", version, model, 1, Source.PROMPTS, Map.of("bird", answer));
    return new AnsweredItem(
        "birds",
        version,
        id,
        feed,
        model,
        time,
        feedbackFirst ? earlier : known,
        ItemAnswers.of(List.of(whole)).spaces().get(0),
        truth);
  }

  /** What is found of a feed that has a number, by the arithmetic alone and by the names. */
  static List<Drift> expected(String feed, List<AnsweredItem> items, int number) throws Exception {
    JudgedWatch watch =
        JudgedWatch.of(DriftWorld.SETTINGS.termsOfLabels(Shares.of(number)), new HeapMemory());
    DriftRecords records =
        new DriftRecords(
            DriftWorld.SETTINGS, "birds", feed, new DriftVersions(3, 1, DriftWorld.SPACE.model()));
    List<Drift> found = new ArrayList<>();
    long first = DriftWorld.SETTINGS.intervalAt(DriftWorld.BEGIN);
    for (long interval = first; interval < first + INTERVALS; interval++) {
      IntervalJudgements judged = new IntervalJudgements(DriftWorld.SETTINGS.maxItems());
      for (AnsweredItem item : items) {
        if (DriftWorld.SETTINGS.intervalAt(item.known()) == interval) {
          String id = feed.equals("*") ? item.feed() + "/" + item.id() : item.id();
          judged.add(id, judged(item));
        }
      }
      for (Finding finding : watch.close(interval, 0, judged).stream().toList()) {
        found.add(records.of(finding));
      }
    }
    return found;
  }

  private static JudgedItem judged(AnsweredItem item) {
    String bird = item.truth().get("bird").get(0);
    boolean right = item.id().endsWith(RIGHT);
    return new JudgedItem(
        bird + "/" + item.truth().get("place").get(0),
        Map.of("bird", new JudgedItem.Verdict(right, null)));
  }
}
