package io.idealstream.job;

import io.idealstream.demo.feed.Feed;
import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Turn;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo's pictures as vectors that name their values, so that images have words. */
final class DriftingFeed {

  /**
   * A picture that is sent.
   *
   * @param cell values that it names; null where it names none
   */
  record Picture(Instant time, Map<String, String> cell, float[] vector, Outgoing message) {}

  private final Feed feed;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final String model;

  DriftingFeed() {
    Samples samples = Samples.bundled();
    feed = new Feed(samples);
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
      for (int i = 0; i < samples.size(); i++) {
        Embedding embedded = clip.embedImages(List.of(samples.picture(i))).get(0);
        vectors.put(samples.get(i).id(), ((Embedding.Vector) embedded).values());
      }
    }
  }

  /**
   * @param number from 0
   * @param onWater whether most pictures are of places on water
   */
  Picture picture(int number, Instant time, boolean onWater) {
    Turn turn = feed.turn(number, time, onWater);
    Map<String, String> values = turn.sample().values();
    Map<String, String> cell =
        values.containsKey("bird")
            ? Map.of("bird", values.get("bird"), "place", values.get("place"))
            : null;
    float[] vector = vectors.get(turn.sample().id());
    ImageItem item =
        new ImageItem(
            turn.id(),
            turn.feed(),
            time,
            null,
            vector,
            model,
            null,
            cell == null ? null : named(cell));
    return new Picture(time, cell, vector, Topic.IMAGES.message(item, Encoding.JSON));
  }

  private static Map<String, List<String>> named(Map<String, String> cell) {
    return Map.of("bird", List.of(cell.get("bird")), "place", List.of(cell.get("place")));
  }
}
