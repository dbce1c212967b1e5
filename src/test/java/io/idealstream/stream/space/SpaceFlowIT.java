package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.estimate.BatchOracle;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.SpaceNews;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The operators in a job of their own, whose input ends long before any alarm could ring. */
class SpaceFlowIT {

  @Test
  void aBoundedInputIsWorkedOffAtAnyParallelism() throws Exception {
    List<Observation> observations = observations();
    double[][] captions = batch(observations);
    for (int parallelism : new int[] {1, 2}) {
      Map<String, Word> words = run(observations, parallelism);
      assertEquals(10, words.size());
      PreparedSpace prompts = BirdSpaces.prepared(BIRDS, 1);
      int row = 0;
      for (String place :
          List.of("bird/duck", "bird/owl", "place/lake", "place/wood", "place/town")) {
        row++;
        assertArrayEquals(captions[row], words.get("birds/*/captions/" + place).vector(), 1e-9);
        double[] prompt = new double[FakeTexts.DIMENSION];
        System.arraycopy(prompts.prompts().rows(), row * prompt.length, prompt, 0, prompt.length);
        assertArrayEquals(prompt, words.get("birds/*/prompts/" + place).vector());
      }
    }
  }

  private static List<Observation> observations() {
    List<Observation> observations = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Map<String, String> values =
          Map.of(
              "bird",
              n % 2 == 0 ? "duck" : "owl",
              "place",
              List.of("lake", "wood", "town").get(n % 7 % 3));
      observations.add(
          new Observation(
              "birds",
              1,
              "*",
              Source.CAPTIONS,
              "sha256:one",
              0,
              values,
              Instant.ofEpochSecond(n),
              FakeTexts.vector("item " + n)));
    }
    return observations;
  }

  private static double[][] batch(List<Observation> observations) {
    BatchOracle oracle = new BatchOracle(BirdSpaces.definition(BIRDS));
    observations.forEach(o -> oracle.add(o.values(), o.vector()));
    return oracle.words();
  }

  /** The last word under each key. */
  private static Map<String, Word> run(List<Observation> observations, int parallelism)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    DataStream<PreparedSpace> spaces =
        environment
            .fromData(BirdSpaces.arrival(BIRDS))
            .keyBy(SpaceArrival::space)
            .transform(
                "prepare",
                TypeInformation.of(PreparedSpace.class),
                new PrepareSpaces(FakeTexts.tower(), BirdSpaces.EVERY_CELL, 5, 100));
    DataStream<SourceEstimate> estimates =
        environment
            .fromData(
                TypeInformation.of(Observation.class), observations.toArray(Observation[]::new))
            .transform(
                "pre-aggregate",
                TypeInformation.of(PartialSums.class),
                new PreAggregate(
                    Duration.ofHours(1), Duration.ofMinutes(5), Histories.HOURS.grid()))
            .keyBy(Accumulate::key)
            .connect(spaces.map(SpaceNews::of, TypeInformation.of(SpaceNews.class)).broadcast())
            .transform(
                "accumulate",
                TypeInformation.of(SourceEstimate.class),
                new Accumulate(Duration.ofHours(1), 100, 32, Histories.HOURS));
    DataStream<Outgoing> messages =
        spaces
            .keyBy(PreparedSpace::space)
            .connect(estimates.keyBy(SourceEstimate::space))
            .transform(
                "publish",
                TypeInformation.of(Outgoing.class),
                new PublishWords(Encoding.JSON, Histories.HOURS.grid(), 32, "test", 0));
    Map<String, Word> words = new HashMap<>();
    for (Outgoing message : messages.executeAndCollect(1000)) {
      if (Topic.WORDS.decode(message.value(), Encoding.JSON) instanceof Word word) {
        words.put(new String(message.key(), UTF_8), word);
      }
    }
    return words;
  }
}
