package io.idealstream.stream.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.stream.SpaceNews;
import io.idealstream.wire.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner of an estimate keeps, in bytes of a snapshot. */
class StateSizeTest {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int TOGETHER = 100;

  /** Both sizes are taken at the same second of a minute, with as many slices. */
  private static final HistorySettings MINUTES =
      new HistorySettings(HistoryGrid.of(Duration.ofMinutes(1), 1), 20_000);

  private static final List<String> BIRDS = List.of("duck", "owl");
  private static final List<String> PLACES = List.of("lake", "wood", "town");

  private final Random random = new Random(1);

  /** Votes of random cells, and of later and later times. */
  private PartialSums votes(int first, long halfLife) {
    PartialSum sum = null;
    for (int n = first; n < first + TOGETHER; n++) {
      Observation vote =
          new Observation(
              "birds",
              1,
              "*",
              Source.IMAGES,
              "sha256:one",
              halfLife,
              Map.of(
                  "bird", BIRDS.get(random.nextInt(BIRDS.size())),
                  "place", PLACES.get(random.nextInt(PLACES.size()))),
              Instant.ofEpochMilli(1_000_000L + 10L * n),
              FakeTexts.vector("item " + n));
      sum =
          sum == null
              ? new PartialSum(
                  PartialSum.Kind.of(vote, MINUTES.grid().finest(vote.time().toEpochMilli())))
              : sum;
      sum.add(vote, vote.time().toEpochMilli());
    }
    return sum.toEvent();
  }

  @ParameterizedTest(name = "at most {0} cells kept, half-life {1} ms")
  @CsvSource({"100, 0", "100, 60000", "3, 0", "3, 60000"})
  void aHundredThousandVotesTakeNoMoreThanTenThousand(int maxCells, long halfLife)
      throws Exception {
    var subtask =
        new KeyedTwoInputStreamOperatorTestHarness<String, PartialSums, SpaceNews, SourceEstimate>(
            new Accumulate(INTERVAL, maxCells, 1, MINUTES),
            Accumulate::key,
            null,
            Types.STRING,
            720,
            1,
            0);
    try {
      subtask.open();
      String yaml = BirdSpaces.BIRDS + "estimate: {half-life: %s}\n";
      PreparedSpace space =
          BirdSpaces.prepared(halfLife == 0 ? BirdSpaces.BIRDS : yaml.formatted("60s"), 1);
      subtask.processElement2(new StreamRecord<>(SpaceNews.of(space)));
      long early = 0;
      for (int votes = 0; votes < 100_000; votes += TOGETHER) {
        if (votes == 10_000) {
          early = size(subtask);
        }
        subtask.processElement1(new StreamRecord<>(votes(votes, halfLife)));
        subtask.getOutput().clear();
      }
      assertEquals(early, size(subtask));
    } finally {
      Subtasks.end(subtask);
    }
  }

  private long checkpoint;

  private long size(KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> subtask) throws Exception {
    subtask.setProcessingTime(subtask.getProcessingTime() + INTERVAL.toMillis());
    assertEquals(1, subtask.extractOutputValues().size(), "words were solved");
    checkpoint++;
    return subtask.snapshot(checkpoint, checkpoint).getStateSize();
  }
}
