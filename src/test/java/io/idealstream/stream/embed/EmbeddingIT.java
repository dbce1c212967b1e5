package io.idealstream.stream.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.model.ModelSettings;
import io.idealstream.model.OpenModels;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.Messages;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.stream.output.WriteRecords;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ReadingLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The operators inside Flink's own tasks: without Kryo, with objects used again. */
class EmbeddingIT {
  private static final DeadLetterSettings DEAD_LETTERS = new DeadLetterSettings(10_000, 20_000);
  private static final BatchSettings BATCHES =
      new BatchSettings(16, Duration.ofMillis(20), 1 << 20);
  private static final int MORE_THAN_COME = 1000;
  private static final TypeInformation<TopicRecord> MESSAGES =
      TypeInformation.of(TopicRecord.class);
  private static final TypeInformation<Embedded> EMBEDDED = TypeInformation.of(Embedded.class);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path empty;

  @Test
  void imagesCaptionsAndGarbageFindTheirWays() throws Exception {
    int before = OpenModels.count();
    ModelSource model = ModelSource.bundled(ModelSettings.defaults());

    List<String> seen = run(model, UnaryOperator.identity());

    assertEquals(everything(), seen.stream().sorted().toList());
    assertEquals(before, OpenModels.count());
  }

  @Test
  void aStageBetweenReadingAndEmbeddingSeesEveryImageAndChangesNothing() throws Exception {
    PassThrough.SEEN.clear();
    ModelSource model = ModelSource.bundled(ModelSettings.defaults());

    List<String> seen =
        run(
            model,
            images -> images.map(new PassThrough()).returns(images.getType()).uid("between"));

    assertEquals(everything(), seen.stream().sorted().toList());
    assertEquals(100, PassThrough.SEEN.size());
  }

  /** What stands between sees images as they were read, and the messages they came in. */
  private static final class PassThrough implements MapFunction<ImageArrival, ImageArrival> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    @Override
    public ImageArrival map(ImageArrival arrival) {
      assertTrue(arrival.image().image().length > 0);
      assertArrayEquals(ClipImages.PIXEL, arrival.origin().value());
      SEEN.add(arrival.image().id());
      return arrival;
    }
  }

  private static List<String> everything() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("CAPTION c-" + i);
      expected.add("CAPTION i-" + i);
      expected.add("IMAGE i-" + i);
      expected.add("dead missing-id");
    }
    return expected.stream().sorted().toList();
  }

  @Test
  void aJobWhoseModelIsRefusedLeavesNothingOpen() {
    int before = OpenModels.count();

    Exception failure =
        assertThrows(
            Exception.class,
            () -> run(ModelSource.of(empty, ModelSettings.defaults()), UnaryOperator.identity()));

    assertTrue(ExceptionUtils.findThrowableWithMessage(failure, "config.json").isPresent());
    assertEquals(before, OpenModels.count());
  }

  private static List<String> run(
      ModelSource model, UnaryOperator<DataStream<ImageArrival>> between) throws Exception {
    StreamExecutionEnvironment environment = environment();
    SingleOutputStreamOperator<ImageArrival> arrivals =
        environment
            .fromData(MESSAGES, images())
            .process(new ReadImages(ReadingLimits.DEFAULT, DEAD_LETTERS));
    SingleOutputStreamOperator<Embedded> images =
        between
            .apply(arrivals)
            .rebalance()
            .transform(
                "images",
                EMBEDDED,
                new MicroBatchOperator<>(new EmbedImages(model.images(1), DEAD_LETTERS), BATCHES));
    SingleOutputStreamOperator<CaptionArrival> read =
        environment
            .fromData(MESSAGES, captions())
            .process(new ReadCaptions(ReadingLimits.DEFAULT, DEAD_LETTERS));
    SingleOutputStreamOperator<Embedded> captions =
        read.union(images.getSideOutput(EmbedImages.CAPTIONS))
            .rebalance()
            .transform(
                "captions",
                EMBEDDED,
                new MicroBatchOperator<>(new EmbedCaptions(model.texts(), DEAD_LETTERS), BATCHES));
    DataStream<String> dead =
        images
            .getSideOutput(DeadLetters.TAG)
            .union(read.getSideOutput(DeadLetters.TAG))
            .process(
                new WriteRecords<>(WriteRecords.messages(), "dead-letters", 20_000, DEAD_LETTERS))
            .map(EmbeddingIT::reason)
            .returns(Types.STRING);
    DataStream<String> items =
        images.union(captions).map(item -> item.modality() + " " + item.id()).returns(Types.STRING);
    return items.union(dead).executeAndCollect(MORE_THAN_COME);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(2);
    environment.enableCheckpointing(50);
    return environment;
  }

  private static String reason(Outgoing letter) {
    return "dead " + Messages.header(letter, DeadLetter.REASON);
  }

  private static TopicRecord[] images() {
    List<TopicRecord> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      messages.add(Messages.of(ClipImages.PIXEL, "id=i-" + i, "caption=a bird, number " + i));
    }
    return messages.toArray(TopicRecord[]::new);
  }

  private static TopicRecord[] captions() {
    List<TopicRecord> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      messages.add(
          Messages.keyed("cam", ("{\"id\":\"c-" + i + "\",\"text\":\"a bird\"}").getBytes(UTF_8)));
      messages.add(Messages.of("{\"text\":\"a bird\"}"));
    }
    return messages.toArray(TopicRecord[]::new);
  }
}
