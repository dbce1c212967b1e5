package io.idealstream.stream.space;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.PromptedCells;
import io.idealstream.estimate.prompt.Target;
import io.idealstream.math.FactorSpace;
import io.idealstream.stream.SpaceNews;
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
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A space of some size, random votes for it, and the job's operators that take them. */
final class ManyCells {

  static final int DIMENSION = 512;
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** As the job has it. */
  static final int PARTS = 10;

  private final String yaml;
  private final FactorSpace cells;
  private final PreparedSpace space;
  private final Random random = new Random(1);
  private int number;

  ManyCells(String weighting, int... sizes) {
    yaml = yaml(weighting, sizes);
    cells = BirdSpaces.definition(yaml).factorSpace();
    space = prepared();
  }

  FactorSpace space() {
    return cells;
  }

  /** Sums votes up where they are cast, in so many numbers at most. */
  OneInputStreamOperatorTestHarness<Observation, PartialSums> preAggregate(int mostNumbers)
      throws Exception {
    var pre =
        new OneInputStreamOperatorTestHarness<>(
            new PreAggregate(INTERVAL, INTERVAL, Histories.HOURS.grid(), mostNumbers));
    pre.setup(
        TypeInformation.of(PartialSums.class)
            .createSerializer(pre.getExecutionConfig().getSerializerConfig()));
    pre.open();
    return pre;
  }

  /** Owns the sums. */
  KeyedTwoInputStreamOperatorTestHarness<String, PartialSums, SpaceNews, SourceEstimate> owner(
      StateBackend backend) throws Exception {
    var owner =
        new KeyedTwoInputStreamOperatorTestHarness<String, PartialSums, SpaceNews, SourceEstimate>(
            new Accumulate(INTERVAL, 100_000, 1, Histories.HOURS),
            Accumulate::key,
            null,
            Types.STRING,
            720,
            1,
            0);
    owner.setStateBackend(backend);
    owner.open();
    owner.processElement2(new StreamRecord<>(SpaceNews.of(space)));
    return owner;
  }

  /** Publishes the words. */
  KeyedTwoInputStreamOperatorTestHarness<String, PreparedSpace, SourceEstimate, ?> publisher(
      StateBackend backend) throws Exception {
    var publisher =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new PublishWords(Encoding.JSON, Histories.HOURS.grid(), 1, "bench", 0),
            PreparedSpace::space,
            SourceEstimate::space,
            Types.STRING,
            720,
            1,
            0);
    publisher.setStateBackend(backend);
    publisher.open();
    publisher.processElement1(new StreamRecord<>(space));
    return publisher;
  }

  /** Of random cells, one after the other. */
  List<StreamRecord<Observation>> votes(int count) {
    List<StreamRecord<Observation>> votes = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      votes.add(new StreamRecord<>(vote()));
    }
    return votes;
  }

  private Observation vote() {
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
    Instant time = Instant.ofEpochMilli(1_000_000 + number++);
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
