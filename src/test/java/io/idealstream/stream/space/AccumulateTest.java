package io.idealstream.stream.space;

import static io.idealstream.estimate.BatchOracle.assertWords;
import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_ANYWHERE;
import static io.idealstream.estimate.BirdSpaces.BIRDS_BY_TIME;
import static io.idealstream.estimate.BirdSpaces.BIRDS_OUTSIDE;
import static io.idealstream.estimate.BirdSpaces.gone;
import static io.idealstream.estimate.BirdSpaces.prepared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BatchOracle;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.EstimateState;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.ScoresOracle;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.math.Anchor;
import io.idealstream.math.Blend;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.stream.SpaceNews;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AccumulateTest {

  static final long INTERVAL = 1000;
  static final String ONE = "sha256:one";
  private static final String TWO = "sha256:two";

  static final class Subtask
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, PartialSums, SpaceNews, SourceEstimate> {

    private StateBackend backend = new HashMapStateBackend();

    Subtask(int maxCells, int parallelism, int index) throws Exception {
      this(maxCells, 100, parallelism, index);
    }

    Subtask(int maxCells, int maxFeeds, int parallelism, int index) throws Exception {
      super(
          new Accumulate(Duration.ofMillis(INTERVAL), maxCells, maxFeeds, Histories.HOURS),
          Accumulate::key,
          null,
          Types.STRING,
          720,
          parallelism,
          index);
    }

    Subtask(HistorySettings history) throws Exception {
      super(
          new Accumulate(Duration.ofMillis(INTERVAL), 100, 100, history),
          Accumulate::key,
          null,
          Types.STRING,
          720,
          1,
          0);
    }

    static Subtask start() throws Exception {
      return startOn(new HashMapStateBackend());
    }

    static Subtask startOn(StateBackend backend) throws Exception {
      Subtask subtask = new Subtask(100, 1, 0).on(backend);
      subtask.open();
      return subtask;
    }

    private Subtask on(StateBackend other) {
      backend = other;
      setStateBackend(other);
      return this;
    }

    /** What comes out of a kill and a restart. */
    Subtask restarted() throws Exception {
      Subtask next = new Subtask(100, 1, 0).on(backend);
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

    Subtask knowing(PreparedSpace space) throws Exception {
      processElement2(new StreamRecord<>(SpaceNews.of(space)));
      return this;
    }

    Subtask take(List<Observation> observations) throws Exception {
      for (Observation observation : observations) {
        PartialSum sum =
            new PartialSum(PartialSum.Kind.of(observation, Histories.slice(observation)));
        sum.add(observation, observation.time().toEpochMilli());
        processElement1(new StreamRecord<>(sum.toEvent()));
      }
      return this;
    }

    void pass(long millis) throws Exception {
      setProcessingTime(getProcessingTime() + millis);
    }

    /** What has come since the last time. */
    List<SourceEstimate> estimates() {
      List<SourceEstimate> all = List.copyOf(extractOutputValues());
      getOutput().clear();
      return all;
    }

    SourceEstimate estimate() {
      List<SourceEstimate> estimates = estimates();
      assertEquals(1, estimates.size());
      return estimates.get(0);
    }

    List<Status> said() {
      Queue<StreamRecord<Status>> said = getSideOutput(Accumulate.STATUS);
      return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
    }

    /** Keys that have something in a state. */
    long numKeyedStateEntries(StateDescriptor<?, ?> with) {
      return ((Accumulate) getOperator())
          .<String>getKeyedStateBackend()
          .getKeys(with.getName(), VoidNamespace.INSTANCE)
          .count();
    }

    long cellsHeld() {
      return ((Accumulate) getOperator()).cellsHeld();
    }
  }

  static Observation observation(
      long version, String model, Source source, Map<String, String> values, Random random) {
    float[] vector = FakeTexts.vector(values + " " + random.nextInt());
    Instant time = Instant.ofEpochMilli(1_000_000 + random.nextInt(1000));
    return new Observation("birds", version, "*", source, model, 0, values, time, vector);
  }

  /** Random items of random cells of a space; every cell at least once. */
  static List<Observation> observations(String yaml, long version, long seed) {
    SpaceDefinition definition = BirdSpaces.definition(yaml);
    Random random = new Random(seed);
    List<Observation> observations = new ArrayList<>();
    int cells = (int) definition.factorSpace().cells();
    for (int n = 0; n < 4 * cells; n++) {
      long index = n < cells ? n : random.nextInt(cells);
      Map<String, String> values = new HashMap<>();
      int[] cell = definition.factorSpace().cellAt(index).toArray();
      for (int i = 0; i < cell.length; i++) {
        values.put(
            definition.factorSpace().factor(i).name(),
            definition.factorSpace().factor(i).values().get(cell[i]));
      }
      observations.add(observation(version, ONE, Source.CAPTIONS, values, random));
    }
    Collections.shuffle(observations, random);
    return observations;
  }

  /** The batch of the items that a definition can place. */
  static BatchOracle oracle(String yaml, List<Observation> observations) {
    SpaceDefinition definition = BirdSpaces.definition(yaml);
    BatchOracle oracle = new BatchOracle(definition);
    for (Observation observation : observations) {
      boolean whole =
          definition.factors().entrySet().stream()
              .allMatch(f -> f.getValue().names().contains(observation.values().get(f.getKey())));
      if (whole) {
        oracle.add(observation.values(), observation.vector());
      }
    }
    return oracle;
  }

  @Test
  void wordsAreThoseOfABatchInAnyOrderOfArrival() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 1);
    double[][] batch = oracle(BIRDS, observations).words();
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(observations, new Random(round));
      int half = round * observations.size() / 20;
      try (Subtask first = Subtask.start()) {
        // the space comes before, between or after what is observed for it
        first.take(observations.subList(0, half)).knowing(prepared(BIRDS, 1));
        Subtask second = first.restarted();
        try (second) {
          second.take(observations.subList(half, observations.size()));
          second.pass(INTERVAL);
          List<SourceEstimate> estimates = second.estimates();
          assertWords(batch, estimates.get(estimates.size() - 1));
        }
      }
    }
  }

  @Test
  void meansOfCellsComeWithTheWordsWhereTheMethodComparesCells() throws Exception {
    String geodesic = BIRDS + "method: gde\n";
    List<Observation> observations = observations(geodesic, 1, 2);
    try (Subtask subtask = Subtask.start().knowing(prepared(geodesic, 1)).take(observations)) {
      subtask.pass(INTERVAL);
      CellMeans cells = subtask.estimate().cells();
      FactorSpace space = BirdSpaces.definition(geodesic).factorSpace();
      for (int z = 0; z < 6; z++) {
        String bird = space.factor(0).values().get(cells.values()[2 * z]);
        String place = space.factor(1).values().get(cells.values()[2 * z + 1]);
        Map<String, String> values = Map.of("bird", bird, "place", place);
        List<float[]> vectors =
            observations.stream()
                .filter(seen -> seen.values().equals(values))
                .map(Observation::vector)
                .toList();
        for (int j = 0; j < FakeTexts.DIMENSION; j++) {
          int at = j;
          double mean = vectors.stream().mapToDouble(v -> v[at]).average().orElseThrow();
          assertEquals(mean, cells.rows()[z * FakeTexts.DIMENSION + j], 1e-12);
        }
      }
      assertEquals(12, cells.values().length);
    }
    try (Subtask subtask =
        Subtask.start().knowing(prepared(BIRDS, 1)).take(observations(BIRDS, 1, 2))) {
      subtask.pass(INTERVAL);
      assertNull(subtask.estimate().cells());
    }
  }

  @Test
  void anEstimateSaysWhatItIsOf() throws Exception {
    List<Observation> observations = observations(BIRDS, 3, 2);
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 3)).take(observations)) {
      subtask.pass(INTERVAL);
      SourceEstimate estimate = subtask.estimate();
      assertEquals("birds", estimate.space());
      assertEquals(3, estimate.spaceVersion());
      assertEquals("*", estimate.feed());
      assertEquals(Source.CAPTIONS, estimate.source());
      assertEquals(ONE, estimate.model());
      assertEquals(4, estimate.rank());
      assertTrue(estimate.estimable());
      assertEquals(
          observations.stream().map(Observation::time).max(Instant::compareTo).orElseThrow(),
          estimate.asOf());
      BatchOracle oracle = oracle(BIRDS, observations);
      assertEquals(observations.size(), estimate.support()[0]);
      assertEquals(oracle.count("bird", "duck"), estimate.support()[1]);
      assertEquals(oracle.count("place", "town"), estimate.support()[5]);
    }
  }

  @Test
  void anEstimateIsScoredOverTheCellsItWasMadeOfAndNotOnceTheyAreFolded() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 24);
    ScoresOracle oracle = new ScoresOracle(BirdSpaces.definition(BIRDS));
    observations.forEach(o -> oracle.add(o.values(), o.vector()));
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      subtask.pass(INTERVAL);
      Scores scores = subtask.estimate().scores();
      double[] distances = oracle.distancesFrom(oracle.words());
      assertEquals(ScoresOracle.mean(distances), scores.idealWords().mean(), 1e-9);
      assertEquals(ScoresOracle.mean(oracle.distancesOfPairs()), scores.average().mean(), 1e-9);
      assertEquals(oracle.noiseFloor(4), scores.noiseFloor(), 1e-9);
      assertEquals(6, scores.cells());
    }
    try (Subtask subtask = new Subtask(4, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(observations).pass(INTERVAL);
      assertNull(subtask.estimate().scores());
    }
  }

  @Test
  void permutingTheValuesOfADefinitionPermutesTheWordsAndNothingElse() throws Exception {
    String permuted =
        BIRDS.replace(
            "lake: [\"on a lake\"], wood: [\"in a wood\", \"among trees\"]",
            "wood: [\"in a wood\", \"among trees\"], lake: [\"on a lake\"]");
    assertNotEquals(BIRDS, permuted);
    List<Observation> observations = observations(BIRDS, 1, 26);
    for (String order : List.of(BIRDS, permuted)) {
      try (Subtask subtask = Subtask.start().knowing(prepared(order, 1)).take(observations)) {
        subtask.pass(INTERVAL);
        assertWords(oracle(order, observations).words(), subtask.estimate());
      }
    }
    double[][] words = oracle(BIRDS, observations).words();
    double[][] others = oracle(permuted, observations).words();
    int[] rows = {0, 1, 2, 4, 3, 5};
    for (int row = 0; row < rows.length; row++) {
      assertArrayEquals(words[row], others[rows[row]], 1e-9);
    }
  }

  @Test
  void wordsOfSeveralClassesComeWithTheirClassesAndCentres() throws Exception {
    List<Observation> observations = new ArrayList<>(observations(BIRDS, 1, 3));
    observations.removeIf(
        o -> o.values().get("bird").equals("owl") != o.values().get("place").equals("town"));
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      subtask.pass(INTERVAL);
      SourceEstimate estimate = subtask.estimate();
      assertArrayEquals(
          new boolean[] {false, false, false, true, true, false}, estimate.determined());
      assertArrayEquals(new int[] {0, 1, 2, 1, 1, 2}, estimate.classes().classes());
      assertEquals(2, estimate.classes().combinations());
      assertArrayEquals(new int[] {1, 1, 2, 2}, estimate.classes().named());
      int dimension = estimate.dimension();
      double[] lake = new double[dimension];
      int lakes = 0;
      for (Observation o : observations) {
        if (o.values().get("place").equals("town")) {
          lakes++;
          for (int j = 0; j < dimension; j++) {
            lake[j] += o.vector()[j];
          }
        }
      }
      for (int j = 0; j < dimension; j++) {
        assertEquals(lake[j] / lakes, estimate.classes().centres()[dimension + j], 1e-6);
      }
      SourceEstimate again = EstimateState.of(EstimateState.toBytes(estimate));
      assertArrayEquals(estimate.classes().centres(), again.classes().centres());
      HeldFit fit = HeldFit.of(estimate, BirdSpaces.definition(BIRDS).factorSpace());
      assertEquals(Map.of("bird", 2, "place", 2), fit.fit().centres().get(1).classes());
      assertEquals(fit, HeldFit.of(fit.toBytes()));
    }
  }

  @Test
  void foldedSumsKeepTheClassesOfTheirCells() throws Exception {
    for (String yaml : List.of(BIRDS, BIRDS_BY_TIME)) {
      String counts = yaml + "estimate: {weighting: counts}\n";
      List<Observation> observations = new ArrayList<>(observations(counts, 1, 3));
      observations.removeIf(
          o -> o.values().get("bird").equals("owl") != o.values().get("place").equals("town"));
      SourceEstimate kept;
      try (Subtask subtask = Subtask.start().knowing(prepared(counts, 1)).take(observations)) {
        subtask.pass(INTERVAL);
        kept = subtask.estimate();
        assertTrue(subtask.cellsHeld() > 0);
      }
      try (Subtask subtask = new Subtask(2, 1, 0)) {
        subtask.open();
        subtask.knowing(prepared(counts, 1)).take(observations).pass(INTERVAL);
        assertEquals(0, subtask.cellsHeld(), "folded");
        SourceEstimate folded = subtask.estimate();
        assertArrayEquals(kept.determined(), folded.determined());
        assertArrayEquals(kept.classes().classes(), folded.classes().classes());
        assertArrayEquals(kept.rows(), folded.rows(), 1e-9);
        assertEquals(kept.rank(), folded.rank());
      }
    }
  }

  /** Which of them labels must not hang on the last value. */
  @Test
  void wordsThatLabelAreCompletedByThoseOfThePromptsWhereTheyAreOpen() throws Exception {
    String yaml = BIRDS_BY_TIME + "estimate: {label-source: captions}\n";
    List<Observation> observations = new ArrayList<>(observations(yaml, 1, 3));
    observations.removeIf(o -> o.values().get("bird").equals("owl"));
    PreparedSpace space = prepared(yaml, 1);
    try (Subtask subtask = Subtask.start().knowing(space).take(observations)) {
      subtask.pass(INTERVAL);
      SourceEstimate estimate = subtask.estimate();
      assertFalse(estimate.determined()[2], "no owl");
      assertEquals(1, estimate.completed().priorShare()[2], 1e-6);
      SourceEstimate again = EstimateState.of(EstimateState.toBytes(estimate));
      assertArrayEquals(estimate.completed().rows(), again.completed().rows());
      SourceEstimate whole = again.whole();
      assertTrue(whole.estimable());
      double[] owl = Arrays.copyOfRange(whole.rows(), 2 * whole.dimension(), 3 * whole.dimension());
      double[] prompted =
          Arrays.copyOfRange(space.prompts().rows(), 2 * owl.length, 3 * owl.length);
      assertArrayEquals(prompted, owl, 1e-6, "of nothing to compare with, in its own length");
    }
    try (Subtask other = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      other.pass(INTERVAL);
      assertNull(other.estimate().completed(), "labels do not ask for it");
    }
  }

  @Test
  void whatIsNotDeterminedIsSaid() throws Exception {
    List<Observation> observations = new ArrayList<>(observations(BIRDS, 1, 3));
    observations.removeIf(o -> o.values().get("place").equals("town"));
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      subtask.pass(INTERVAL);
      SourceEstimate estimate = subtask.estimate();
      assertFalse(estimate.estimable());
      assertArrayEquals(new boolean[] {true, true, true, true, true, false}, estimate.determined());
      assertEquals(3, estimate.rank());
      assertNull(estimate.classes(), "one class of each factor");
    }
  }

  @Test
  void anEstimateComesAnIntervalAfterTheFirstChangeAndNotWithoutOne() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 4);
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1))) {
      subtask.pass(500);
      subtask.take(observations.subList(0, 5));
      subtask.pass(400);
      subtask.take(observations.subList(5, 10));
      subtask.pass(599);
      assertEquals(0, subtask.estimates().size());
      subtask.pass(1);
      assertEquals(1, subtask.estimates().size());
      subtask.pass(10 * INTERVAL);
      assertEquals(0, subtask.estimates().size());
      subtask.take(observations.subList(10, 11));
      subtask.pass(INTERVAL);
      assertEquals(1, subtask.estimates().size());
    }
  }

  @Test
  void theEndOfTheInputSolvesWhatHasChanged() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 5);
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      subtask.getOperator().finish();
      assertWords(oracle(BIRDS, observations).words(), subtask.estimate());
      subtask.getOperator().finish();
      assertEquals(0, subtask.estimates().size());
    }
  }

  @Test
  void sourcesAndFeedsAndModelsAreKeptApart() throws Exception {
    Random random = new Random(6);
    Map<String, String> cell = Map.of("bird", "duck", "place", "lake");
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1))) {
      subtask.take(
          List.of(
              observation(1, ONE, Source.CAPTIONS, cell, random),
              observation(1, ONE, Source.IMAGES, cell, random),
              observation(1, ONE, Source.IMAGES, cell, random)));
      subtask.pass(INTERVAL);
      List<SourceEstimate> estimates = subtask.estimates();
      assertEquals(2, estimates.size());
      estimates.forEach(
          e -> assertEquals(e.source() == Source.IMAGES ? 2 : 1, e.support()[0], e.toString()));
    }
  }

  @Test
  void keysHoldAnyFeed() {
    EstimateKey key = new EstimateKey(ONE, "birds", Source.FEEDBACK, "a/b/../*");
    assertEquals(key, EstimateKey.parse(key.toText()));
  }

  @Test
  void aRemovedValueTakesItsCellsAlongAndTheOthersStay() throws Exception {
    assertCarriesOver(BIRDS, BIRDS_OUTSIDE);
  }

  @Test
  void cellsMergeOverARemovedFactor() throws Exception {
    assertCarriesOver(BIRDS, BIRDS_ANYWHERE);
  }

  @Test
  void sumsStayWhereOnlyThePromptsChange() throws Exception {
    assertCarriesOver(BIRDS, BIRDS.replace("one {bird}", "some {bird}"));
  }

  @Test
  void sumsAreKeptAndCarriedOverOnDiskToo() throws Exception {
    assertCarriesOver(BIRDS, BIRDS_ANYWHERE, new EmbeddedRocksDBStateBackend());
  }

  private static void assertCarriesOver(String before, String after) throws Exception {
    assertCarriesOver(before, after, new HashMapStateBackend());
  }

  private static void assertCarriesOver(String before, String after, StateBackend backend)
      throws Exception {
    List<Observation> observations = observations(before, 1, 7);
    try (Subtask first =
        Subtask.startOn(backend).knowing(prepared(before, 1)).take(observations).restarted()) {
      first.pass(INTERVAL);
      first.estimates();
      first.knowing(prepared(after, 2));
      Subtask second = first.restarted();
      try (second) {
        second.pass(1);
        SourceEstimate carried = second.estimate();
        assertEquals(2, carried.spaceVersion());
        BatchOracle oracle = oracle(after, observations);
        assertWords(oracle.words(), carried);
        assertEquals(oracle.count("bird", "duck"), carried.support()[1]);
        List<Observation> more = observations(after, 2, 8);
        second.take(more).pass(INTERVAL);
        List<Observation> all = new ArrayList<>(observations);
        all.addAll(more);
        assertWords(oracle(after, all).words(), second.estimate());
      }
    }
  }

  @Test
  void aNewFactorStartsTheEstimateAfresh() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 9);
    try (Subtask first = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      first.knowing(prepared(BIRDS_BY_TIME, 2));
      assertEquals(0, first.cellsHeld());
      Subtask second = first.restarted();
      try (second) {
        assertEquals(0, second.numKeyedStateEntries());
        second.pass(10 * INTERVAL);
        assertEquals(0, second.estimates().size());
        List<Observation> more = observations(BIRDS_BY_TIME, 2, 10);
        second.take(more).pass(INTERVAL);
        assertWords(oracle(BIRDS_BY_TIME, more).words(), second.estimate());
      }
    }
  }

  @Test
  void theSumsOfARemovedSpaceGoAndWhatIsStillOnItsWayToThemIsDropped() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 11);
    try (Subtask first = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      first.knowing(gone("birds", 1));
      assertEquals(0, first.numKeyedStateEntries());
      Subtask second = first.restarted();
      try (second) {
        second.take(observations).pass(INTERVAL);
        assertEquals(0, second.estimates().size());
        assertEquals(0, second.cellsHeld());
        List<Observation> more = observations(BIRDS, 2, 12);
        second.take(more).knowing(prepared(BIRDS, 2)).pass(INTERVAL);
        assertWords(oracle(BIRDS, more).words(), second.estimate());
      }
    }
  }

  @Test
  void anotherModelStartsNewSumsAndTheOldOnesGo() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 13);
    List<Observation> byTwo =
        observations(BIRDS, 1, 14).stream()
            .map(
                o ->
                    new Observation(
                        "birds", 1, "*", o.source(), TWO, 0, o.values(), o.time(), o.vector()))
            .toList();
    try (Subtask first = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      // the first item by the new model may come before the news of it
      first.take(byTwo.subList(0, 1));
      assertEquals(7, first.cellsHeld());
      first.pass(INTERVAL);
      assertEquals(ONE, first.estimate().model());
      first.knowing(prepared(BIRDS, 1, TWO));
      assertEquals(1, first.cellsHeld());
      Subtask second = first.restarted();
      try (second) {
        assertEquals(1, second.cellsHeld());
        second.take(byTwo.subList(1, byTwo.size())).pass(INTERVAL);
        List<SourceEstimate> estimates = second.estimates();
        SourceEstimate last = estimates.get(estimates.size() - 1);
        assertEquals(TWO, last.model());
        assertWords(oracle(BIRDS, byTwo).words(), last);
      }
    }
  }

  @Test
  void anEstimateThatIsDividedOtherwiseStartsAfresh() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 15);
    String perFeed = BIRDS + "estimate: {per: feed}\n";
    try (Subtask first = Subtask.start().knowing(prepared(BIRDS, 1)).take(observations)) {
      first.knowing(prepared(perFeed, 2));
      Subtask second = first.restarted();
      try (second) {
        assertEquals(0, second.cellsHeld());
        second.take(observations).pass(INTERVAL);
        assertEquals(0, second.estimates().size());
      }
    }
  }

  @Test
  void whatFallsBehindANewVersionAddsToTheSameSums() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 16);
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1))) {
      subtask.take(observations.subList(0, 10)).knowing(prepared(BIRDS_ANYWHERE, 2));
      subtask.take(observations.subList(10, observations.size())).pass(INTERVAL);
      List<SourceEstimate> estimates = subtask.estimates();
      assertWords(
          oracle(BIRDS_ANYWHERE, observations).words(), estimates.get(estimates.size() - 1));
      assertEquals(2, subtask.cellsHeld());
    }
  }

  @Test
  void whatComesBeforeTheNewsOfItsVersionIsKept() throws Exception {
    List<Observation> observations = observations(BIRDS_BY_TIME, 2, 17);
    try (Subtask first = Subtask.start().knowing(prepared(BIRDS, 1))) {
      first.take(observations.subList(0, 20));
      Subtask second = first.restarted();
      try (second) {
        second.knowing(prepared(BIRDS_BY_TIME, 2));
        second.take(observations.subList(20, observations.size())).pass(INTERVAL);
        List<SourceEstimate> estimates = second.estimates();
        assertWords(
            oracle(BIRDS_BY_TIME, observations).words(), estimates.get(estimates.size() - 1));
      }
    }
  }

  @Test
  void anEstimateOfTooManyCellsFallsBackToCountsAndSaysSoOnce() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 18);
    OperatorSubtaskState state;
    try (Subtask subtask = new Subtask(4, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(observations);
      assertEquals(0, subtask.cellsHeld());
      subtask.pass(INTERVAL);
      assertWords(oracle(BIRDS, observations).countWords(), subtask.estimate());
      assertEquals(
          "the estimate from captions of feed * saw more than 4 cells:"
              + " weighting counts in place of cells",
          subtask.said().get(0).detail());
      assertEquals(StatusState.ACTIVE, subtask.said().get(0).state());
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = new Subtask(4, 1, 0)) {
      subtask.initializeState(state);
      subtask.open();
      subtask.take(observations).pass(INTERVAL);
      List<Observation> twice = new ArrayList<>(observations);
      twice.addAll(observations);
      SourceEstimate estimate = subtask.estimate();
      assertWords(oracle(BIRDS, twice).countWords(), estimate);
      assertEquals(twice.size(), estimate.support()[0]);
      assertEquals(0, subtask.said().size());
    }
  }

  /** The same items at times of hours, with a half-life. */
  private static List<Observation> spread(
      List<Observation> observations, long halfLife, long from) {
    Random random = new Random(from);
    return observations.stream()
        .map(
            o ->
                new Observation(
                    o.space(),
                    o.spaceVersion(),
                    o.feed(),
                    o.source(),
                    o.model(),
                    halfLife,
                    o.values(),
                    Instant.ofEpochMilli(from + random.nextInt(3_600_000)),
                    o.vector()))
        .toList();
  }

  private static long newest(List<Observation> observations) {
    return observations.stream().mapToLong(o -> o.time().toEpochMilli()).max().orElseThrow();
  }

  @Test
  void eventsCountHalfAfterAHalfLifeInAnyOrderAndAcrossRestarts() throws Exception {
    long halfLife = 600_000;
    for (String weighting : List.of("counts", "cells")) {
      String yaml = BIRDS + "estimate: {half-life: 10m, weighting: " + weighting + "}\n";
      List<Observation> observations =
          new ArrayList<>(spread(observations(yaml, 1, 31), halfLife, 1_000_000_000_000L));
      BatchOracle oracle = new BatchOracle(BirdSpaces.definition(yaml));
      long newest = newest(observations);
      for (Observation o : observations) {
        double age = newest - o.time().toEpochMilli();
        oracle.add(o.values(), o.vector(), Math.pow(2, -age / halfLife));
      }
      double[][] expected = weighting.equals("counts") ? oracle.countWords() : oracle.words();
      for (int round = 0; round < 5; round++) {
        Collections.shuffle(observations, new Random(round));
        try (Subtask first = Subtask.start().knowing(prepared(yaml, 1))) {
          Subtask second = first.take(observations.subList(0, 11)).restarted();
          try (second) {
            second.take(observations.subList(11, observations.size())).pass(INTERVAL);
            List<SourceEstimate> estimates = second.estimates();
            assertWords(expected, estimates.get(estimates.size() - 1));
          }
        }
      }
    }
  }

  @Test
  void anotherHalfLifeForgetsInTheNewWayFromTheLatestEventOn() throws Exception {
    String before = BIRDS + "estimate: {half-life: 10m, weighting: counts}\n";
    String after = BIRDS + "estimate: {half-life: 1h, weighting: counts}\n";
    List<Observation> old = spread(observations(before, 1, 32), 600_000, 1_000_000_000_000L);
    List<Observation> more = spread(observations(after, 2, 33), 3_600_000, 1_000_004_000_000L);
    BatchOracle oracle = new BatchOracle(BirdSpaces.definition(after));
    long changed = newest(old);
    long newest = newest(more);
    for (Observation o : old) {
      double halfLives =
          (changed - o.time().toEpochMilli()) / 600_000.0 + (newest - changed) / 3_600_000.0;
      oracle.add(o.values(), o.vector(), Math.pow(2, -halfLives));
    }
    for (Observation o : more) {
      oracle.add(
          o.values(), o.vector(), Math.pow(2, -(newest - o.time().toEpochMilli()) / 3_600_000.0));
    }
    try (Subtask first = Subtask.start().knowing(prepared(before, 1)).take(old)) {
      first.knowing(prepared(after, 2));
      Subtask second = first.restarted();
      try (second) {
        second.pass(1);
        second.estimates();
        second.take(more).pass(INTERVAL);
        assertWords(oracle.countWords(), second.estimate());
      }
    }
  }

  @Test
  void aCellNotSeenForLongHasNoVoteAndItsSumsGoInTheEnd() throws Exception {
    String yaml = BIRDS + "estimate: {half-life: 1s}\n";
    List<Observation> old = spread(observations(yaml, 1, 34), 1000, 1_000_000_000_000L);
    List<Observation> now = new ArrayList<>();
    for (Observation o : spread(observations(yaml, 1, 35), 1000, 1_000_100_000_000L)) {
      if (!o.values().get("place").equals("town")) {
        now.add(o);
      }
    }
    try (Subtask subtask = Subtask.start().knowing(prepared(yaml, 1)).take(old).take(now)) {
      subtask.pass(INTERVAL);
      SourceEstimate estimate = subtask.estimate();
      assertFalse(estimate.determined()[5], "the town");
      assertTrue(subtask.cellsHeld() <= 4, () -> subtask.cellsHeld() + " cells");
    }
  }

  @Test
  void wordsOfFeedbackAreBlendedInTheirPlaceWhereTheSpaceSaysSo() throws Exception {
    String yaml = BIRDS + "estimate: {label-source: blend, blend-source: feedback}\n";
    Random random = new Random(43);
    List<Observation> votes = new ArrayList<>();
    for (Source source : List.of(Source.IMAGES, Source.FEEDBACK)) {
      for (int n = 0; n < 12; n++) {
        Map<String, String> cell =
            Map.of(
                "bird", List.of("duck", "owl").get(n % 2),
                "place", List.of("lake", "wood", "town").get(n % 3));
        votes.add(observation(1, ONE, source, cell, random));
      }
    }
    PreparedSpace space = prepared(yaml, 1);
    try (Subtask subtask = Subtask.start().knowing(space).take(votes)) {
      subtask.pass(INTERVAL);
      List<SourceEstimate> blends =
          subtask.estimates().stream().filter(e -> e.source() == Source.BLEND).toList();
      assertEquals(1, blends.size());
      assertWords(blended(yaml, votes.subList(12, 24), space), blends.get(0));
    }
  }

  @Test
  void wordsOfImagesAreBlendedWithThoseOfPromptsWhereTheSpaceAsksForIt() throws Exception {
    String yaml = BIRDS + "estimate: {label-source: blend}\n";
    List<Observation> captions = observations(yaml, 1, 41);
    List<Observation> images =
        captions.stream()
            .map(
                o ->
                    new Observation(
                        "birds", 1, "*", Source.IMAGES, ONE, 0, o.values(), o.time(), o.vector()))
            .toList();
    PreparedSpace space = prepared(yaml, 1);
    try (Subtask first = Subtask.start().knowing(space).take(captions)) {
      Subtask second = first.restarted();
      try (second) {
        second.take(images).pass(INTERVAL);
        Map<Source, SourceEstimate> estimates = new HashMap<>();
        second.estimates().forEach(e -> assertEquals(null, estimates.put(e.source(), e)));
        assertEquals(Set.of(Source.CAPTIONS, Source.IMAGES, Source.BLEND), estimates.keySet());
        SourceEstimate blend = estimates.get(Source.BLEND);
        assertWords(blended(yaml, images, space), blend);
        assertEquals(images.size(), blend.support()[0]);
      }
    }
  }

  @Test
  void foldedSumsAreBlendedByWhatTheyWeighNow() throws Exception {
    String yaml = BIRDS + "estimate: {label-source: blend, half-life: 10m, weighting: counts}\n";
    List<Observation> images =
        spread(observations(yaml, 1, 42), 600_000, 1_000_000_000_000L).stream()
            .map(
                o ->
                    new Observation(
                        "birds",
                        1,
                        "*",
                        Source.IMAGES,
                        ONE,
                        600_000,
                        o.values(),
                        o.time(),
                        o.vector()))
            .toList();
    PreparedSpace space = prepared(yaml, 1);
    var cells = BirdSpaces.definition(yaml).factorSpace();
    Moments moments = new Moments(cells, Anchor.origin(FakeTexts.DIMENSION));
    for (Observation o : images) {
      double age = newest(images) - o.time().toEpochMilli();
      moments.add(
          cells.cell(o.values().get("bird"), o.values().get("place")),
          o.vector(),
          Math.pow(2, -age / 600_000));
    }
    var expected =
        Blend.of(LeastSquares.fit(moments), IdealWords.known(cells, space.prompts().rows()))
            .words();
    try (Subtask subtask = new Subtask(4, 1, 0)) {
      subtask.open();
      subtask.knowing(space).take(images).pass(INTERVAL);
      SourceEstimate blend =
          subtask.estimates().stream()
              .filter(e -> e.source() == Source.BLEND)
              .findFirst()
              .orElseThrow();
      assertArrayEquals(expected.rows(), blend.rows(), 1e-9);
    }
  }

  /** With as many items in every cell a word is drawn by kappa to n of its own items. */
  @Test
  void aBlendIsDrawnAsStronglyAsTheSpaceAsksWhateverTheWeighting() throws Exception {
    for (String weighting : List.of("cells", "counts", "product")) {
      String yaml =
          BIRDS.replace("weights: {duck: 0.25, owl: 0.75}", "")
              + "estimate: {label-source: blend, blend: prior, prior: 12, weighting: "
              + weighting
              + "}\n";
      Random random = new Random(25);
      List<Observation> images = new ArrayList<>();
      for (int n = 0; n < 24; n++) {
        Map<String, String> cell =
            Map.of(
                "bird", List.of("duck", "owl").get(n % 2),
                "place", List.of("lake", "wood", "town").get(n % 3));
        images.add(observation(1, ONE, Source.IMAGES, cell, random));
      }
      try (Subtask subtask = Subtask.start().knowing(prepared(yaml, 1)).take(images)) {
        subtask.pass(INTERVAL);
        SourceEstimate blend =
            subtask.estimates().stream()
                .filter(e -> e.source() == Source.BLEND)
                .findFirst()
                .orElseThrow();
        assertArrayEquals(
            new double[] {0, 0.5, 0.5, 0.6, 0.6, 0.6}, blend.priorShare(), 1e-9, weighting);
      }
    }
  }

  private static double[][] blended(String yaml, List<Observation> images, PreparedSpace space) {
    var definition = BirdSpaces.definition(yaml);
    var cells = definition.factorSpace();
    var sums = new CellSums(cells, Anchor.origin(FakeTexts.DIMENSION));
    for (Observation o : images) {
      sums.add(
          cells.cell(definition.factors().keySet().stream().map(o.values()::get).toList()),
          o.vector(),
          1);
    }
    var words =
        Blend.of(
                LeastSquares.fit(Moments.oneVotePerCell(sums)),
                IdealWords.known(cells, space.prompts().rows()))
            .words();
    double[] rows = words.rows();
    double[][] expected = new double[cells.rows()][];
    for (int row = 0; row < expected.length; row++) {
      expected[row] =
          Arrays.copyOfRange(rows, row * FakeTexts.DIMENSION, (row + 1) * FakeTexts.DIMENSION);
    }
    return expected;
  }

  @Test
  void countsNeedNoCellsBeyondTheNumberOfWords() throws Exception {
    String yaml = BIRDS + "estimate: {weighting: counts}\n";
    List<Observation> observations = observations(yaml, 1, 21);
    try (Subtask subtask = Subtask.start().knowing(prepared(yaml, 1)).take(observations)) {
      assertEquals(6, subtask.cellsHeld());
      subtask.pass(INTERVAL);
      assertWords(oracle(yaml, observations).countWords(), subtask.estimate());
      assertEquals(0, subtask.said().size());
    }
  }

  @Test
  void foldedSumsCarryOverToFewerFactorsAndEndWithAValue() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 22);
    try (Subtask subtask = new Subtask(4, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(observations);
      subtask.knowing(prepared(BIRDS_ANYWHERE, 2)).pass(1);
      assertWords(oracle(BIRDS_ANYWHERE, observations).countWords(), subtask.estimate());
    }
    try (Subtask subtask = new Subtask(4, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(observations);
      subtask.knowing(prepared(BIRDS_OUTSIDE, 2)).pass(INTERVAL);
      assertEquals(0, subtask.estimates().size());
      List<Observation> more = observations(BIRDS_OUTSIDE, 2, 23);
      subtask.take(more).pass(INTERVAL);
      assertWords(oracle(BIRDS_OUTSIDE, more).words(), subtask.estimate());
    }
  }

  @Test
  void aSpaceThatAwaitsItsWordsChangesNothing() throws Exception {
    PreparedSpace space = prepared(BIRDS, 1);
    try (Subtask subtask = Subtask.start()) {
      subtask.take(observations(BIRDS, 1, 18)).knowing(BirdSpaces.awaitingWords(space));
      subtask.pass(INTERVAL);
      assertEquals(List.of(), subtask.estimates());
      subtask.knowing(space).pass(INTERVAL);
      assertEquals(1, subtask.estimates().size());
    }
  }

  @Test
  void asManyFeedsAreEstimatedAsMayBeWhateverNamesComeAndARemovedSpaceMakesRoom() throws Exception {
    PreparedSpace perFeed = prepared(BIRDS + "estimate: {per: feed}\n", 1);
    OperatorSubtaskState state;
    try (Subtask subtask = new Subtask(100, 2, 1, 0)) {
      subtask.open();
      subtask.knowing(perFeed);
      for (int feed = 0; feed < 50; feed++) {
        subtask.take(ofFeed("cam-" + feed));
      }
      subtask.take(ofFeed("cam-1"));
      assertEquals(2, subtask.numKeyedStateEntries(KeptSums.NUMBER));
      subtask.pass(INTERVAL);
      assertEquals(
          Set.of("cam-0", "cam-1"),
          subtask.estimates().stream().map(SourceEstimate::feed).collect(Collectors.toSet()));
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = new Subtask(100, 2, 1, 0)) {
      subtask.initializeState(state);
      subtask.open();
      subtask.take(ofFeed("cam-7"));
      assertEquals(2, subtask.numKeyedStateEntries(KeptSums.NUMBER));
      subtask.knowing(gone("birds", 1));
      subtask.knowing(prepared(BIRDS + "estimate: {per: feed}\n", 2));
      subtask.take(
          ofFeed("cam-7").stream()
              .map(
                  o ->
                      new Observation(
                          o.space(),
                          2,
                          o.feed(),
                          o.source(),
                          ONE,
                          0,
                          o.values(),
                          o.time(),
                          o.vector()))
              .toList());
      assertEquals(1, subtask.numKeyedStateEntries(KeptSums.NUMBER));
    }
  }

  @Test
  void anEstimateOfAllFeedsTogetherNeedsNoRoomAmongThem() throws Exception {
    try (Subtask subtask = new Subtask(100, 0, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(observations(BIRDS, 1, 18)).pass(INTERVAL);
      assertEquals(1, subtask.estimates().size());
    }
  }

  private static List<Observation> ofFeed(String feed) {
    return observations(BIRDS, 1, 1).subList(0, 2).stream()
        .map(
            o ->
                new Observation(
                    "birds", 1, feed, o.source(), ONE, 0, o.values(), o.time(), o.vector()))
        .toList();
  }

  @Test
  void sumsMoveWithTheirKeysToAnotherNumberOfSubtasks() throws Exception {
    List<Observation> observations = new ArrayList<>();
    for (int feed = 0; feed < 12; feed++) {
      String name = "cam/" + feed;
      observations(BIRDS, 1, feed)
          .forEach(
              o ->
                  observations.add(
                      new Observation(
                          "birds", 1, name, o.source(), ONE, 0, o.values(), o.time(), o.vector())));
    }
    PreparedSpace space = prepared(BIRDS + "estimate: {per: feed}\n", 1);
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start().knowing(space).take(observations)) {
      state = subtask.snapshot(1, 1);
    }
    Map<String, SourceEstimate> estimates = new HashMap<>();
    List<OperatorSubtaskState> parts = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      try (Subtask subtask = restored(state, 1, 3, index)) {
        parts.add(subtask.snapshot(1, 1));
        subtask.pass(INTERVAL);
        subtask.estimates().forEach(e -> assertEquals(null, estimates.put(e.feed(), e)));
      }
    }
    assertEquals(12, estimates.size());
    for (int feed = 0; feed < 12; feed++) {
      assertWords(
          oracle(BIRDS, observations(BIRDS, 1, feed)).words(), estimates.get("cam/" + feed));
    }
    OperatorSubtaskState together =
        AbstractStreamOperatorTestHarness.repackageState(
            parts.toArray(OperatorSubtaskState[]::new));
    try (Subtask subtask = restored(together, 3, 1, 0)) {
      assertEquals(12 * 6, subtask.cellsHeld());
      subtask.pass(INTERVAL);
      assertEquals(12, subtask.estimates().size());
    }
  }

  private static Subtask restored(OperatorSubtaskState state, int from, int to, int index)
      throws Exception {
    Subtask subtask = new Subtask(100, to, index);
    subtask.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(state, 720, from, to, index));
    subtask.open();
    return subtask;
  }
}
