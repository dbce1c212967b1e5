package io.idealstream.job;

import io.idealstream.stream.ControlArrival;
import io.idealstream.stream.control.EffectiveTimes;
import io.idealstream.stream.control.SettleActs;
import io.idealstream.stream.embed.ReadControls;
import io.idealstream.wire.Control;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Acts on drift and words, each with the event time from which on it is in force. */
record ControlStage(Plan plan) {
  /** Longest that an act is on its way to those that follow it. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  DataStream<Control> acts() {
    SingleOutputStreamOperator<Control> acts =
        plan.inlets()
            .read(Topic.CONTROLS, new ReadControls(plan.limits(), plan.letters()))
            .keyBy(ControlArrival::space)
            .transform(
                "settle acts",
                TypeInformation.of(Control.class),
                new SettleActs(
                    new EffectiveTimes(MARGIN, plan.settings().history().grid()),
                    plan.existing().pinned().isEmpty(),
                    plan.existing().floors().controls()))
            .uid("settle-acts")
            .setParallelism(Few.SUBTASKS);
    plan.outlets().addStatuses(acts.getSideOutput(SettleActs.STATUS));
    return acts;
  }
}
