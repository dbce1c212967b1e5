package io.idealstream.job;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.concept.LearnConcepts;
import io.idealstream.stream.embed.EmbedConcepts;
import io.idealstream.stream.embed.MicroBatchOperator;
import io.idealstream.stream.embed.ReadConcepts;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Concepts are learned from a few examples each. */
record ConceptStage(Plan plan) {

  DataStream<NamedVectors> learn() {
    SingleOutputStreamOperator<ConceptArrival> examples =
        plan.outlets()
            .dying(
                plan.inlets()
                    .read(Topic.CONCEPTS, new ReadConcepts(plan.limits(), plan.letters()))
                    .transform(
                        "embed concepts",
                        TypeInformation.of(ConceptArrival.class),
                        new MicroBatchOperator<>(
                            new EmbedConcepts(plan.pictures(), plan.others(), plan.letters()),
                            plan.batches()))
                    .uid("embed-concepts"));
    SingleOutputStreamOperator<NamedVectors> concepts =
        examples
            .keyBy(ConceptArrival::concept)
            .transform(
                "learn concepts",
                TypeInformation.of(NamedVectors.class),
                new LearnConcepts(plan.model().texts(), plan.existing().floors().concepts()))
            .uid("learn-concepts")
            .setParallelism(Few.SUBTASKS);
    plan.outlets().addStatuses(concepts.getSideOutput(LearnConcepts.STATUS));
    return concepts;
  }
}
