package io.idealstream.job;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.embed.ReadErasures;
import io.idealstream.stream.erasure.HoldErasures;
import io.idealstream.stream.erasure.TellErasures;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Items that are to be forgotten: told to all who may hold them, and answered. There are few, so
 * that one subtask has all of them, and edges to all subtasks take little memory.
 */
record ErasureStage(Plan plan) {
  /**
   * Erasures as those who hold items hear of them.
   *
   * @param items for every subtask of an operator that takes items
   * @param held for operators that hold items by their names
   */
  record Erasures(
      DataStream<Erasure> requests, DataStream<Embedded> items, DataStream<HeldItem> held) {}

  Erasures read() {
    SingleOutputStreamOperator<Erasure> requests =
        plan.inlets()
            .read(Topic.ERASURES, new ReadErasures(plan.limits(), plan.letters()))
            .transform("hold erasures", TypeInformation.of(Erasure.class), new HoldErasures())
            .uid("hold-erasures")
            .setParallelism(Few.SUBTASKS);
    plan.outlets().addStatuses(requests.getSideOutput(HoldErasures.STATUS));
    return new Erasures(
        requests,
        requests
            .map(Embedded::forgotten, TypeInformation.of(Embedded.class))
            .uid("forget-items")
            .setParallelism(Few.SUBTASKS)
            .broadcast(),
        requests
            .map(HeldItem::forgotten, TypeInformation.of(HeldItem.class))
            .uid("forget-held")
            .setParallelism(Few.SUBTASKS));
  }

  /** Tells what was held, of all that was added to the outlets. */
  void tell(Erasures erasures) {
    plan.outlets()
        .addStatuses(
            erasures
                .requests()
                .connect(plan.outlets().forgotten())
                .transform("tell erasures", TypeInformation.of(Status.class), new TellErasures())
                .uid("tell-erasures")
                .setParallelism(Few.SUBTASKS));
  }
}
