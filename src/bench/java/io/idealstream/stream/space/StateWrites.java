package io.idealstream.stream.space;

import io.idealstream.math.FactorSpace;
import io.idealstream.stream.Observation;
import io.idealstream.stream.PartialSums;
import io.idealstream.stream.PreparedSpace;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * Bytes that estimates write to RocksDB, d = 512: for each vote, and for each publication; with
 * votes summed up where they are cast, and one by one. Counted is what RocksDB is given to write,
 * before it compacts.
 */
public final class StateWrites {

  private static final int DIMENSION = 512;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** As the job has it. */
  private static final int PARTS = 10;

  /** The first fills the cells and is not counted. */
  private static final int INTERVALS = 4;

  private static final int[] FEW_CELLS = {100, 1_000, 10_000};

  /** Enough that cells are folded before votes are counted. */
  private static final int[] MANY_CELLS = {1_000};

  private final String yaml;
  private final FactorSpace cells;
  private final PreparedSpace space;
  private final Random random = new Random(1);

  private StateWrites(String weighting, int... sizes) {
    yaml = yaml(weighting, sizes);
    cells = BirdSpaces.definition(yaml).factorSpace();
    space = prepared();
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        "| space | votes a publication | a vote, one by one | a vote, summed up"
            + " | a publication, sums | a publication, words |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    StateWrites[] spaces = {
      new StateWrites("cells", 2, 2),
      new StateWrites("cells", 16, 12),
      new StateWrites("counts", 100, 100, 100, 100, 100, 100)
    };
    for (StateWrites space : spaces) {
      for (int votes : space.cells.cells() < 1_000 ? FEW_CELLS : MANY_CELLS) {
        double[] single = space.run(votes, 0);
        double[] summed = space.run(votes, 1 << 20);
        System.out.printf(
            "| %s | %,d | %,.0f | %,.0f | %,.0f | %,.0f |%n",
            space.cells, votes, single[0], summed[0], summed[1], summed[2]);
      }
    }
  }

  /** Bytes for a vote, for the owner's part of a publication, and for the publisher's. */
  private double[] run(int votesPerInterval, int mostNumbers) throws Exception {
    try (CountedRocks sums = new CountedRocks();
        CountedRocks words = new CountedRocks()) {
      var pre = preAggregate(mostNumbers);
      var owner = owner(sums);
      var publisher = publisher(words);
      long[] bytes = new long[3];
      int number = 0;
      for (int interval = 0; interval < INTERVALS; interval++) {
        long before = sums.written();
        for (int part = 0; part < PARTS; part++) {
          for (int n = 0; n < votesPerInterval / PARTS; n++) {
            pre.processElement(new StreamRecord<>(vote(number++)));
          }
          pre.prepareSnapshotPreBarrier(1);
          for (PartialSums sum : pre.extractOutputValues()) {
            owner.processElement1(new StreamRecord<>(sum));
          }
          pre.getOutput().clear();
        }
        long voted = sums.written();
        owner.setProcessingTime(owner.getProcessingTime() + INTERVAL.toMillis());
        long solved = sums.written();
        long unpublished = words.written();
        for (SourceEstimate estimate : List.copyOf(owner.extractOutputValues())) {
          publisher.processElement2(new StreamRecord<>(estimate));
        }
        owner.getOutput().clear();
        publisher.getOutput().clear();
        if (interval > 0) {
          bytes[0] += voted - before;
          bytes[1] += solved - voted;
          bytes[2] += words.written() - unpublished;
        }
      }
      Subtasks.end(owner);
      Subtasks.end(publisher);
      pre.close();
      double counted = INTERVALS - 1;
      return new double[] {
        bytes[0] / counted / votesPerInterval, bytes[1] / counted, bytes[2] / counted
      };
    }
  }

  private static OneInputStreamOperatorTestHarness<Observation, PartialSums> preAggregate(
      int mostNumbers) throws Exception {
    var pre = new OneInputStreamOperatorTestHarness<>(new PreAggregate(INTERVAL, mostNumbers));
    pre.setup(
        TypeInformation.of(PartialSums.class)
            .createSerializer(pre.getExecutionConfig().getSerializerConfig()));
    pre.open();
    return pre;
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, PartialSums, PreparedSpace, SourceEstimate>
      owner(CountedRocks rocks) throws Exception {
    var owner =
        new KeyedTwoInputStreamOperatorTestHarness<
            String, PartialSums, PreparedSpace, SourceEstimate>(
            new Accumulate(INTERVAL, 100_000, 1), Accumulate::key, null, Types.STRING, 720, 1, 0);
    owner.setStateBackend(rocks.backend());
    owner.open();
    owner.processElement2(new StreamRecord<>(space));
    return owner;
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, PreparedSpace, SourceEstimate, ?>
      publisher(CountedRocks rocks) throws Exception {
    var publisher =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new PublishWords(Encoding.JSON, 1),
            PreparedSpace::space,
            SourceEstimate::space,
            Types.STRING,
            720,
            1,
            0);
    publisher.setStateBackend(rocks.backend());
    publisher.open();
    publisher.processElement1(new StreamRecord<>(space));
    return publisher;
  }

  private Observation vote(int number) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cells.factors(); i++) {
      List<String> names = cells.factor(i).values();
      values.put(cells.factor(i).name(), names.get(random.nextInt(names.size())));
    }
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] = (float) random.nextGaussian();
      squares += vector[j] * vector[j];
    }
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] /= (float) Math.sqrt(squares);
    }
    Instant time = Instant.ofEpochMilli(1_000_000 + number);
    return new Observation("many", 1, "*", Source.IMAGES, "m", 0, values, time, vector);
  }

  /** With the vectors of a small model for its prompts, which nothing here depends on. */
  private PreparedSpace prepared() {
    Target target = new Target("many", 1, BirdSpaces.json(yaml), "m", 50);
    PromptedCells prompted = PromptedCells.of(target.parsed(), new PromptBounds(1_000, 1_000));
    Preparation preparation = Preparation.begin(target, prompted, FakeTexts.DIMENSION);
    while (!preparation.complete()) {
      List<float[]> vectors = new ArrayList<>();
      preparation.next(100).forEach(text -> vectors.add(FakeTexts.vector(text)));
      preparation.take(vectors);
    }
    return preparation.result();
  }

  private static String yaml(String weighting, int... sizes) {
    String template =
        IntStream.range(0, sizes.length)
            .mapToObj(i -> "{f%d}".formatted(i))
            .collect(Collectors.joining(" "));
    StringBuilder yaml =
        new StringBuilder(
            """
            space: many
            templates: ["%s"]
            plain: {f0: ["{f0}"]}
            estimate: {weighting: %s}
            factors:
            """
                .formatted(template, weighting));
    for (int i = 0; i < sizes.length; i++) {
      String factor = "f" + i;
      String values =
          IntStream.range(0, sizes[i])
              .mapToObj(v -> "%sv%d: [\"%sv%d\"]".formatted(factor, v, factor, v))
              .collect(Collectors.joining(", "));
      String role = i == 0 ? "label" : "spurious";
      yaml.append("  %s: {role: %s, values: {%s}}\n".formatted(factor, role, values));
    }
    return yaml.toString();
  }
}
