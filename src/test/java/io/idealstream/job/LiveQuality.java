package io.idealstream.job;

import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What topic {@code quality} says of labels at last. */
final class LiveQuality {

  private LiveQuality() {}

  /** Items whose birds were judged. */
  static double judged(List<TopicRecord> records) {
    List<Double> bird = last(records).get("bird");
    return bird == null ? 0 : Math.rint(bird.get(0));
  }

  /** Of each factor: items judged, and how many right on average, raw and debiased. */
  static Map<String, List<Double>> last(List<TopicRecord> records) {
    Map<String, List<Double>> last = new TreeMap<>();
    for (TopicRecord record : records) {
      Quality quality = Said.read(record, Topic.QUALITY);
      if (quality.factor() != null) {
        last.put(
            quality.factor(),
            List.of(quality.items(), right(quality.raw()), right(quality.debiased())));
      }
    }
    return last;
  }

  /** To six digits: sums of doubles differ with their order. */
  private static double right(GroupAccuracy accuracy) {
    return accuracy.average() == null ? -1 : Math.rint(accuracy.average() * 1e6);
  }
}
