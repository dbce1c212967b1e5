package io.idealstream.job;

import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.embed.EmbedCaptions;
import io.idealstream.stream.embed.EmbedImages;
import io.idealstream.stream.embed.MicroBatchOperator;
import io.idealstream.stream.embed.ReadCaptions;
import io.idealstream.stream.embed.ReadImages;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Pictures and captions become embeddings, and their times set the pace of event time. */
record EmbedStage(Plan plan) {

  /**
   * @param images that are embedded
   * @param captions that came with them
   * @param lost those that became dead letters, without a say in event time
   */
  record Images(
      DataStream<Embedded> images, DataStream<CaptionArrival> captions, DataStream<Embedded> lost) {

    /** The same with items that are to be forgotten among the images. */
    Images with(DataStream<Embedded> forgotten) {
      return new Images(images.union(forgotten), captions, lost);
    }
  }

  Images images() {
    SingleOutputStreamOperator<ImageArrival> read =
        plan.inlets().read(Topic.IMAGES, new ReadImages(plan.limits(), plan.letters()));
    DataStream<ImageArrival> arrivals =
        plan.interception()
            .before(
                "embed-images",
                plan.inlets()
                    .timed(
                        read,
                        "images",
                        arrival -> arrival.image().time(),
                        arrival -> arrival.origin().partition()));
    SingleOutputStreamOperator<Embedded> images =
        plan.outlets()
            .dying(
                arrivals
                    .transform(
                        "embed images",
                        TypeInformation.of(Embedded.class),
                        new MicroBatchOperator<>(
                            new EmbedImages(plan.pictures(), plan.others(), plan.letters()),
                            plan.batches()))
                    .uid("embed-images"));
    return new Images(
        images,
        images.getSideOutput(EmbedImages.CAPTIONS),
        read.getSideOutput(ReadImages.LOST).union(images.getSideOutput(EmbedImages.LOST)));
  }

  /** Captions of their own topic and those that came with images. */
  DataStream<Embedded> captions(DataStream<CaptionArrival> ofImages) {
    DataStream<CaptionArrival> arrivals =
        plan.inlets()
            .timed(
                plan.inlets().read(Topic.CAPTIONS, new ReadCaptions(plan.limits(), plan.letters())),
                "captions",
                arrival -> arrival.caption().time(),
                arrival -> arrival.origin().partition())
            .union(ofImages);
    return plan.outlets()
        .dying(
            arrivals
                .transform(
                    "embed captions",
                    TypeInformation.of(Embedded.class),
                    new MicroBatchOperator<>(
                        new EmbedCaptions(plan.model().texts(), plan.others(), plan.letters()),
                        plan.batches()))
                .uid("embed-captions"));
  }
}
