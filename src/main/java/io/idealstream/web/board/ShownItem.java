package io.idealstream.web.board;

import io.idealstream.wire.Caption;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One image on show, with all that was read about it. Guarded by the board's lock. */
final class ShownItem {

  /** The longest caption on show, in characters; the topic has the rest. */
  private static final int MOST_CAPTION = 2000;

  private static final int MOST_OF_EACH = 20;

  private final ImageItem image;
  private final String place;
  private final long written;
  private final Instant seen;
  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final List<Hit> hits = new ArrayList<>();
  private final List<Caption> captions = new ArrayList<>();
  private final List<Feedback> feedback = new ArrayList<>();
  private String picture;
  private int width;
  private int height;
  private float[] vector;
  private long bytes;

  /**
   * @param image without its picture
   */
  ShownItem(ImageItem image, TopicRecord record, Instant seen) {
    this.image = image;
    this.place = record.toString();
    this.written = record.timestampMillis();
    this.seen = seen;
    this.vector = image.embedding();
    this.bytes = 1000;
  }

  String feed() {
    return image.feed();
  }

  String id() {
    return image.id();
  }

  /** Model of the vector that the image brought; null without one. */
  String model() {
    return image.model();
  }

  /** Milliseconds since 1970 of the image's record. */
  long written() {
    return written;
  }

  /** Topic, partition and offset of the image's record. */
  String place() {
    return place;
  }

  /** Where the small picture is served; null without one. */
  String picture() {
    return picture;
  }

  /** The vector of the image [dimension], null without one. */
  float[] vector() {
    return vector;
  }

  void vector(float[] made) {
    vector = made;
    bytes += 4L * made.length;
  }

  /** About how much memory this takes. */
  long bytes() {
    return bytes;
  }

  void pictured(String key, int ofWidth, int ofHeight, int length) {
    picture = key;
    width = ofWidth;
    height = ofHeight;
    bytes += length;
  }

  void label(Label label, int length) {
    labels.put(label.space(), label);
    bytes += length;
  }

  void hit(Hit hit, int length) {
    add(hits, hit, length);
  }

  void caption(Caption caption, int length) {
    add(captions, caption, length);
  }

  void feedback(Feedback said, int length) {
    add(feedback, said, length);
  }

  private <T> void add(List<T> list, T one, int length) {
    list.add(one);
    bytes += length;
    if (list.size() > MOST_OF_EACH) {
      list.remove(0);
    }
  }

  /** As a list of items shows it. */
  Map<String, Object> view() {
    Map<String, Object> spaces = new LinkedHashMap<>();
    labels.forEach((space, label) -> spaces.put(space, view(label)));
    return Fields.of(
        "feed", feed(),
        "id", id(),
        "time", image.time(),
        "seen", seen,
        "picture", picture,
        "width", picture == null ? null : (Integer) width,
        "height", picture == null ? null : (Integer) height,
        "caption", caption(),
        "values", values(),
        "labels", spaces,
        "hits",
            hits.stream()
                .map(hit -> Fields.of("query", hit.query(), "score", hit.score()))
                .toList());
  }

  /** With every record in full. */
  Map<String, Object> details() {
    return Fields.of(
        "item", view(),
        "labels", List.copyOf(labels.values()),
        "hits", List.copyOf(hits),
        "captions", List.copyOf(captions),
        "feedback", feedback.stream().map(ShownItem::withoutVector).toList());
  }

  private static Feedback withoutVector(Feedback said) {
    return new Feedback(
        said.id(), said.feed(), said.time(), said.values(), said.source(), null, said.model());
  }

  private String caption() {
    String text =
        image.caption() != null || captions.isEmpty()
            ? image.caption()
            : captions.get(captions.size() - 1).text();
    return text == null ? null : Texts.cut(text, MOST_CAPTION);
  }

  private Map<String, List<String>> values() {
    if (image.values() != null) {
      return image.values();
    }
    return captions.stream()
        .map(Caption::values)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static Map<String, Object> view(Label label) {
    Map<String, Object> factors = new LinkedHashMap<>();
    label.factors().forEach((name, answer) -> factors.put(name, view(answer)));
    return Fields.of(
        "version", label.spaceVersion(),
        "words", label.words(),
        "source", label.source().code(),
        "shadow", label.isShadow(),
        "factors", factors);
  }

  private static Map<String, Object> view(FactorLabel answer) {
    boolean many = answer.labels() != null;
    Object now = many ? answer.labels() : answer.label();
    Object before = many ? answer.raw().labels() : answer.raw().label();
    return Fields.of(
        "label", answer.label(),
        "labels", answer.labels(),
        "probability", answer.probability(),
        "raw",
            Fields.of(
                "label", answer.raw().label(),
                "labels", answer.raw().labels(),
                "probability", answer.raw().probability()),
        "abstained", answer.abstained(),
        "differs", now != null && !now.equals(before),
        "debiased", answer.debiased());
  }
}
