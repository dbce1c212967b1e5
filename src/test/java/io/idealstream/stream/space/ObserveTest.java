package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.Inference;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ObserveTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final float[] VECTOR = FakeTexts.vector("an item");

  private static final class Subtask
      extends TwoInputStreamOperatorTestHarness<Embedded, PreparedSpace, Observation> {

    Subtask(int parallelism, int index, String... awaited) throws Exception {
      super(new Observe(new WaitingSettings(Set.of(awaited), 3)), 720, parallelism, index);
    }

    static Subtask start() throws Exception {
      Subtask subtask = new Subtask(1, 0);
      subtask.open();
      return subtask;
    }

    @Override
    public void close() {
      Subtasks.end(this);
    }

    Subtask knowing(PreparedSpace... spaces) throws Exception {
      for (PreparedSpace space : spaces) {
        processElement2(new StreamRecord<>(space));
      }
      return this;
    }

    List<Observation> take(Embedded item) throws Exception {
      int before = extractOutputValues().size();
      processElement1(new StreamRecord<>(item));
      List<Observation> all = extractOutputValues();
      return all.subList(before, all.size());
    }
  }

  private static Embedded image(Map<String, List<String>> values, String caption) {
    return new Embedded(Modality.IMAGE, "i-1", "door", TIME, "sha256:one", VECTOR, caption, values);
  }

  private static Embedded caption(String text) {
    return new Embedded(Modality.CAPTION, "i-1", "door", TIME, "sha256:one", VECTOR, text, null);
  }

  private static Map<String, List<String>> values(String bird, String place) {
    return Map.of("bird", List.of(bird), "place", List.of(place));
  }

  private static Vote vote(Embedded item, String yaml) {
    PreparedSpace prepared = BirdSpaces.prepared(yaml, 4);
    KnownSpace known = KnownSpace.of(HeldSpace.of(prepared));
    return Vote.of(item, known, Inference.of(prepared, known));
  }

  private static List<String> reasons(Embedded item) {
    Vote vote = vote(item, BIRDS);
    assertEquals(Optional.empty(), vote.observation());
    return vote.reasons();
  }

  @Test
  void anImageWithGivenValuesVotesForItsCell() throws Exception {
    try (Subtask subtask = Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4))) {
      Observation seen = subtask.take(image(values("duck", "lake"), null)).get(0);
      assertEquals("birds", seen.space());
      assertEquals(4, seen.spaceVersion());
      assertEquals("*", seen.feed());
      assertEquals(Source.IMAGES, seen.source());
      assertEquals("sha256:one", seen.model());
      assertEquals(Map.of("bird", "duck", "place", "lake"), seen.values());
      assertEquals(TIME, seen.time());
      assertArrayEquals(VECTOR, seen.vector());
    }
  }

  @Test
  void timeWaitsWithTheItemsThatWaitForTheirSpace() throws Exception {
    try (Subtask subtask = new Subtask(1, 0, "birds")) {
      subtask.open();
      subtask.processWatermark2(Watermark.MAX_WATERMARK);
      subtask.processElement1(new StreamRecord<>(image(values("duck", "lake"), null)));
      Watermark mark = new Watermark(TIME.toEpochMilli());
      subtask.processWatermark1(mark);
      assertTrue(!subtask.getOutput().contains(mark), "an item before it has no answer yet");
      subtask.knowing(BirdSpaces.prepared(BIRDS, 4));
      List<Object> out = List.copyOf(subtask.getOutput());
      assertEquals(1, subtask.extractOutputValues().size());
      assertEquals(mark, out.get(out.size() - 1));
    }
  }

  @Test
  void aCaptionVotesForTheCellItNames() throws Exception {
    try (Subtask subtask = Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4))) {
      Observation seen = subtask.take(caption("Two mallards among trees.")).get(0);
      assertEquals(Source.CAPTIONS, seen.source());
      assertEquals(Map.of("bird", "duck", "place", "wood"), seen.values());
    }
  }

  @Test
  void theCaptionOfAnImagesEnvelopeCountsAsTheImagesValuesUnlessValuesAreGiven() throws Exception {
    try (Subtask subtask = Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4))) {
      Observation seen = subtask.take(image(null, "an owl in town")).get(0);
      assertEquals(Source.IMAGES, seen.source());
      assertEquals(Map.of("bird", "owl", "place", "town"), seen.values());
      Observation given = subtask.take(image(values("duck", "lake"), "an owl in town")).get(0);
      assertEquals(Map.of("bird", "duck", "place", "lake"), given.values());
      Map<String, List<String>> half = Map.of("bird", List.of("duck"));
      assertTrue(subtask.take(image(half, "an owl in town")).isEmpty());
    }
  }

  @Test
  void feedbackVotesAsASourceOfItsOwn() throws Exception {
    try (Subtask subtask = Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4))) {
      Embedded said =
          new Embedded(
              Modality.FEEDBACK,
              "i-1",
              "door",
              TIME,
              "sha256:one",
              VECTOR,
              null,
              values("owl", "town"));
      Observation seen = subtask.take(said).get(0);
      assertEquals(Source.FEEDBACK, seen.source());
      assertEquals(Map.of("bird", "owl", "place", "town"), seen.values());
    }
  }

  @Test
  void itemsThatNameNoWholeCellAreCountedByReason() {
    assertEquals(List.of("missing-factor"), reasons(caption("a duck")));
    assertEquals(List.of("ambiguous"), reasons(caption("a duck and an owl on a lake")));
    assertEquals(List.of("unknown-value"), reasons(image(values("gull", "lake"), null)));
    Map<String, List<String>> both =
        Map.of("bird", List.of("gull"), "place", List.of("lake", "town"));
    assertEquals(List.of("ambiguous", "unknown-value"), reasons(image(both, null)));
    assertEquals(List.of("missing-factor"), reasons(image(Map.of(), null)));
  }

  @Test
  void namesThatNoSpaceHasAreToldWithTheOnesThatAreMeant() throws Exception {
    String scenes =
        """
        space: scenes
        templates: ["a photo {light}"]
        plain: {light: ["{light}"]}
        factors: {light: {role: label, values: [day, night]}}
        """;
    try (LogLines log = LogLines.of("io.idealstream.stream.space");
        Subtask subtask =
            Subtask.start()
                .knowing(BirdSpaces.prepared(BIRDS, 4), BirdSpaces.prepared(scenes, 1))) {
      subtask.take(
          image(
              Map.of("bird", List.of("Duck"), "place", List.of("lake"), "light", List.of("day")),
              null));
      assertEquals(
          List.of(
              "Item door/i-1 names the value \"Duck\" of factor bird, which no space has: it counts"
                  + " for nothing; did you mean duck?"),
          log.now());
    }
    try (LogLines log = LogLines.of("io.idealstream.stream.space");
        Subtask subtask = Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4))) {
      subtask.take(image(Map.of("birb", List.of("duck"), "place", List.of("lake")), null));
      assertEquals(
          List.of(
              "Item door/i-1 names the factor \"birb\", which no space has: it counts for nothing;"
                  + " did you mean bird?"),
          log.now());
    }
  }

  @Test
  void anItemThatSaysNothingIsNotMissed() {
    assertEquals(List.of(), reasons(image(null, null)));
  }

  @Test
  void anItemOfAnotherModelIsNoVote() {
    Embedded other =
        new Embedded(
            Modality.IMAGE, "i", "door", TIME, "sha256:two", VECTOR, null, values("duck", "lake"));
    assertEquals(List.of("other-model"), reasons(other));
  }

  @Test
  void onlyItemsOfTheSpacesFeedsVote() {
    Embedded item = image(values("duck", "lake"), null);
    assertTrue(vote(item, BIRDS + "feeds: [door]\n").observation().isPresent());
    Vote elsewhere = vote(item, BIRDS + "feeds: [roof]\n");
    assertEquals(new Vote(Optional.empty(), List.of()), elsewhere);
  }

  @Test
  void aSpaceThatIsEstimatedPerFeedGetsTheItemsFeed() {
    Vote vote = vote(image(values("duck", "lake"), null), BIRDS + "estimate: {per: feed}\n");
    assertEquals("door", vote.observation().orElseThrow().feed());
  }

  @Test
  void anItemVotesInEverySpaceInForceByItsNewestDefinition() throws Exception {
    String others = BirdSpaces.BIRDS_ANYWHERE.replace("space: birds", "space: others");
    try (Subtask subtask =
        Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4), BirdSpaces.prepared(others, 1))) {
      Embedded item = image(values("duck", "lake"), null);
      assertEquals(2, subtask.take(item).size());
      subtask.knowing(BirdSpaces.prepared(BirdSpaces.BIRDS_ANYWHERE, 5));
      assertEquals(
          List.of(Map.of("bird", "duck"), Map.of("bird", "duck")),
          subtask.take(item).stream().map(Observation::values).toList());
      subtask.knowing(BirdSpaces.gone("birds", 5));
      assertEquals(List.of("others"), subtask.take(item).stream().map(Observation::space).toList());
    }
  }

  @Test
  void spacesAreKnownAfterARestoreWithMoreSubtasks() throws Exception {
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start().knowing(BirdSpaces.prepared(BIRDS, 4))) {
      state = subtask.snapshot(1, 1);
    }
    for (int index = 0; index < 3; index++) {
      try (Subtask subtask = new Subtask(3, index)) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(state, 720, 1, 3, index));
        subtask.open();
        assertEquals(1, subtask.take(image(values("owl", "town"), null)).size());
      }
    }
  }

  @Test
  void aSpaceThatAwaitsItsWordsTakesNoVotes() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.knowing(BirdSpaces.awaitingWords(BirdSpaces.prepared(BIRDS, 1)));
      assertEquals(List.of(), subtask.take(image(values("owl", "town"), null)));
      subtask.knowing(BirdSpaces.prepared(BIRDS, 1));
      assertEquals(1, subtask.take(image(values("owl", "town"), null)).size());
    }
  }

  @Test
  void itemsWaitForTheSpacesThatExistAndVoteOnceTheyHaveTheirWords() throws Exception {
    OperatorSubtaskState state;
    try (Subtask subtask = new Subtask(1, 0, "birds")) {
      subtask.open();
      assertEquals(List.of(), subtask.take(image(values("owl", "town"), null)));
      assertEquals(List.of(), subtask.take(caption("a duck on a lake")));
      subtask.knowing(BirdSpaces.awaitingWords(BirdSpaces.prepared(BIRDS, 1)));
      assertEquals(List.of(), subtask.extractOutputValues());
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = new Subtask(1, 0, "birds")) {
      subtask.initializeState(state);
      subtask.open();
      subtask.take(image(null, "an owl on a lake"));
      assertEquals(List.of(), subtask.extractOutputValues());
      subtask.knowing(BirdSpaces.prepared(BIRDS, 1));
      assertEquals(
          List.of(
              Map.of("bird", "owl", "place", "town"),
              Map.of("bird", "duck", "place", "lake"),
              Map.of("bird", "owl", "place", "lake")),
          subtask.extractOutputValues().stream().map(Observation::values).toList());
      assertEquals(
          List.of(Source.IMAGES, Source.CAPTIONS, Source.IMAGES),
          subtask.extractOutputValues().stream().map(Observation::source).toList());
    }
  }

  @Test
  void noMoreItemsWaitThanMay() throws Exception {
    try (Subtask subtask = new Subtask(1, 0, "birds", "others")) {
      subtask.open();
      subtask.knowing(BirdSpaces.prepared(BIRDS, 1));
      for (int n = 0; n < 3; n++) {
        assertEquals(List.of(), subtask.take(image(values("owl", "town"), null)));
      }
      assertEquals(1, subtask.take(image(values("duck", "town"), null)).size());
      subtask.knowing(BirdSpaces.gone("others", 0));
      assertEquals(4, subtask.extractOutputValues().size());
    }
  }

  @Test
  void votesAreCountedPerSpaceAndOutcomeUpToSoManySpaces() {
    Registry registry = new Registry("", new HashMap<>());
    VoteCounters counters = new VoteCounters(registry);
    Vote counted = vote(image(values("duck", "lake"), null), BIRDS);
    Vote missing = vote(caption("a duck"), BIRDS);
    counters.count("birds", counted);
    counters.count("birds", counted);
    counters.count("birds", missing);
    assertEquals(2, registry.count(".space.birds.outcome.counted.observations"));
    assertEquals(1, registry.count(".space.birds.outcome.missing-factor.observations"));
    for (int i = 0; i < 2 * VoteCounters.MOST_SPACES; i++) {
      counters.count("space" + i, missing);
    }
    assertEquals(
        VoteCounters.MOST_SPACES + 1,
        registry.count(".space.*.outcome.missing-factor.observations"));
    assertEquals(VoteCounters.MOST_SPACES + 2, registry.counters.size());
    counters.count(
        "birds",
        vote(image(null, null), BIRDS.replaceAll("gate:.*", "estimate: {inferred: true}")));
    assertEquals(1, registry.count(".space.birds.outcome.inferred.observations"));
    assertEquals(2, registry.count(".space.birds.outcome.counted.observations"));
  }

  /** Counters by the path they were registered under. */
  private static final class Registry extends UnregisteredMetricsGroup {

    private final String path;
    private final Map<String, Counter> counters;

    Registry(String path, Map<String, Counter> counters) {
      this.path = path;
      this.counters = counters;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Registry(path + "." + name, counters);
    }

    @Override
    public MetricGroup addGroup(String name, String value) {
      return addGroup(name).addGroup(value);
    }

    @Override
    public Counter counter(String name) {
      Counter counter = new SimpleCounter();
      assertEquals(null, counters.put(path + "." + name, counter), "registered once");
      return counter;
    }

    long count(String name) {
      return counters.get(name).getCount();
    }
  }
}
