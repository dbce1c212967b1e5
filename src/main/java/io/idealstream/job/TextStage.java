package io.idealstream.job;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.TextArrival;
import io.idealstream.stream.embed.ReadTexts;
import io.idealstream.wire.codec.Topic;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Vectors of texts, where no model is opened that could make them. */
record TextStage(Plan plan) {

  Optional<DataStream<TextArrival>> read() {
    return plan.settings()
        .model()
        .vectors()
        .map(
            model ->
                plan.inlets()
                    .read(Topic.TEXTS, new ReadTexts(model, plan.limits(), plan.letters())));
  }

  /** The same among what queries name. */
  static DataStream<NamedVectors> named(DataStream<TextArrival> texts) {
    return texts
        .map(text -> NamedVectors.ofText(text.key(), text.vector()))
        .returns(NamedVectors.class)
        .name("name texts")
        .uid("name-texts");
  }
}
