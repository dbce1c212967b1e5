package io.idealstream.stream.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.fixtures.BatchQuality;
import io.idealstream.fixtures.StateBytes;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.SetCoverage;
import io.idealstream.wire.SideEffects;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Labels and feedback through both operators: what is held, joined and measured. */
class MeasureQualityTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final List<String> BIRDS = List.of("duck", "owl");
  private static final List<String> PLACES = List.of("lake", "wood");
  private static final String FILE =
      """
      space: birds
      templates: ["a {bird} {place}"]
      plain: {bird: ["a {bird}"]}
      factors:
        bird: {role: label, values: {duck: ["duck"], owl: ["owl"]}}
        place: {role: spurious, values: {lake: ["on a lake"], wood: ["in a wood"]}}
      """;

  private static final class Subtask
      extends KeyedTwoInputStreamOperatorTestHarness<String, AnsweredItem, PreparedSpace, Quality>
      implements AutoCloseable {

    Subtask() throws Exception {
      super(new MeasureQuality(INTERVAL), AnsweredItem::space, PreparedSpace::space, Types.STRING);
    }

    static Subtask start() throws Exception {
      Subtask subtask = new Subtask();
      subtask.open();
      return subtask;
    }

    @Override
    public void close() {
      try {
        getOperator().close();
        getEnvironment().close();
      } catch (Exception unexpected) {
        throw new IllegalStateException("a subtask did not end", unexpected);
      }
    }

    Subtask take(AnsweredItem item) throws Exception {
      processElement1(new StreamRecord<>(item));
      return this;
    }

    Subtask take(PreparedSpace space) throws Exception {
      processElement2(new StreamRecord<>(space));
      return this;
    }

    /** What is published once the interval is over. */
    List<Quality> published() throws Exception {
      int before = extractOutputValues().size();
      setProcessingTime(getProcessingTime() + INTERVAL.toMillis());
      return extractOutputValues().subList(before, extractOutputValues().size());
    }
  }

  private static PreparedSpace space(String more, long version, String model) {
    byte[] definition =
        Topic.SPACES.encode(
            SpaceFile.read("birds.yaml", (FILE + more).getBytes(UTF_8)), Encoding.JSON);
    return new PreparedSpace(
        "birds", version, definition, model, 10, null, new double[0], new double[0]);
  }

  private static PreparedSpace space() {
    return space("", 1, "sha256:one");
  }

  private static Label label(String id, double seconds, FactorLabel answer, long version) {
    return new Label(
        id,
        "door",
        START.plusMillis(Math.round(1000 * seconds)),
        "birds",
        version,
        "sha256:one",
        3,
        Source.PROMPTS,
        Map.of("bird", answer));
  }

  /** An answer with the probability of a duck, to the precision that waiting answers have. */
  private static FactorLabel answer(String raw, float duck, boolean debiased, String abstained) {
    String label = duck >= 0.5 ? "duck" : "owl";
    double owl = (float) (1.0 - duck);
    return new FactorLabel(
        label,
        duck >= 0.5 ? duck : owl,
        Map.of("duck", (double) duck, "owl", owl),
        new RawAnswer(raw, 0.6),
        debiased,
        0,
        abstained);
  }

  private static AnsweredItem answered(Label label, Map<String, String> truth) throws Exception {
    try (var join =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new AwaitAnswers(new FeedbackSettings(Duration.ofHours(1), 10)),
            HeldItem::key,
            FeedbackArrival::key,
            Types.STRING)) {
      join.open();
      Map<String, List<String>> values = new HashMap<>();
      truth.forEach((factor, value) -> values.put(factor, List.of(value)));
      join.processElement1(
          new StreamRecord<>(
              new HeldItem(
                  "door/" + label.id(), label.time(), ItemAnswers.of(List.of(label)).toBytes())));
      join.processElement2(
          new StreamRecord<>(
              new FeedbackArrival(
                  label.id(), "door", label.time().plusSeconds(60), values, null, null, 0)));
      return join.extractOutputValues().get(0);
    }
  }

  private static List<BatchQuality.Judged> sample(int count) {
    Random random = new Random(5);
    List<BatchQuality.Judged> sample = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String bird = BIRDS.get(random.nextInt(2));
      String place = PLACES.get(random.nextInt(2));
      boolean hard = bird.equals("duck") && place.equals("wood");
      float duck = (float) (random.nextDouble() * 0.5 + (bird.equals("duck") && !hard ? 0.5 : 0.2));
      String raw = random.nextInt(hard ? 2 : 5) > 0 ? bird : BIRDS.get(random.nextInt(2));
      String abstained = random.nextInt(8) == 0 ? "uncertain" : null;
      FactorLabel answer = answer(raw, duck, random.nextInt(10) > 0, abstained);
      Map<String, String> truth =
          random.nextInt(6) == 0 ? Map.of("bird", bird) : Map.of("bird", bird, "place", place);
      sample.add(
          new BatchQuality.Judged(label("i-" + i, random.nextDouble() * 100, answer, 1), truth));
    }
    return sample;
  }

  private static void assertSame(BatchQuality expected, Quality found) {
    assertEquals(expected.items(), found.items(), 1e-9);
    assertSame(expected.rawAverage(), expected.rawWorst(), found.raw());
    assertSame(expected.average(), expected.worst(), found.debiased());
    assertEquals(expected.abstained(), found.abstained(), 1e-12);
    assertEquals(expected.nll(), found.calibration().nll(), 1e-9);
    assertEquals(expected.brier(), found.calibration().brier(), 1e-9);
    assertEquals(expected.ece(), found.calibration().ece(), 1e-9);
    double temperature = expected.temperature();
    assertEquals(temperature, found.calibration().temperature(), 0.01 * temperature);
    assertEquals(expected.nllAt(temperature), found.calibration().nllAtTemperature(), 1e-4);
  }

  private static void assertSame(
      double average, Map.Entry<String, Double> worst, GroupAccuracy found) {
    assertEquals(average, found.average(), 1e-12);
    assertEquals(worst.getKey(), found.worstGroup());
    assertEquals(worst.getValue(), found.worst(), 1e-12);
    assertEquals(average - worst.getValue(), found.gap(), 1e-12);
  }

  @Test
  void qualityIsThatOfABatchWithAndWithoutForgettingInAnyOrderAndAfterARestart() throws Exception {
    List<BatchQuality.Judged> sample = sample(400);
    List<AnsweredItem> items = new ArrayList<>();
    for (BatchQuality.Judged one : sample) {
      items.add(answered(one.label(), one.truth()));
    }
    for (String halfLife :
        new String[] {"", "estimate: {half-life: 200ms}\n", "estimate: {half-life: 40s}\n"}) {
      Collections.shuffle(items, new Random(halfLife.length()));
      OperatorSubtaskState state;
      try (Subtask subtask = Subtask.start()) {
        subtask.take(space(halfLife, 1, "sha256:one"));
        for (AnsweredItem item : items.subList(0, 150)) {
          subtask.take(item);
        }
        state = subtask.snapshot(1, 1);
      }
      try (Subtask subtask = new Subtask()) {
        subtask.initializeState(state);
        subtask.open();
        for (AnsweredItem item : items.subList(150, items.size())) {
          subtask.take(item);
        }
        List<Quality> published = subtask.published();
        assertEquals(1, published.size());
        Quality found = published.get(0);
        assertEquals("bird", found.factor());
        assertEquals(1, found.spaceVersion());
        Instant newest =
            sample.stream().map(one -> one.label().time()).max(Instant::compareTo).orElseThrow();
        assertEquals(newest, found.asOf());
        Duration time =
            halfLife.isEmpty()
                ? null
                : halfLife.contains("40s") ? Duration.ofSeconds(40) : Duration.ofMillis(200);
        BatchQuality expected = new BatchQuality(sample, "bird", List.of("bird", "place"), time);
        if (time == null || time.toSeconds() > 1) {
          assertSame(expected, found);
        } else {
          assertEquals(expected.items(), found.items(), 1e-9, "landmarks have moved");
          assertNull(found.debiased().worst());
          assertNull(found.calibration().temperature(), "too few answers count");
        }
        assertEquals(List.of(), subtask.published(), "nothing has changed");
      }
    }
  }

  /** The same numbers as of a batch: night falls from 60 to 50 of 80, day rises. */
  @Test
  void changesAlongFactorsThatNobodyAskedToClearAreMeasured() throws Exception {
    String file =
        FILE.replace("place: {role: spurious", "place: {role: label")
            .replace("{bird: [\"a {bird}\"]}", "{bird: [\"a {bird}\"], place: [\"a {place}\"]}");
    byte[] definition =
        Topic.SPACES.encode(SpaceFile.read("birds.yaml", file.getBytes(UTF_8)), Encoding.JSON);
    int[][] right = {{36, 30}, {32, 30}, {20, 28}, {30, 32}};
    try (Subtask subtask = Subtask.start()) {
      subtask.take(
          new PreparedSpace(
              "birds", 1, definition, "sha256:one", 10, null, new double[0], new double[0]));
      for (int group = 0; group < right.length; group++) {
        String bird = BIRDS.get(group % 2);
        String other = BIRDS.get(1 - group % 2);
        Map<String, String> truth = Map.of("bird", bird, "place", PLACES.get(group / 2));
        for (int i = 0; i < 40; i++) {
          float duck = (i < right[group][0] ? bird : other).equals("duck") ? 0.75f : 0.25f;
          String raw = i < right[group][1] ? bird : other;
          String id = "i-" + group + "-" + i;
          subtask.take(answered(label(id, i, answer(raw, duck, true, null), 1), truth));
        }
      }
      SideEffects found = subtask.published().get(0).sideEffects();
      assertEquals("place/wood", found.accuracyOf());
      assertEquals(-10 / 80.0, found.accuracy(), 1e-12);
      assertEquals("place", found.gapOf());
      assertEquals((118 - 120) / 160.0 - (20 - 28) / 40.0, found.gap(), 1e-12);
    }
  }

  @Test
  void setsAreMeasuredPerValueAsInABatchInAnyOrderAndAfterARestart() throws Exception {
    List<BatchQuality.Judged> sample = new ArrayList<>();
    for (BatchQuality.Judged one : sample(400)) {
      FactorLabel answer = one.label().factors().get("bird");
      sample.add(
          new BatchQuality.Judged(
              label(one.label().id(), seconds(one.label()), withSet(answer), 1), one.truth()));
    }
    List<AnsweredItem> items = new ArrayList<>();
    for (BatchQuality.Judged one : sample) {
      items.add(answered(one.label(), one.truth()));
    }
    for (String halfLife : new String[] {"", "estimate: {half-life: 40s}\n"}) {
      Collections.shuffle(items, new Random(halfLife.length()));
      OperatorSubtaskState state;
      try (Subtask subtask = Subtask.start()) {
        subtask.take(withSets(halfLife, 1));
        for (AnsweredItem item : items.subList(0, 150)) {
          subtask.take(item);
        }
        state = subtask.snapshot(1, 1);
      }
      try (Subtask subtask = new Subtask()) {
        subtask.initializeState(state);
        subtask.open();
        for (AnsweredItem item : items.subList(150, items.size())) {
          subtask.take(item);
        }
        Map<String, SetCoverage> found = subtask.published().get(0).sets();
        assertEquals(Set.of("duck", "owl"), found.keySet());
        Duration time = halfLife.isEmpty() ? null : Duration.ofSeconds(40);
        BatchQuality expected = new BatchQuality(sample, "bird", List.of("bird", "place"), time);
        for (String bird : BIRDS) {
          assertSame(expected.sets(bird, 0.8), found.get(bird));
        }
      }
    }
  }

  private static void assertSame(BatchQuality.Sets expected, SetCoverage found) {
    assertTrue(expected.quantile() < 1, "enough items tell");
    assertTrue(found.quantile() > expected.quantile() - 1e-9, found + ", expected " + expected);
    assertTrue(found.quantile() < expected.quantile() + 0.001 + 1e-9, "above by a step at most");
    assertEquals(expected.support(), found.support(), 1e-9);
    assertEquals(expected.covered(), found.covered(), 1e-12);
    assertEquals(expected.size(), found.size(), 1e-12);
  }

  private static double seconds(Label label) {
    return Duration.between(START, label.time()).toMillis() / 1000.0;
  }

  /** The same with the set that quantiles 0.4 of ducks and 0.6 of owls make of it. */
  private static FactorLabel withSet(FactorLabel answer) {
    List<String> set = new ArrayList<>();
    if (answer.probabilities().get("duck") >= 0.6) {
      set.add("duck");
    }
    if (answer.probabilities().get("owl") >= 0.4) {
      set.add("owl");
    }
    return new FactorLabel(
        answer.label(),
        answer.probability(),
        answer.probabilities(),
        answer.raw(),
        answer.debiased(),
        0,
        answer.abstained(),
        null,
        null,
        null,
        null,
        null,
        answer.debiased() ? set : null,
        null);
  }

  private static PreparedSpace withSets(String more, long version) {
    String sets = "role: label, coverage: 0.8, sets: {duck: 0.4, owl: 0.6}";
    byte[] file = (FILE.replace("role: label", sets) + more).getBytes(UTF_8);
    byte[] definition = Topic.SPACES.encode(SpaceFile.read("birds.yaml", file), Encoding.JSON);
    return new PreparedSpace(
        "birds", version, definition, "sha256:one", 10, null, new double[0], new double[0]);
  }

  @Test
  void aNewVersionForgetsTheSetsAndASpaceWithoutCoverageSaysNothingOfThem() throws Exception {
    FactorLabel answer = answer("duck", 0.75f, true, null);
    Map<String, String> duck = Map.of("bird", "duck");
    try (Subtask subtask = Subtask.start().take(withSets("", 1))) {
      subtask.take(answered(label("i", 0, withSet(answer), 1), duck));
      assertEquals(
          Map.of("duck", new SetCoverage(1, 1, 1.0, 1.0)), subtask.published().get(0).sets());
      subtask.take(withSets("", 2)).take(answered(label("j", 0, answer, 2), duck));
      assertEquals(
          Map.of("duck", new SetCoverage(1, 1, null, null)), subtask.published().get(0).sets());
      subtask.take(space("", 3, "sha256:one")).take(answered(label("k", 0, answer, 3), duck));
      assertNull(subtask.published().get(0).sets());
    }
  }

  @Test
  void feedbackThatNamesOtherValuesOrFactorsJudgesNothing() throws Exception {
    Label label = label("i", 0, answer("duck", 0.75f, true, null), 1);
    try (Subtask subtask = Subtask.start().take(space())) {
      subtask.take(answered(label, Map.of("place", "lake")));
      subtask.take(answered(label, Map.of("bird", "gull", "place", "lake")));
      assertEquals(List.of(), subtask.published());
      subtask.take(answered(label, Map.of("bird", "duck", "place", "sea")));
      Quality quality = subtask.published().get(0);
      assertEquals(1, quality.items());
      assertEquals(new GroupAccuracy(null, 1.0, null, null), quality.debiased());
    }
  }

  @Test
  void labelsFromBeforeTheFirstWordsTellOfThePlainPromptsAlone() throws Exception {
    try (Subtask subtask = Subtask.start().take(space())) {
      subtask.take(
          answered(label("i", 0, answer("owl", 0.75f, false, null), 1), Map.of("bird", "owl")));
      Quality quality = subtask.published().get(0);
      assertEquals(1.0, quality.raw().average());
      assertEquals(new GroupAccuracy(null, null, null, null), quality.debiased());
      assertNull(quality.abstained());
      assertNull(quality.calibration());
    }
  }

  @Test
  void aFactorOfManyValuesIsNotMeasured() throws Exception {
    FactorLabel many =
        new FactorLabel(
            null,
            null,
            Map.of("duck", 0.75, "owl", 0.5),
            null,
            true,
            0,
            null,
            List.of("duck", "owl"),
            null,
            null,
            null,
            null);
    try (Subtask subtask = Subtask.start().take(space())) {
      subtask.take(answered(label("i", 0, many, 1), Map.of("bird", "duck")));
      assertEquals(List.of(), subtask.published());
    }
  }

  @Test
  void aNewVersionOrModelBeginsAnewAndAnswersOfTheOneBeforeDoNotCount() throws Exception {
    Map<String, String> duck = Map.of("bird", "duck");
    AnsweredItem first = answered(label("i", 0, answer("duck", 0.75f, true, null), 1), duck);
    AnsweredItem second = answered(label("j", 0, answer("owl", 0.25f, true, null), 2), duck);
    try (Subtask subtask = Subtask.start().take(space()).take(first)) {
      subtask.take(second);
      assertEquals(1.0, subtask.published().get(0).debiased().average());
      subtask.take(space("", 1, "sha256:one")).take(first);
      assertEquals(2, subtask.published().get(0).items(), "the same version goes on");
      subtask.take(space("estimate: {half-life: 1h}\n", 2, "sha256:one")).take(first);
      Quality quality = subtask.published().get(0);
      assertEquals(2, quality.spaceVersion());
      assertEquals(1, quality.items(), "what came early was held, what came late was passed over");
      assertEquals(0.0, quality.debiased().average());
      subtask.take(space("", 2, "sha256:two")).take(second);
      assertEquals(List.of(), subtask.published(), "answers of another model");
    }
  }

  @Test
  void anAnswerThatWaitsForTheNewsOfItsSpaceIsHeldWithoutItsName() throws Exception {
    AnsweredItem item =
        answered(label("a-name", 0, answer("duck", 0.75f, true, null), 1), Map.of("bird", "duck"));
    try (Subtask subtask = Subtask.start().take(item)) {
      StateBytes state = StateBytes.of(subtask.snapshot(1, 1));
      assertTrue(state.hold("duck"));
      assertFalse(state.hold("a-name"));
      assertEquals(1, subtask.take(space()).published().get(0).items());
    }
  }

  @Test
  void aSpaceThatIsGoneIsNotMeasured() throws Exception {
    AnsweredItem item =
        answered(label("i", 0, answer("duck", 0.75f, true, null), 1), Map.of("bird", "duck"));
    try (Subtask subtask = Subtask.start().take(space()).take(item)) {
      subtask.take(new PreparedSpace("birds", 1, null, null, 0, null, null, null)).take(item);
      assertEquals(List.of(), subtask.published());
    }
    try (Subtask subtask = Subtask.start().take(item)) {
      assertEquals(List.of(), subtask.published());
      assertTrue(subtask.take(space()).published().get(0).items() == 1);
    }
  }

  @Test
  void nothingStaysOfSpacesThatAreForgotten() throws Exception {
    AnsweredItem item =
        answered(label("i", 0, answer("duck", 0.75f, true, null), 1), Map.of("bird", "duck"));
    try (Subtask subtask = Subtask.start()) {
      long size = subtask.snapshot(1, 1).getStateSize();
      subtask.take(space()).take(item);
      subtask.take(gone(1)).take(gone(PreparedSpace.FORGOTTEN));
      assertEquals(size, subtask.snapshot(2, 2).getStateSize());
      subtask.take(item);
      subtask.setProcessingTime(RemovedNames.RETENTION.toMillis() - 1);
      assertTrue(subtask.snapshot(3, 3).getStateSize() > size, "the news may be on their way");
      subtask.setProcessingTime(RemovedNames.RETENTION.toMillis());
      assertEquals(size, subtask.snapshot(4, 4).getStateSize());
      subtask.take(gone(0));
      assertEquals(size, subtask.snapshot(5, 5).getStateSize(), "rejected, and never there");
      assertEquals(List.of(), subtask.extractOutputValues());
    }
  }

  private static PreparedSpace gone(long version) {
    return new PreparedSpace("birds", version, null, null, 0, null, null, null);
  }
}
