package io.idealstream.job;

import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.label.LabelItems;
import io.idealstream.wire.Label;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Every image is labelled in every space. */
record LabelStage(Plan plan) {

  /**
   * What labelling says beside labels.
   *
   * @param held answers that are kept for feedback
   * @param parts for who decides about items
   */
  record Answers(DataStream<HeldItem> held, DataStream<ItemPart> parts) {}

  Answers label(DataStream<Embedded> images, DataStream<SpaceInForce> spaces) {
    SingleOutputStreamOperator<Label> labels =
        plan.outlets()
            .forgetting(
                plan.interception()
                    .before("label", images)
                    .connect(spaces.broadcast())
                    .transform(
                        "label",
                        TypeInformation.of(Label.class),
                        new LabelItems(
                            plan.waiting(plan.existing().spaces()), plan.settings().feedback()))
                    .uid("label"));
    plan.outlets().addAcknowledgements(labels.getSideOutput(LabelItems.ACKNOWLEDGEMENTS));
    plan.outlets().finish(Topic.LABELS, labels);
    return new Answers(
        labels.getSideOutput(LabelItems.ANSWERS), labels.getSideOutput(LabelItems.PARTS));
  }
}
