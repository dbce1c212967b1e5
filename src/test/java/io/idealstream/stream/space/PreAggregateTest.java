package io.idealstream.stream.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.CellName;
import io.idealstream.estimate.Marginals;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PartialSums;
import io.idealstream.fixtures.LogLines;
import io.idealstream.math.Decayed;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PreAggregateTest {

  private static final long AGE = 100;
  private static final int DIMENSION = FakeTexts.DIMENSION;

  private static OneInputStreamOperatorTestHarness<Observation, PartialSums> subtask(
      int mostNumbers) throws Exception {
    OneInputStreamOperatorTestHarness<Observation, PartialSums> subtask =
        new OneInputStreamOperatorTestHarness<>(
            new PreAggregate(
                Duration.ofMillis(AGE),
                Duration.ofMinutes(5),
                Histories.HOURS.grid(),
                mostNumbers));
    subtask.setup(
        TypeInformation.of(PartialSums.class)
            .createSerializer(subtask.getExecutionConfig().getSerializerConfig()));
    subtask.open();
    return subtask;
  }

  private static Observation vote(long version, Source source, String bird, int number) {
    return new Observation(
        "birds",
        version,
        "*",
        source,
        "sha256:one",
        0,
        Map.of("bird", bird, "place", "lake"),
        Instant.ofEpochMilli(1000 + number),
        FakeTexts.vector("item " + number));
  }

  @Test
  void aVoteOfAClockThatIsFastLetsNoneBeForgotten() throws Exception {
    Instant now = Instant.now();
    try (var subtask = subtask(1_000_000)) {
      for (Instant time : List.of(now.plusSeconds(240), now, now)) {
        Observation vote = vote(1, Source.IMAGES, "duck", 0);
        take(
            subtask,
            new Observation(
                vote.space(),
                vote.spaceVersion(),
                vote.feed(),
                vote.source(),
                vote.model(),
                60_000,
                vote.values(),
                time,
                vote.vector()));
      }
      subtask.setProcessingTime(AGE);
      PartialSums sums = subtask.extractOutputValues().get(0);
      VectorSum sum = PartialSum.cells(sums).values().iterator().next().sums();
      assertEquals(
          3, sum.effectiveCount(), 0.01, "by its own time it would weigh 16 times as much");
      assertTrue(!sums.newest().isAfter(Instant.now()), () -> "" + sums.newest());
    }
  }

  private static void take(
      OneInputStreamOperatorTestHarness<Observation, PartialSums> subtask, Observation vote)
      throws Exception {
    subtask.processElement(new StreamRecord<>(vote));
  }

  @Test
  void votesOfOneKindLeaveAsOneSumPerCell() throws Exception {
    try (var subtask = subtask(1_000_000)) {
      Random random = new Random(1);
      Map<String, double[]> expected = new HashMap<>();
      Map<String, Integer> counts = new HashMap<>();
      for (int n = 0; n < 200; n++) {
        Observation vote =
            vote(
                1 + random.nextInt(2),
                random.nextBoolean() ? Source.IMAGES : Source.CAPTIONS,
                random.nextBoolean() ? "duck" : "owl",
                n);
        take(subtask, vote);
        String cell = vote.spaceVersion() + " " + vote.source() + " " + CellName.of(vote.values());
        double[] sum = expected.computeIfAbsent(cell, unseen -> new double[DIMENSION]);
        for (int j = 0; j < DIMENSION; j++) {
          sum[j] += vote.vector()[j];
        }
        counts.merge(cell, 1, Integer::sum);
      }
      assertEquals(0, subtask.extractOutputValues().size());
      subtask.prepareSnapshotPreBarrier(1);
      List<PartialSums> parts = subtask.extractOutputValues();
      assertEquals(4, parts.size());
      int cells = 0;
      for (PartialSums part : parts) {
        for (var sum : PartialSum.cells(part).entrySet()) {
          String cell = part.spaceVersion() + " " + part.source() + " " + sum.getKey();
          assertEquals(counts.get(cell), (int) sum.getValue().sums().count());
          for (int j = 0; j < DIMENSION; j++) {
            assertEquals(expected.get(cell)[j], sum.getValue().sums().sum(j), 1e-12);
          }
          cells++;
        }
      }
      assertEquals(8, cells);
    }
  }

  @Test
  void aCheckpointFindsNothingToKeep() throws Exception {
    try (var subtask = subtask(1_000_000)) {
      take(subtask, vote(1, Source.IMAGES, "duck", 1));
      subtask.prepareSnapshotPreBarrier(1);
      OperatorSubtaskState state = subtask.snapshot(1, 1);
      assertTrue(!state.hasState(), state::toString);
      assertEquals(1, subtask.extractOutputValues().size());
      subtask.prepareSnapshotPreBarrier(2);
      assertEquals(1, subtask.extractOutputValues().size(), "sent once, not twice");
    }
  }

  @Test
  void votesLeaveAtACertainAge() throws Exception {
    try (var subtask = subtask(1_000_000)) {
      take(subtask, vote(1, Source.IMAGES, "duck", 1));
      subtask.setProcessingTime(AGE - 1);
      assertEquals(0, subtask.extractOutputValues().size());
      subtask.setProcessingTime(AGE);
      assertEquals(1, subtask.extractOutputValues().size());
      take(subtask, vote(1, Source.IMAGES, "duck", 2));
      subtask.setProcessingTime(2 * AGE);
      assertEquals(2, subtask.extractOutputValues().size());
    }
  }

  @Test
  void votesLeaveBeyondACertainSizeAndAtTheEnd() throws Exception {
    try (var subtask = subtask(2 * (DIMENSION + VectorSum.HEADER))) {
      take(subtask, vote(1, Source.IMAGES, "duck", 1));
      take(subtask, vote(1, Source.IMAGES, "duck", 2));
      assertEquals(0, subtask.extractOutputValues().size());
      take(subtask, vote(1, Source.IMAGES, "owl", 3));
      assertEquals(1, subtask.extractOutputValues().size());
      take(subtask, vote(1, Source.IMAGES, "owl", 4));
      subtask.getOperator().finish();
      assertEquals(2, subtask.extractOutputValues().size());
      assertEquals(Instant.ofEpochMilli(1004), subtask.extractOutputValues().get(1).newest());
    }
  }

  @Test
  void aVoteTooOldToCountIsLogged() throws Exception {
    try (LogLines lines = LogLines.of(PreAggregate.class);
        var subtask = subtask(1_000_000)) {
      take(subtask, aging(100_000_000));
      take(subtask, aging(0));
      assertEquals(
          List.of(
              "Late: an item of 1970-01-01T00:00:00Z is so many half-lives old that space birds has"
                  + " forgotten it"),
          lines.now());
    }
  }

  private static Observation aging(long millis) {
    return new Observation(
        "birds",
        1,
        "*",
        Source.IMAGES,
        "sha256:one",
        10,
        Map.of("bird", "duck"),
        Instant.ofEpochMilli(millis),
        FakeTexts.vector("item"));
  }

  @Test
  void anySplitAndOrderOfVotesThatAreForgottenSumsToTheSame() {
    Random random = new Random(5);
    long halfLife = 10;
    List<Observation> votes = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      // over a thousand half-lives, so that landmarks move
      votes.add(
          new Observation(
              "birds",
              1,
              "*",
              Source.IMAGES,
              "sha256:one",
              halfLife,
              Map.of("bird", random.nextBoolean() ? "duck" : "owl"),
              Instant.ofEpochMilli(random.nextInt(12_000)),
              FakeTexts.vector("item " + n)));
    }
    Map<String, Decayed<VectorSum>> whole = sums(votes, random, 1);
    for (int round = 0; round < 20; round++) {
      Map<String, Decayed<VectorSum>> parts = sums(votes, random, 1 + random.nextInt(30));
      assertEquals(whole.keySet(), parts.keySet());
      whole.forEach(
          (name, sum) -> {
            double[] one = ratios(sum.sums());
            double[] other = ratios(parts.get(name).sums());
            for (int j = 0; j < one.length; j++) {
              assertEquals(one[j], other[j], 1e-9 * (1 + Math.abs(one[j])), name);
            }
          });
    }
  }

  /** Mean, and effective count: what does not depend on the landmark. */
  private static double[] ratios(VectorSum sum) {
    double[] ratios = Arrays.copyOf(sum.mean(), DIMENSION + 1);
    ratios[DIMENSION] = sum.effectiveCount();
    return ratios;
  }

  private static Map<String, Decayed<VectorSum>> sums(
      List<Observation> votes, Random random, int parts) {
    List<Observation> shuffled = new ArrayList<>(votes);
    Collections.shuffle(shuffled, random);
    List<PartialSum> sums = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      sums.add(new PartialSum(PartialSum.Kind.of(votes.get(0), Histories.slice(votes.get(0)))));
    }
    shuffled.forEach(vote -> sums.get(random.nextInt(parts)).add(vote, vote.time().toEpochMilli()));
    Map<String, Decayed<VectorSum>> merged = new HashMap<>();
    sums.stream()
        .filter(sum -> sum.numbers() > 0)
        .forEach(
            sum ->
                PartialSum.cells(sum.toEvent())
                    .forEach(
                        (name, cell) -> {
                          if (!cell.sums().isEmpty()) {
                            Marginals.merge(merged, name, cell);
                          }
                        }));
    Marginals.align(merged);
    return merged;
  }
}
