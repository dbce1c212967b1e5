package io.idealstream.job;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.model.onnx.OnnxMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.embed.ReadQueries;
import io.idealstream.stream.match.MatchQueries;
import io.idealstream.stream.match.MatchSettings;
import io.idealstream.stream.match.PrepareQueries;
import io.idealstream.wire.Hit;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Every image is held against the standing queries. */
record MatchStage(Plan plan) {

  /** Queries as vectors, renewed as the words and concepts that they name change. */
  DataStream<QueryInForce> prepare(DataStream<NamedVectors> named) {
    SingleOutputStreamOperator<QueryInForce> queries =
        plan.inlets()
            .read(Topic.QUERIES, new ReadQueries(plan.limits(), plan.letters()))
            .keyBy(QueryArrival::id)
            .connect(named.broadcast())
            .transform(
                "prepare queries",
                TypeInformation.of(QueryInForce.class),
                new PrepareQueries(plan.model().texts(), plan.existing().floors().queries()))
            .uid("prepare-queries");
    plan.outlets().addStatuses(queries.getSideOutput(PrepareQueries.STATUS));
    return queries;
  }

  /** Gives what is known of items, for who decides about them. */
  DataStream<ItemPart> match(DataStream<Embedded> images, DataStream<QueryInForce> queries) {
    SingleOutputStreamOperator<Hit> hits =
        plan.outlets()
            .forgetting(
                plan.inlets()
                    .timeless(queries, "queries-in-force")
                    .keyBy(QueryInForce::id)
                    .connect(plan.interception().before("match", images).broadcast())
                    .transform(
                        "match",
                        TypeInformation.of(Hit.class),
                        new MatchQueries(
                            OnnxMatrixProduct::open,
                            new MatchSettings(
                                plan.waiting(plan.existing().queries()),
                                plan.batches(),
                                plan.settings().lookBackBytes())))
                    .uid("match"));
    plan.outlets().addAcknowledgements(hits.getSideOutput(MatchQueries.ACKNOWLEDGEMENTS));
    plan.outlets().finish(Topic.HITS, hits);
    return hits.getSideOutput(MatchQueries.PARTS);
  }
}
