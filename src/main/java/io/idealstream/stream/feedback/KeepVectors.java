package io.idealstream.stream.feedback;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.HeldItem;
import io.idealstream.wire.Keys;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** What is kept of an image for votes of feedback: its embedding. Nothing where nothing waits. */
public final class KeepVectors implements FlatMapFunction<Embedded, HeldItem> {

  private static final long serialVersionUID = 1L;

  private final FeedbackSettings settings;

  public KeepVectors(FeedbackSettings settings) {
    this.settings = settings;
  }

  @Override
  public void flatMap(Embedded image, Collector<HeldItem> out) {
    if (settings.waits()) {
      byte[] vector = new HeldVector(image.model(), image.vector()).toBytes();
      out.collect(new HeldItem(Keys.item(image.feed(), image.id()), image.time(), vector));
    }
  }
}
