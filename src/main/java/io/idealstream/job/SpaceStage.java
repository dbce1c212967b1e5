package io.idealstream.job;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.embed.ReadSpaces;
import io.idealstream.stream.space.PinWords;
import io.idealstream.stream.space.PrepareSpaces;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Definitions of spaces: their prompts are embedded, and where words are pinned they label. */
record SpaceStage(Plan plan) {

  DataStream<PreparedSpace> prepare() {
    SingleOutputStreamOperator<PreparedSpace> spaces =
        arrivals()
            .keyBy(SpaceArrival::space)
            .transform(
                "prepare spaces",
                TypeInformation.of(PreparedSpace.class),
                new PrepareSpaces(
                    plan.model().texts(),
                    plan.settings().spaces().prompts(),
                    plan.settings().spaces().slice(),
                    plan.settings().spaces().textCache(),
                    plan.existing().floors().spaces()))
            .uid("prepare-spaces");
    plan.outlets().addStatuses(spaces.getSideOutput(PrepareSpaces.STATUS));
    return spaces;
  }

  private DataStream<SpaceArrival> arrivals() {
    return plan.existing()
        .pinned()
        .map(Pinned::arrivals)
        .map(all -> plan.inlets().given(all, TypeInformation.of(SpaceArrival.class), "spaces"))
        .orElseGet(() -> plan.inlets().read(Topic.SPACES, new ReadSpaces(plan.letters())));
  }

  /** Words of a file; what they were estimated from is not read. */
  static Words pin(DataStream<PreparedSpace> spaces, Pinned pinned) {
    SingleOutputStreamOperator<SpaceInForce> inForce =
        spaces.process(new PinWords(pinned.file())).name("pin words").uid("pin-words");
    return new Words(inForce, inForce.getSideOutput(PinWords.NAMED));
  }
}
