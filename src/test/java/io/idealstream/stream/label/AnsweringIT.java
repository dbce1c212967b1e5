package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.Acknowledge;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Label;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** Labelling as Flink runs it: its threads, its serializers, the end of its input. */
class AnsweringIT {

  private static final int ITEMS = 200;

  private final Random random = new Random(6);

  @Test
  void everyImageIsLabelledInEverySpaceAndEverySpaceIsAnnouncedOnce() throws Exception {
    List<SpaceInForce> spaces =
        List.of(Birds.space("birds", 1, random), Birds.space("scenes", 4, random));
    Map<String, Label> expected = new HashMap<>();
    List<Embedded> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      Embedded item = Items.image("i-" + i, Items.unit(random, Birds.DIMENSION));
      items.add(item);
      for (SpaceInForce space : spaces) {
        expected.put(
            item.id() + "/" + space.space(), CompiledSpace.of(space).label(item).orElseThrow());
      }
    }

    StreamExecutionEnvironment environment = environment();
    SingleOutputStreamOperator<Label> labels = labels(environment, items, spaces);
    DataStream<Status> statuses =
        labels
            .getSideOutput(AnswerItems.ACKNOWLEDGEMENTS)
            .keyBy(Acknowledge.KEY)
            .process(new Acknowledge());
    CloseableIterator<Label> labelled = labels.collectAsync();
    CloseableIterator<Status> announced = statuses.collectAsync();
    environment.execute();

    Map<String, Label> found = new HashMap<>();
    labelled.forEachRemaining(
        label -> assertTrue(found.put(label.id() + "/" + label.space(), label) == null, "twice"));
    assertEquals(expected, found);
    List<Status> said = new ArrayList<>();
    announced.forEachRemaining(said::add);
    assertEquals(2, said.size());
    assertEquals(Set.of(active("birds", 1), active("scenes", 4)), Set.copyOf(said));
    labelled.close();
    announced.close();
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return StreamExecutionEnvironment.createLocalEnvironment(3, configuration);
  }

  private static SingleOutputStreamOperator<Label> labels(
      StreamExecutionEnvironment environment, List<Embedded> items, List<SpaceInForce> spaces) {
    DataStream<SpaceInForce> inForce =
        environment.fromData(spaces, TypeInformation.of(SpaceInForce.class));
    return environment
        .fromData(items, TypeInformation.of(Embedded.class))
        .rebalance()
        .connect(inForce.broadcast())
        .transform(
            "label",
            TypeInformation.of(Label.class),
            new LabelItems(new WaitingSettings(Set.of("birds", "scenes"), 2 * ITEMS)));
  }

  private static Status active(String space, long version) {
    String by = "words by model " + Items.MODEL + " with logit scale " + Birds.LOGIT_SCALE;
    return new Status(StatusKind.SPACE, space, version, StatusState.ACTIVE, by);
  }
}
