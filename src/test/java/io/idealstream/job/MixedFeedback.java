package io.idealstream.job;

import io.idealstream.fixtures.Resources;
import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.HalfPrecision;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Weighting;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Feedback about the images of {@link MixedFeed}, one kind after the other by number: none, too
 * late, of one factor only, with an embedding, or as usual; every fourth comes again, otherwise.
 */
final class MixedFeedback {
  private static final int PICTURES = 60;

  private enum Form {
    NONE,
    LATE,
    ONE_FACTOR,
    EMBEDDED,
    USUAL
  }

  private final MixedFeed feed;
  private final String model;
  private final List<float[]> vectors = new ArrayList<>();

  MixedFeedback(MixedFeed feed) {
    this.feed = feed;
    List<byte[]> pictures =
        IntStream.range(0, PICTURES)
            .mapToObj(i -> Resources.bytes(String.format("/samples/pictures/%03d.jpg", i)))
            .toList();
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
      for (Embedding embedding : clip.embedImages(pictures)) {
        vectors.add(((Embedding.Vector) embedding).values());
      }
    }
  }

  /** Fingerprint of the model of its embeddings. */
  String model() {
    return model;
  }

  private static Form form(int number) {
    if (number % 20 == 19) {
      return Form.NONE; // no image of this number can be read
    }
    return switch (number % 10) {
      case 0 -> Form.NONE;
      case 1 -> Form.LATE;
      case 3 -> Form.ONE_FACTOR;
      case 7 -> Form.EMBEDDED;
      default -> Form.USUAL;
    };
  }

  /** The messages about some of the images. */
  List<Outgoing> about(int from, int to) {
    List<Outgoing> messages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (form(i) != Form.NONE) {
        messages.add(message(i, bird(i)));
        if (i % 4 == 0) {
          messages.add(message(i, bird(i + 1)));
        }
      }
    }
    return messages;
  }

  private Outgoing message(int number, String bird) {
    Form form = form(number);
    Map<String, List<String>> values = new HashMap<>(Map.of("bird", List.of(bird)));
    if (form != Form.ONE_FACTOR) {
      values.put("place", List.of(place(number)));
    }
    Instant time = feed.time(number).plusSeconds(30);
    boolean embedded = form == Form.EMBEDDED;
    return Topic.FEEDBACK.message(
        new Feedback(
            "item-" + number,
            "feed-" + number % 7,
            form == Form.LATE ? time.minus(Duration.ofHours(2)) : time,
            values,
            "test",
            embedded ? vectors.get(number % PICTURES) : null,
            embedded ? model : null),
        Encoding.JSON);
  }

  private static String bird(int number) {
    return number % 2 == 0 ? "landbird" : "waterbird";
  }

  private static String place(int number) {
    return number % 5 < 2 ? "land" : "water";
  }

  /** What feedback in time says of an item. */
  Optional<Map<String, String>> truth(String id) {
    int number = Integer.parseInt(id.substring("item-".length()));
    return switch (form(number)) {
      case NONE, LATE -> Optional.empty();
      case ONE_FACTOR -> Optional.of(Map.of("bird", bird(number)));
      case EMBEDDED, USUAL -> Optional.of(Map.of("bird", bird(number), "place", place(number)));
    };
  }

  /** Items with feedback in time. */
  int judged() {
    return (int) numbers().filter(i -> form(i) != Form.NONE && form(i) != Form.LATE).count();
  }

  /** Items whose feedback names both factors. */
  int votes() {
    return (int) voting().count();
  }

  private IntStream numbers() {
    return IntStream.range(0, feed.messages().size());
  }

  private IntStream voting() {
    return numbers().filter(i -> form(i) == Form.EMBEDDED || form(i) == Form.USUAL);
  }

  /** Words of a batch over the embeddings, in half precision where they wait. */
  Map<String, double[]> words() {
    FactorSpace space = SpaceFile.read(Path.of("conf/spaces/birds.yaml")).factorSpace();
    CellSums sums = new CellSums(space, Anchor.origin(vectors.get(0).length));
    voting()
        .forEach(
            i -> {
              float[] vector = vectors.get(i % PICTURES);
              boolean waits = form(i) == Form.USUAL;
              sums.add(
                  space.cell(List.of(bird(i), place(i))),
                  waits ? HalfPrecision.toFloats(HalfPrecision.toBytes(vector)) : vector,
                  1);
            });
    IdealWords words = Weighting.CELLS.fit(sums);
    Map<String, double[]> named = new HashMap<>();
    for (int f = 0; f < space.factors(); f++) {
      for (int v = 0; v < space.values(f); v++) {
        String name = space.factor(f).name() + "/" + space.factor(f).values().get(v);
        named.put("FEEDBACK/" + name, words.word(f, v));
      }
    }
    return named;
  }
}
