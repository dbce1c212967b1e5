package io.idealstream.stream.space;

import static io.idealstream.estimate.BatchOracle.assertWords;
import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_BY_TIME;
import static io.idealstream.estimate.BirdSpaces.BIRDS_OUTSIDE;
import static io.idealstream.estimate.BirdSpaces.prepared;
import static io.idealstream.stream.space.AccumulateTest.INTERVAL;
import static io.idealstream.stream.space.AccumulateTest.ONE;
import static io.idealstream.stream.space.AccumulateTest.observation;
import static io.idealstream.stream.space.AccumulateTest.observations;
import static io.idealstream.stream.space.AccumulateTest.oracle;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.stream.space.AccumulateTest.Subtask;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Sums per value and pair say of the cells that they are of what sums per cell say. */
class FoldedSumsTest {

  private static final int FOLDED = 2;
  private static final int KEPT = 10_000;

  private static String yaml(int[] sizes, String more) {
    String factors =
        IntStream.range(0, sizes.length)
            .mapToObj(
                i ->
                    "  f%d: {role: %s, values: {%s}}\n"
                        .formatted(i, i == 0 ? "label" : "spurious", values(i, sizes[i])))
            .collect(Collectors.joining());
    String template =
        IntStream.range(0, sizes.length)
            .mapToObj("{f%d}"::formatted)
            .collect(Collectors.joining(" "));
    return "space: birds\ntemplates: [\"%s\"]\nplain: {f0: [\"{f0}\"]}\nfactors:\n%s%s"
        .formatted(template, factors, more);
  }

  private static String values(int factor, int size) {
    return IntStream.range(0, size)
        .mapToObj(v -> "f%dv%d: [f%dv%d]".formatted(factor, v, factor, v))
        .collect(Collectors.joining(", "));
  }

  private static Observation seen(Random random, int... cell) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cell.length; i++) {
      values.put("f" + i, "f%dv%d".formatted(i, cell[i]));
    }
    return observation(1, ONE, Source.CAPTIONS, values, random);
  }

  private static SourceEstimate last(Subtask subtask) {
    List<SourceEstimate> estimates = subtask.estimates();
    return estimates.get(estimates.size() - 1);
  }

  private static SourceEstimate estimate(
      int maxCells, PreparedSpace space, List<Observation> seen, int split) throws Exception {
    try (Subtask subtask = new Subtask(maxCells, 1, 0)) {
      subtask.open();
      subtask.knowing(space).take(seen.subList(0, split)).pass(INTERVAL);
      subtask.take(seen.subList(split, seen.size())).pass(INTERVAL);
      assertEquals(maxCells == FOLDED, subtask.cellsHeld() == 0);
      return last(subtask);
    }
  }

  private static void assertSameStructure(SourceEstimate kept, SourceEstimate folded) {
    assertEquals(kept.rank(), folded.rank());
    assertArrayEquals(kept.determined(), folded.determined());
    assertEquals(kept.classes() == null, folded.classes() == null);
    if (kept.classes() != null) {
      assertArrayEquals(kept.classes().classes(), folded.classes().classes());
      assertTrue(folded.classes().combinations() > 1);
    }
  }

  @Test
  void structureIsThatOfTheCellsInAnyOrderAndAnySplit() throws Exception {
    Random random = new Random(41);
    int divided = 0;
    for (int trial = 0; trial < 60; trial++) {
      int[] sizes = IntStream.range(0, 3 + trial % 3).map(i -> 2 + random.nextInt(3)).toArray();
      int rows = 1 + IntStream.of(sizes).sum();
      List<Observation> seen = new ArrayList<>();
      for (int n = 4 + random.nextInt(2 * rows); n > 0; n--) {
        seen.add(
            seen(
                random,
                IntStream.of(sizes)
                    .map(size -> (int) (size * Math.pow(random.nextDouble(), 2.5)))
                    .toArray()));
      }
      if (seen.stream().map(Observation::values).distinct().count() <= FOLDED) {
        continue;
      }
      PreparedSpace space = prepared(yaml(sizes, ""), 1);
      SourceEstimate kept = estimate(KEPT, space, seen, seen.size());
      for (int round = 0; round < 2; round++) {
        Collections.shuffle(seen, random);
        assertSameStructure(kept, estimate(FOLDED, space, seen, random.nextInt(seen.size())));
      }
      divided += kept.classes() == null ? 0 : 1;
    }
    assertTrue(divided > 10, divided + " divided designs");
  }

  /** The first leaves every value alone, though its four cells are determined. */
  @Test
  void designsThatPairsOfValuesMisleadAboutAreTold() throws Exception {
    Random random = new Random(42);
    List<Observation> alone =
        List.of(
            seen(random, 0, 0, 0),
            seen(random, 0, 1, 1),
            seen(random, 1, 0, 1),
            seen(random, 1, 1, 2));
    PreparedSpace small = prepared(yaml(new int[] {2, 2, 3}, ""), 1);
    SourceEstimate folded = estimate(FOLDED, small, alone, 3);
    assertSameStructure(estimate(KEPT, small, alone, 3), folded);
    assertArrayEquals(new boolean[8], folded.determined());
    assertArrayEquals(new int[] {0, 1, 2, 1, 2, 1, 2, 3}, folded.classes().classes());
    assertEquals(4, folded.classes().combinations());

    List<Observation> blocks = new ArrayList<>();
    for (int n = 0; n < 24; n++) {
      blocks.add(seen(random, n / 2 % 2 + n / 12 * 2, n % 2 + n / 12 * 2, n / 4 % 3));
    }
    PreparedSpace shared = prepared(yaml(new int[] {4, 4, 3}, ""), 1);
    SourceEstimate divided = estimate(FOLDED, shared, blocks, 11);
    assertSameStructure(estimate(KEPT, shared, blocks, 11), divided);
    assertArrayEquals(new int[] {0, 1, 1, 2, 2, 1, 1, 2, 2, 0, 0, 0}, divided.classes().classes());
    assertEquals(2, divided.classes().combinations());
  }

  @Test
  void structureIsCarriedOverToFewerFactorsAndKeptUnderAHalfLife() throws Exception {
    Random random = new Random(43);
    for (int trial = 0; trial < 10; trial++) {
      List<Observation> seen = new ArrayList<>();
      for (int n = 0; n < 8; n++) {
        int[] cell = {random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(2)};
        seen.add(at(seen(random, cell), 600_000, 1_000_000 + random.nextInt(3_600_000)));
      }
      String before = yaml(new int[] {3, 3, 3, 2}, "estimate: {half-life: 10m}\n");
      String after = yaml(new int[] {3, 3, 3}, "estimate: {half-life: 20m}\n");
      List<SourceEstimate> estimates = new ArrayList<>();
      for (int maxCells : List.of(KEPT, FOLDED)) {
        try (Subtask subtask = new Subtask(maxCells, 1, 0)) {
          subtask.open();
          subtask.knowing(prepared(before, 1)).take(seen).pass(INTERVAL);
          subtask.knowing(prepared(after, 2)).pass(INTERVAL);
          estimates.add(last(subtask));
        }
      }
      assertSameStructure(estimates.get(0), estimates.get(1));
    }
  }

  @Test
  void sumsThatOvertakeTheNewsOfANewFactorServeBothVersions() throws Exception {
    List<Observation> observations = observations(BIRDS_BY_TIME, 2, 44);
    try (Subtask subtask = new Subtask(FOLDED, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(observations).pass(INTERVAL);
      assertWords(oracle(BIRDS, observations).countWords(), subtask.estimate());
      subtask.knowing(prepared(BIRDS_BY_TIME, 2)).pass(INTERVAL);
      assertWords(oracle(BIRDS_BY_TIME, observations).countWords(), subtask.estimate());
    }
  }

  /** Of 103,823 cells 139 say all; nothing asks for words before the news of the space. */
  @Test
  void cellsThatOthersDetermineDoNotPileUp() throws Exception {
    PartialSum sum = null;
    for (int n = 0; n < 47 * 47 * 47; n++) {
      Map<String, String> cell =
          Map.of("a", "" + n % 47, "b", "" + n / 47 % 47, "c", "" + n / 2209);
      Observation vote =
          new Observation(
              "birds", 1, "*", Source.IMAGES, ONE, 0, cell, Instant.EPOCH, new float[] {1, n});
      sum = sum == null ? new PartialSum(PartialSum.Kind.of(vote, Histories.slice(vote))) : sum;
      sum.add(vote, vote.time().toEpochMilli());
    }
    try (Subtask subtask = new Subtask(FOLDED, 1, 0)) {
      subtask.open();
      subtask.processElement1(new StreamRecord<>(sum.toEvent()));
      long size = subtask.snapshot(1, 1).getStateSize();
      assertTrue(size < 2_000_000, size + " bytes");
    }
  }

  /** Its events stand in the sums of other values too, be they a part in a million. */
  @Test
  void aValueThatGoesTakesTheSumsAlongHoweverLittleItWeighs() throws Exception {
    String halfLife = "estimate: {half-life: 1s}\n";
    List<Observation> observations =
        observations(BIRDS + halfLife, 1, 45).stream()
            .map(o -> at(o, 1000, o.values().get("place").equals("town") ? 1_000_000 : 1_060_000))
            .toList();
    try (Subtask subtask = new Subtask(FOLDED, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS + halfLife, 1)).take(observations);
      subtask.knowing(prepared(BIRDS_OUTSIDE + halfLife, 2)).pass(INTERVAL);
      assertEquals(List.of(), subtask.estimates());
    }
  }

  private static Observation at(Observation o, long halfLife, long time) {
    return new Observation(
        o.space(),
        o.spaceVersion(),
        o.feed(),
        o.source(),
        o.model(),
        halfLife,
        o.values(),
        Instant.ofEpochMilli(time),
        o.vector());
  }
}
