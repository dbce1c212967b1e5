package io.idealstream.job;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.embed.ReadSpaces;
import io.idealstream.stream.space.PinWords;
import io.idealstream.stream.space.PrepareGivenSpaces;
import io.idealstream.stream.space.PrepareSpaces;
import io.idealstream.wire.codec.Topic;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Definitions of spaces: their prompts are embedded, and where words are pinned they label. */
record SpaceStage(Plan plan) {

  /**
   * @param texts where no model is opened
   */
  DataStream<PreparedSpace> prepare(Optional<DataStream<TextArrival>> texts) {
    SingleOutputStreamOperator<PreparedSpace> spaces =
        texts.isPresent() ? prepare(texts.get()) : embed();
    spaces.uid("prepare-spaces");
    plan.outlets().addStatuses(spaces.getSideOutput(PrepareSpaces.STATUS));
    return spaces;
  }

  private SingleOutputStreamOperator<PreparedSpace> prepare(DataStream<TextArrival> texts) {
    return arrivals()
        .keyBy(SpaceArrival::space)
        .connect(texts.broadcast())
        .transform("prepare spaces", TypeInformation.of(PreparedSpace.class), given());
  }

  private PrepareGivenSpaces given() {
    TextEmbedding.Opening known = plan.model().texts();
    PromptBounds bounds = plan.settings().spaces().prompts();
    int slice = plan.settings().spaces().slice();
    long floor = plan.existing().floors().spaces();
    return plan.existing().pinned().isPresent()
        ? PrepareGivenSpaces.pinned(known, bounds, slice, floor)
        : new PrepareGivenSpaces(known, bounds, slice, floor);
  }

  private SingleOutputStreamOperator<PreparedSpace> embed() {
    return arrivals()
        .keyBy(SpaceArrival::space)
        .transform(
            "prepare spaces",
            TypeInformation.of(PreparedSpace.class),
            new PrepareSpaces(
                plan.model().texts(),
                plan.settings().spaces().prompts(),
                plan.settings().spaces().slice(),
                plan.settings().spaces().textCache(),
                plan.existing().floors().spaces()));
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
