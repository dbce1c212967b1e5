package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_ANYWHERE;
import static io.idealstream.estimate.BirdSpaces.BIRDS_OUTSIDE;
import static io.idealstream.estimate.BirdSpaces.gone;
import static io.idealstream.estimate.BirdSpaces.prepared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.CompletedWords;
import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.EstimateState;
import io.idealstream.estimate.Intervention;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.wire.Cosines;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Frozen;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.PastVersion;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Restored;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.SourceScores;
import io.idealstream.wire.Spread;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PublishWordsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static final class Subtask
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, PreparedSpace, SourceEstimate, Outgoing> {

    Subtask(int parallelism, int index) throws Exception {
      super(
          new PublishWords(Encoding.JSON, Histories.HOURS.grid(), 2, "test", 0),
          PreparedSpace::space,
          SourceEstimate::space,
          Types.STRING,
          720,
          parallelism,
          index);
    }

    static Subtask start() throws Exception {
      Subtask subtask = new Subtask(1, 0);
      subtask.open();
      return subtask;
    }

    Subtask restarted() throws Exception {
      Subtask next = new Subtask(1, 0);
      next.initializeState(snapshot(1, 1));
      next.open();
      next.setProcessingTime(getProcessingTime());
      close();
      return next;
    }

    @Override
    public void close() {
      Subtasks.end(this);
    }

    /** What is written for a prepared space. */
    List<Outgoing> take(PreparedSpace space) throws Exception {
      getOutput().clear();
      processElement1(new StreamRecord<>(space));
      return List.copyOf(extractOutputValues());
    }

    /** What is written for an estimate. */
    List<Outgoing> take(SourceEstimate estimate) throws Exception {
      getOutput().clear();
      processElement2(new StreamRecord<>(estimate));
      return List.copyOf(extractOutputValues());
    }

    List<SpaceInForce> inForce() {
      Queue<StreamRecord<SpaceInForce>> said = getSideOutput(PublishWords.IN_FORCE);
      return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
    }

    List<Quality> scores() {
      Queue<StreamRecord<Quality>> said = getSideOutput(PublishWords.SCORES);
      return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
    }

    long age() {
      return ((PublishWords) getOperator()).wordsAgeMillis();
    }
  }

  /** An estimate over the rows of a space; {@code seed} decides its numbers. */
  private static SourceEstimate estimate(
      String yaml, long version, String model, String feed, Source source, double seed) {
    int rows = BirdSpaces.definition(yaml).factorSpace().rows();
    double[] numbers = new double[rows * FakeTexts.DIMENSION];
    boolean[] determined = new boolean[rows];
    double[] errors = new double[rows];
    double[] support = new double[rows];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = Math.sin(seed + j);
    }
    Arrays.fill(determined, true);
    Arrays.fill(errors, source == Source.PROMPTS ? Double.NaN : 0.25);
    Arrays.fill(support, 7);
    return new SourceEstimate(
        "birds", feed, source, model, version, numbers, determined, support, errors, 4, 0.5, NOON);
  }

  private static SourceEstimate captions(long version, double seed) {
    return estimate(BIRDS, version, "sha256:one", "*", Source.CAPTIONS, seed);
  }

  private static WordsRecord record(Outgoing message) throws Unreadable {
    return message.value() == null ? null : Topic.WORDS.decode(message.value(), Encoding.JSON);
  }

  private static String key(Outgoing message) {
    return new String(message.key(), UTF_8);
  }

  /** The head, which comes last. */
  private static WordsHead head(List<Outgoing> messages) throws Unreadable {
    return (WordsHead) record(messages.get(messages.size() - 1));
  }

  private static List<String> keys(List<Outgoing> messages) {
    return messages.stream().map(PublishWordsTest::key).toList();
  }

  private static List<String> removed(List<Outgoing> messages) {
    return messages.stream()
        .filter(message -> message.value() == null)
        .map(PublishWordsTest::key)
        .toList();
  }

  private static List<Word> words(List<Outgoing> messages) throws Unreadable {
    List<Word> words = new ArrayList<>();
    for (Outgoing message : messages) {
      if (record(message) instanceof Word word) {
        assertEquals(key(message), Keys.of(word));
        words.add(word);
      }
    }
    return words;
  }

  @Test
  void thePromptsOfASpaceComeFirstAndTheHeadLast() throws Exception {
    PreparedSpace space = prepared(BIRDS, 3);
    try (Subtask subtask = Subtask.start()) {
      List<Outgoing> messages = subtask.take(space);
      assertEquals(
          List.of(
              "birds/*/prompts/bird/duck",
              "birds/*/prompts/bird/owl",
              "birds/*/prompts/place/lake",
              "birds/*/prompts/place/wood",
              "birds/*/prompts/place/town",
              "birds"),
          keys(messages));
      Word duck = words(messages).get(0);
      assertEquals(1, duck.version());
      assertEquals(3, duck.spaceVersion());
      assertEquals("sha256:one", duck.model());
      assertEquals(0, duck.support());
      assertNull(duck.standardError());
      assertArrayEquals(row(space.prompts(), 1), duck.vector());
      WordsHead head = head(messages);
      assertEquals(1, head.version());
      assertEquals(3, head.spaceVersion());
      assertNull(head.asOf(), "prompts are of no time");
      assertEquals(Set.of("prompts"), head.sources().keySet());
      assertArrayEquals(row(space.prompts(), 0), head.sources().get("prompts").u0());
      assertEquals(4, head.sources().get("prompts").rank());
      assertTrue(head.sources().get("prompts").estimable());
      assertEquals(space.prompts().r2(), head.sources().get("prompts").r2());
      assertNull(head.feeds());
    }
  }

  @Test
  void theHeadTellsWhatWasRolledBackOrFrozenAndTheVersionsToGoBackTo() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 3));
      WordsHead first = head(subtask.take(captions(3, 0.5)));
      assertNull(first.restores());
      assertNull(first.frozen());
      assertEquals(List.of(new PastVersion(2, NOON, null)), first.history());

      Intervention back = new Intervention(null, NOON.minusSeconds(60), 2L);
      WordsHead restored = head(subtask.take(captions(3, 0.5).after(back)));
      assertEquals(3, restored.version(), "the same words under a new number");
      assertEquals(new Restored(2L, NOON.minusSeconds(60)), restored.restores());
      assertEquals(
          List.of(new PastVersion(2, NOON, null), new PastVersion(3, NOON, NOON.minusSeconds(60))),
          restored.history());

      try (Subtask next = subtask.restarted()) {
        Intervention freeze = new Intervention(NOON.minusSeconds(60), null, null);
        WordsHead frozen = head(next.take(captions(3, 0.5).after(freeze)));
        assertEquals(4, frozen.version());
        assertNull(frozen.restores());
        assertEquals(new Frozen(NOON.minusSeconds(60), List.of("captions"), null), frozen.frozen());
        assertEquals(List.of(), next.take(captions(3, 0.5).after(freeze)), "nothing has changed");
        WordsHead thawed = head(next.take(captions(3, 1.5)));
        assertNull(thawed.frozen());
        assertEquals(
            List.of(2L, 3L, 5L), thawed.history().stream().map(PastVersion::version).toList());
      }
    }
  }

  @Test
  void aWordIsUncertainWhoseErrorIsUnknownOrAboveHalfItsLength() throws Exception {
    SourceEstimate estimate = captions(3, 0.5);
    Arrays.fill(estimate.standardError(), 0);
    double[] duck = row(estimate, 1);
    double half = Math.sqrt(Arrays.stream(duck).map(x -> x * x).sum()) / 2;
    estimate.standardError()[1] = half * 1.01;
    estimate.standardError()[2] = Double.NaN;
    try (Subtask subtask = Subtask.start()) {
      List<Word> prompts = words(subtask.take(prepared(BIRDS, 3)));
      List<Word> captions = words(subtask.take(estimate));
      assertEquals(
          List.of(false, false, false, false, false),
          prompts.stream().map(Word::uncertain).toList());
      assertEquals(
          List.of(true, true, false, false, false),
          captions.stream().map(Word::uncertain).toList());
    }
  }

  private static final Scores SCORES =
      new Scores(new Spread(0.25, 0.1), null, null, 1.0, 6, Map.of("bird", 0.5));

  private static SourceEstimate scored(SourceEstimate words) {
    return new SourceEstimate(
        words.space(),
        words.feed(),
        words.source(),
        words.model(),
        words.spaceVersion(),
        words.rows(),
        words.determined(),
        words.support(),
        words.standardError(),
        words.rank(),
        words.r2(),
        words.asOf(),
        SCORES,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void theHeadHoldsTheScoresOfAllSourcesAndEachPublicationIsAPointOfTheirSeries() throws Exception {
    PreparedSpace space = prepared(BIRDS, 3);
    try (Subtask subtask = Subtask.start()) {
      subtask.take(space);
      WordsHead head = head(subtask.take(scored(captions(3, 0.5))));
      assertEquals(SCORES, head.sources().get("captions").scores());
      assertEquals(space.prompts().scores(), head.sources().get("prompts").scores());
      assertEquals(List.of(6L), subtask.inForce().stream().map(SpaceInForce::prompted).toList());

      List<Quality> points = subtask.scores();
      assertEquals(2, points.size());
      assertNull(points.get(0).asOf(), "prompts are of no time");
      assertEquals(
          Map.of(
              "prompts",
              new SourceScores(
                  1,
                  space.prompts().r2(),
                  space.prompts().scores(),
                  head.sources().get("prompts").orthogonality())),
          points.get(0).estimates());
      assertEquals(
          new Quality(
              "birds",
              3,
              null,
              NOON,
              null,
              null,
              null,
              null,
              null,
              Map.of(
                  "captions",
                  new SourceScores(
                      2, 0.5, SCORES, head.sources().get("captions").orthogonality()))),
          points.get(1));
      subtask.take(scored(captions(3, 0.5)));
      assertEquals(2, subtask.scores().size(), "nothing was published");
    }
  }

  @Test
  void theHeadAndTheSeriesSayHowFarFactorsKeepApart() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 3));
      List<Outgoing> messages = subtask.take(captions(3, 0.5));
      List<Word> words = words(messages);
      List<Double> cosines = new ArrayList<>();
      for (Word word : words) {
        for (Word other : words) {
          if (word.factor().compareTo(other.factor()) < 0) {
            cosines.add(Math.abs(cosine(word.vector(), other.vector())));
          }
        }
      }
      Cosines said = head(messages).sources().get("captions").orthogonality();
      assertEquals(cosines.stream().mapToDouble(c -> c).max().orElseThrow(), said.largest(), 1e-12);
      assertEquals(
          cosines.stream().mapToDouble(c -> c).average().orElseThrow(), said.mean(), 1e-12);
      assertTrue(said.mean() > 0 && said.largest() < 1);
      assertEquals(said, subtask.scores().get(1).estimates().get("captions").orthogonality());
    }
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int j = 0; j < one.length; j++) {
      product += one[j] * other[j];
      squares += one[j] * one[j];
      others += other[j] * other[j];
    }
    return product / Math.sqrt(squares * others);
  }

  private static final String BY_CAPTIONS = BIRDS + "estimate: {label-source: captions}\n";

  /** Captions without a word of the owl, completed by other words. */
  private static SourceEstimate completed(double seed) {
    SourceEstimate captions = captions(3, 1);
    captions.determined()[2] = false;
    SourceEstimate whole = captions(3, seed);
    double[] shares = {0, 0.25, 1, 0.5, 0.5, 0.5};
    return captions.labellingBy(new CompletedWords(whole.rows(), whole.standardError(), shares));
  }

  @Test
  void whatLabelsInThePlaceOfASourcesWordsIsWrittenBesideThem() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BY_CAPTIONS, 3));
      List<Outgoing> messages = subtask.take(completed(5));
      List<Word> words = words(messages);
      assertEquals(4, words.stream().filter(w -> w.source() == Source.CAPTIONS).count());
      List<Word> whole = words.stream().filter(w -> w.source() == Source.COMPLETED).toList();
      assertEquals(
          List.of("duck", "owl", "lake", "wood", "town"), whole.stream().map(Word::value).toList());
      assertEquals(
          List.of(0.25, 1.0, 0.5, 0.5, 0.5), whole.stream().map(Word::priorShare).toList());
      assertArrayEquals(row(captions(3, 5), 2), whole.get(1).vector());
      assertEquals(7, whole.get(1).support());
      SourceFit fit = head(messages).sources().get("completed");
      assertArrayEquals(row(captions(3, 5), 0), fit.u0());
      assertTrue(fit.estimable());
      assertNull(fit.r2(), "it is known of what was fitted alone");
      assertEquals(2, last(subtask).words());
      assertEquals(Source.CAPTIONS, last(subtask).labelling().source());

      List<Outgoing> changed = subtask.take(completed(6));
      assertEquals(5, words(changed).size(), "those of captions are the same");
      assertEquals(3, last(subtask).words());
      assertEquals(3, head(changed).version());
    }
  }

  private static SpaceInForce last(Subtask subtask) {
    List<SpaceInForce> inForce = subtask.inForce();
    return inForce.get(inForce.size() - 1);
  }

  @Test
  void whatCompletedASourceGoesOnceItLabelsByItself() throws Exception {
    Set<String> completed =
        Set.of(
            "birds/*/completed/bird/duck",
            "birds/*/completed/bird/owl",
            "birds/*/completed/place/lake",
            "birds/*/completed/place/wood",
            "birds/*/completed/place/town");
    try (Subtask first = Subtask.start()) {
      first.take(prepared(BY_CAPTIONS, 3));
      first.take(completed(5));
      Subtask second = first.restarted();
      try (second) {
        List<Outgoing> messages = second.take(captions(3, 1));
        assertEquals(completed, Set.copyOf(removed(messages)));
        assertEquals(Set.of("prompts", "captions"), head(messages).sources().keySet());
        assertEquals(List.of(), removed(second.take(captions(3, 2))));
        second.take(completed(5));
        List<String> gone = removed(second.take(prepared(BIRDS, 4)));
        assertTrue(gone.containsAll(completed), gone.toString());
      }
    }
  }

  @Test
  void aFeedsScoresStandUnderItsName() throws Exception {
    String perFeed = BIRDS + "estimate: {per: feed}\n";
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(perFeed, 1));
      subtask.take(scored(estimate(perFeed, 1, "sha256:one", "a/b", Source.IMAGES, 1)));
      assertEquals(Set.of("images/a/b"), subtask.scores().get(1).estimates().keySet());
    }
  }

  private static double[] row(SourceEstimate estimate, int row) {
    return Arrays.copyOfRange(
        estimate.rows(), row * FakeTexts.DIMENSION, (row + 1) * FakeTexts.DIMENSION);
  }

  @Test
  void labellingGetsThePromptsAndIsNotToldOfOtherSources() throws Exception {
    PreparedSpace space = prepared(BIRDS, 3);
    try (Subtask subtask = Subtask.start()) {
      subtask.take(space);
      subtask.take(captions(3, 1));
      assertEquals(1, subtask.inForce().size());
      SpaceInForce inForce = subtask.inForce().get(0);
      assertEquals(1, inForce.words());
      assertEquals(3, inForce.spaceVersion());
      assertEquals(50, inForce.logitScale());
      assertEquals("sha256:one", inForce.model());
      assertArrayEquals(space.definition(), inForce.definition());
      assertArrayEquals(
          Arrays.copyOf(space.prompts().rows(), 3 * FakeTexts.DIMENSION),
          inForce.labelling().rows());
      assertArrayEquals(space.plain(), inForce.plain());
      assertArrayEquals(space.gate(), inForce.gate());
    }
  }

  @Test
  void aSpaceAheadOfItsWordsIsToldToLabellingAndWritesNothing() throws Exception {
    PreparedSpace whole = prepared(BIRDS, 3);
    try (Subtask subtask = Subtask.start()) {
      assertEquals(List.of(), subtask.take(BirdSpaces.awaitingWords(whole)));
      SpaceInForce ahead = subtask.inForce().get(0);
      assertNull(ahead.labelling());
      assertEquals(0, ahead.words());
      assertEquals(3, ahead.spaceVersion());
      assertEquals(50, ahead.logitScale());
      assertEquals("sha256:one", ahead.model());
      assertArrayEquals(whole.definition(), ahead.definition());
      assertArrayEquals(whole.plain(), ahead.plain());
      assertEquals(List.of(), subtask.take(captions(3, 1)));
      assertEquals(10, words(subtask.take(whole)).size());
      assertEquals(1, subtask.inForce().get(1).words());
    }
  }

  @Test
  void onlyWordsThatChangedAreWritten() throws Exception {
    try (Subtask first = Subtask.start()) {
      first.take(prepared(BIRDS, 1));
      assertEquals(5, words(first.take(captions(1, 1))).size());
      Subtask second = first.restarted();
      try (second) {
        assertEquals(List.of(), second.take(captions(1, 1)));
        SourceEstimate changed = captions(1, 1);
        changed.rows()[3 * FakeTexts.DIMENSION] += 1e-3;
        changed.support()[5] = 8;
        List<Outgoing> messages = second.take(changed);
        assertEquals(
            List.of("birds/*/captions/place/lake", "birds/*/captions/place/town", "birds"),
            keys(messages));
        assertEquals(3, head(messages).version());
        assertEquals(3, words(messages).get(0).version());
        assertEquals(8, words(messages).get(1).support());
        assertEquals(Set.of("prompts", "captions"), head(messages).sources().keySet());
        assertEquals(NOON, head(messages).asOf());
      }
    }
  }

  @Test
  void aHeadAloneIsWrittenWhereOnlyTheFitChanged() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 1));
      subtask.take(captions(1, 1));
      SourceEstimate changed = captions(1, 1);
      changed.rows()[0] += 1e-3;
      List<Outgoing> messages = subtask.take(changed);
      assertEquals(List.of("birds"), keys(messages));
      assertEquals(changed.rows()[0], head(messages).sources().get("captions").u0()[0]);
    }
  }

  @Test
  void aWordThatIsNotDeterminedIsNotWrittenAndTakenBackIfItWas() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 1));
      SourceEstimate open = captions(1, 1);
      open.determined()[0] = false;
      open.determined()[2] = false;
      List<Outgoing> messages = subtask.take(open);
      assertEquals(4, words(messages).size());
      assertNull(head(messages).sources().get("captions").u0());
      assertEquals(false, head(messages).sources().get("captions").estimable());
      subtask.take(captions(1, 1));
      assertEquals(List.of("birds/*/captions/bird/owl"), removed(subtask.take(open)));
      assertEquals(List.of(), subtask.take(open));
    }
  }

  @Test
  void anEstimateThatComesBeforeThePromptsIsHeldAndSharesTheirVersion() throws Exception {
    try (Subtask first = Subtask.start()) {
      assertEquals(List.of(), first.take(captions(1, 1)));
      assertEquals(List.of(), first.take(captions(1, 2)));
      assertEquals(List.of(), first.take(captions(2, 3)));
      Subtask second = first.restarted();
      try (second) {
        List<Outgoing> messages = second.take(prepared(BIRDS, 1));
        assertEquals(5, words(messages).size());
        assertEquals(1, second.inForce().get(0).words());
        messages = second.take(prepared(BIRDS, 2));
        assertEquals(10, words(messages).size());
        assertTrue(words(messages).stream().allMatch(word -> word.version() == 2));
        assertEquals(2, second.inForce().get(1).words());
        SourceEstimate held = captions(2, 3);
        assertArrayEquals(row(held, 1), words(messages).get(5).vector());
        assertEquals(List.of(), second.take(held));
      }
    }
  }

  @Test
  void anEstimateForAnEarlierVersionOfTheSpaceIsDropped() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 2));
      assertEquals(List.of(), subtask.take(captions(1, 1)));
      assertEquals(5, words(subtask.take(prepared(BIRDS, 3))).size());
    }
  }

  @Test
  void aNewVersionTakesOverAndWhatItDoesNotHaveIsTakenBack() throws Exception {
    try (Subtask first = Subtask.start()) {
      first.take(prepared(BIRDS, 1));
      first.take(captions(1, 1));
      Subtask second = first.restarted();
      try (second) {
        List<Outgoing> messages = second.take(prepared(BIRDS_OUTSIDE, 2));
        assertEquals(4, words(messages).size());
        assertEquals(
            Set.of(
                "birds/*/prompts/place/town",
                "birds/*/captions/bird/duck",
                "birds/*/captions/bird/owl",
                "birds/*/captions/place/lake",
                "birds/*/captions/place/wood",
                "birds/*/captions/place/town"),
            Set.copyOf(removed(messages)));
        assertEquals(3, head(messages).version());
        assertEquals(Set.of("prompts"), head(messages).sources().keySet());
        assertEquals(3, second.inForce().get(0).words());
        SourceEstimate again = estimate(BIRDS_OUTSIDE, 2, "sha256:one", "*", Source.CAPTIONS, 2);
        assertEquals(4, words(second.take(again)).size());
      }
    }
  }

  @Test
  void aRemovedFactorTakesItsWordsAlong() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 1));
      List<Outgoing> messages = subtask.take(prepared(BIRDS_ANYWHERE, 2));
      assertEquals(
          Set.of(
              "birds/*/prompts/place/lake",
              "birds/*/prompts/place/wood",
              "birds/*/prompts/place/town"),
          Set.copyOf(removed(messages)));
    }
  }

  @Test
  void aRemovedSpaceTakesAllItsWordsAndItsHeadAlongButNotItsCounter() throws Exception {
    try (Subtask first = Subtask.start()) {
      first.take(prepared(BIRDS, 1));
      first.take(captions(1, 1));
      List<Outgoing> messages = first.take(gone("birds", 1));
      assertEquals(11, removed(messages).size());
      assertEquals(11, messages.size());
      assertEquals("birds", key(messages.get(10)));
      assertNull(first.inForce().get(1).definition());
      assertNull(first.inForce().get(1).model());
      assertEquals(0, first.inForce().get(1).words());
      assertEquals(List.of(), first.take(captions(1, 2)));
      assertEquals(List.of(), first.take(gone("birds", 1)));
      Subtask second = first.restarted();
      try (second) {
        assertEquals(3, head(second.take(prepared(BIRDS, 2))).version());
        assertEquals(3, second.inForce().get(0).words());
      }
    }
  }

  @Test
  void aSpaceThatNeverCameIsToldOnAndWritesNothing() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      assertEquals(List.of(), subtask.take(gone("birds", 0)));
      assertNull(subtask.inForce().get(0).definition());
    }
  }

  @Test
  void anotherModelTakesOverAndEstimatesByEitherFindTheirPlace() throws Exception {
    SourceEstimate byTwo = estimate(BIRDS, 1, "sha256:two", "*", Source.CAPTIONS, 5);
    try (Subtask first = Subtask.start()) {
      first.take(prepared(BIRDS, 1));
      first.take(captions(1, 1));
      assertEquals(List.of(), first.take(byTwo));
      Subtask second = first.restarted();
      try (second) {
        List<Outgoing> messages = second.take(prepared(BIRDS, 1, "sha256:two"));
        assertEquals(10, words(messages).size());
        assertTrue(words(messages).stream().allMatch(w -> w.model().equals("sha256:two")));
        assertEquals("sha256:two", head(messages).model());
        assertEquals(List.of(), second.take(captions(1, 9)));
        assertEquals(List.of(), second.take(byTwo));
      }
    }
  }

  @Test
  void estimatesPerFeedStandUnderTheirFeedUpToSoManyFeeds() throws Exception {
    String yaml = BIRDS + "estimate: {per: feed}\n";
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(yaml, 1));
      List<Outgoing> messages =
          subtask.take(estimate(yaml, 1, "sha256:one", "a/b", Source.CAPTIONS, 1));
      assertEquals("birds/a%2Fb/captions/bird/duck", key(messages.get(0)));
      assertEquals(Set.of("prompts"), head(messages).sources().keySet());
      assertEquals(Set.of("captions"), head(messages).feeds().get("a/b").keySet());
      subtask.take(estimate(yaml, 1, "sha256:one", "c", Source.CAPTIONS, 1));
      assertEquals(
          List.of(), subtask.take(estimate(yaml, 1, "sha256:one", "d", Source.CAPTIONS, 1)));
      messages = subtask.take(estimate(yaml, 1, "sha256:one", "c", Source.IMAGES, 1));
      assertEquals(Set.of("a/b", "c"), head(messages).feeds().keySet());
      assertEquals(Set.of("captions", "images"), head(messages).feeds().get("c").keySet());
    }
  }

  @Test
  void theAgeOfTheWordsIsThatOfTheSpaceThatHasWaitedLongest() throws Exception {
    try (Subtask first = Subtask.start()) {
      assertEquals(0, first.age());
      first.setProcessingTime(100);
      first.take(prepared(BIRDS, 1));
      first.setProcessingTime(150);
      first.take(prepared(BIRDS.replace("space: birds", "space: others"), 1));
      first.setProcessingTime(160);
      assertEquals(60, first.age());
      Subtask second = first.restarted();
      try (second) {
        assertEquals(60, second.age());
        second.take(captions(1, 1));
        assertEquals(10, second.age());
        second.take(gone("others", 1));
        assertEquals(0, second.age());
      }
    }
  }

  @Test
  void whatIsPublishedIsKnownWithAnotherNumberOfSubtasks() throws Exception {
    OperatorSubtaskState state;
    Map<String, PreparedSpace> spaces = new HashMap<>();
    try (Subtask subtask = Subtask.start()) {
      for (int i = 0; i < 8; i++) {
        PreparedSpace space = prepared(BIRDS.replace("space: birds", "space: s" + i), 1);
        spaces.put("s" + i, space);
        subtask.take(space);
      }
      state = subtask.snapshot(1, 1);
    }
    int known = 0;
    for (int index = 0; index < 3; index++) {
      try (Subtask subtask = new Subtask(3, index)) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(state, 720, 1, 3, index));
        subtask.open();
        for (PreparedSpace space : spaces.values()) {
          if (isHome(space.space(), 3, index)) {
            assertEquals(List.of(), subtask.take(space));
            assertEquals(1, subtask.inForce().get(subtask.inForce().size() - 1).words());
            known++;
          }
        }
      }
    }
    assertEquals(8, known);
  }

  @Test
  void versionsOfForgottenWordsAreNotGivenAgainInWhateverSubtask() throws Exception {
    OperatorSubtaskState state;
    try (Subtask subtask = new Subtask(1, 0)) {
      subtask.open();
      subtask.take(prepared(BIRDS, 1));
      subtask.take(captions(1, 1));
      subtask.take(captions(1, 2));
      subtask.take(gone("birds", 1));
      subtask.take(gone("birds", PreparedSpace.FORGOTTEN));
      assertEquals(0, subtask.numKeyedStateEntries());
      state = AbstractStreamOperatorTestHarness.repackageState(subtask.snapshot(1, 1));
    }
    PreparedSpace others = prepared(BIRDS.replace("space: birds", "space: others"), 1);
    for (int index = 0; index < 3; index++) {
      try (Subtask subtask = new Subtask(3, index)) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(state, 720, 1, 3, index));
        subtask.open();
        for (PreparedSpace space : List.of(prepared(BIRDS, 2), others)) {
          if (isHome(space.space(), 3, index)) {
            assertEquals(4, head(subtask.take(space)).version());
          }
        }
      }
    }
  }

  private static boolean isHome(String key, int parallelism, int index) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, 720, parallelism) == index;
  }

  @Test
  void estimatesAndFitsComeBackFromStateAsTheyWere() {
    SourceEstimate estimate = captions(4, 1);
    estimate.determined()[2] = false;
    SourceEstimate read = EstimateState.of(EstimateState.toBytes(estimate));
    assertEquals(EstimateKey.of(estimate), EstimateKey.of(read));
    assertEquals(4, read.spaceVersion());
    assertArrayEquals(estimate.rows(), read.rows());
    assertArrayEquals(estimate.determined(), read.determined());
    assertArrayEquals(estimate.support(), read.support());
    assertArrayEquals(estimate.standardError(), read.standardError());
    assertEquals(4, read.rank());
    assertEquals(0.5, read.r2());
    assertEquals(NOON, read.asOf());
    assertNull(read.cells());
    CellMeans cells = new CellMeans(new int[] {0, 1, 1, 2}, new double[] {3, 4, 5, 6});
    CellMeans again = EstimateState.of(EstimateState.toBytes(estimate.with(cells))).cells();
    assertArrayEquals(cells.values(), again.values());
    assertArrayEquals(cells.rows(), again.rows());
    HeldFit fit = HeldFit.of(estimate, BirdSpaces.definition(BIRDS).factorSpace());
    assertEquals(fit, HeldFit.of(fit.toBytes()));
    assertNotNull(fit.fit().u0());
  }

  private static final String BY_IMAGES = BIRDS + "estimate: {label-source: images}\n";

  private static SourceEstimate images(long version, double seed) {
    return estimate(BY_IMAGES, version, "sha256:one", "*", Source.IMAGES, seed);
  }

  @Test
  void theSourceAskedForLabelsOnceItDeterminesEveryLabelAndThePromptsUntilThen() throws Exception {
    try (Subtask first = Subtask.start()) {
      first.take(prepared(BY_IMAGES, 1));
      assertEquals(Source.PROMPTS, first.inForce().get(0).labelling().source());
      SourceEstimate open = images(1, 1);
      open.determined()[2] = false;
      first.take(open);
      first.take(captions(1, 2));
      assertEquals(1, first.inForce().size());
      Subtask second = first.restarted();
      try (second) {
        SourceEstimate whole = images(1, 3);
        whole.determined()[4] = false; // a word that no label hangs on
        second.take(whole);
        SpaceInForce now = second.inForce().get(0);
        assertEquals(Source.IMAGES, now.labelling().source());
        int answering = 3 * FakeTexts.DIMENSION; // the centre and the two birds
        assertArrayEquals(Arrays.copyOf(whole.rows(), answering), now.labelling().rows());
        assertArrayEquals(new boolean[] {true, true, true}, now.labelling().determined());
        assertArrayEquals(Arrays.copyOf(whole.support(), 3), now.labelling().support());
        assertArrayEquals(Arrays.copyOf(whole.standardError(), 3), now.labelling().standardError());
        assertArrayEquals(prepared(BY_IMAGES, 1).plain(), now.plain());
        assertArrayEquals(prepared(BY_IMAGES, 1).gate(), now.gate());
        assertEquals(50, now.logitScale());
        assertEquals(4, now.words(), "prompts, images with a gap, captions, images");
        second.take(images(1, 4));
        assertEquals(2, second.inForce().size());
        second.take(open);
        assertEquals(Source.PROMPTS, second.inForce().get(2).labelling().source());
        second.take(open);
        assertEquals(3, second.inForce().size());
      }
    }
  }

  @Test
  void cellsTravelOnlyToTheMethodThatComparesThemAndWordsWithoutThemDoNotLabel() throws Exception {
    String geodesic = BY_IMAGES + "method: gde\n";
    CellMeans cells = new CellMeans(new int[] {0, 1}, new double[FakeTexts.DIMENSION]);
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(geodesic, 1));
      assertEquals(
          6 * FakeTexts.DIMENSION, subtask.inForce().get(0).labelling().cells().rows().length);
      subtask.take(images(1, 3));
      assertEquals(1, subtask.inForce().size(), "images without their cells");
      subtask.take(images(1, 4).with(cells));
      CellMeans carried = subtask.inForce().get(1).labelling().cells();
      assertArrayEquals(cells.values(), carried.values());
      assertArrayEquals(cells.rows(), carried.rows());
    }
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BY_IMAGES, 1));
      assertNull(subtask.inForce().get(0).labelling().cells());
      subtask.take(images(1, 4).with(cells));
      assertNull(subtask.inForce().get(1).labelling().cells());
    }
  }

  @Test
  void wordsThatCameTooEarlyLabelFromTheFirst() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(images(1, 3));
      subtask.take(prepared(BY_IMAGES, 1));
      assertEquals(Source.IMAGES, subtask.inForce().get(0).labelling().source());
    }
  }

  @Test
  void wordsOfImagesDoNotLabelWhereNobodyAskedForThem() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.take(prepared(BIRDS, 1));
      subtask.take(images(1, 3));
      assertEquals(1, subtask.inForce().size());
    }
  }
}
