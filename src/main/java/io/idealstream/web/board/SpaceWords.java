package io.idealstream.web.board;

import io.idealstream.math.PrincipalAxes;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of one space, and where those that label it lie on their two principal axes. */
final class SpaceWords {

  static final int MOST_VERSIONS = 20;

  /** Words that are drawn. */
  static final int MOST_DRAWN = 400;

  private static final int AXES = 2;

  private record Past(long version, Instant asOf, List<Word> words) {}

  private final Map<String, Word> words = new LinkedHashMap<>();
  private final Deque<Past> past = new ArrayDeque<>();
  private WordsHead head;
  private Source source = Source.PROMPTS;
  private List<Word> drawn = List.of();
  private double[] axesBefore;
  private Map<String, Object> view;

  /** Takes a word, or a new vector of it; gives by how many bytes that changes what is held. */
  long put(Word word) {
    Word before = words.put(Keys.of(word), word);
    return bytes(word) - (before == null ? 0 : bytes(before));
  }

  long remove(String key) {
    Word before = words.remove(key);
    return before == null ? 0 : -bytes(before);
  }

  private static long bytes(Word word) {
    return 200 + 8L * word.vector().length;
  }

  /** The words of the head's version are complete. */
  void publish(WordsHead published, Source labelling) {
    if (head != null && published.version() > head.version() && !drawn.isEmpty()) {
      past.addLast(new Past(head.version(), head.asOf(), drawn));
      if (past.size() > MOST_VERSIONS) {
        past.removeFirst();
      }
    }
    if (labelling != source) {
      past.clear(); // words of another source are no earlier place of these
    }
    head = published;
    source = labelling;
    drawn =
        words.values().stream()
            .filter(word -> word.source() == labelling && word.model().equals(published.model()))
            .limit(MOST_DRAWN)
            .toList();
    view = null;
  }

  WordsHead head() {
    return head;
  }

  /** The source whose words label. */
  Source source() {
    return source;
  }

  Collection<Word> words() {
    return words.values();
  }

  /** Whether the view has to be worked out anew. */
  boolean isStale() {
    return view == null && head != null;
  }

  /** What the page draws; null before the first version. */
  Map<String, Object> view() {
    if (isStale()) {
      view = compute();
    }
    return view;
  }

  private Map<String, Object> compute() {
    Plane plane = plane();
    return Fields.of(
        "space", head.space(),
        "version", head.version(),
        "asOf", head.asOf(),
        "source", source.code(),
        "sources", List.copyOf(head.sources().keySet()),
        "frozen", head.frozen(),
        "history", head.history() == null ? List.of() : head.history(),
        "axes", Fields.of("explained", plane == null ? List.of() : plane.explained()),
        "words", drawn.stream().map(word -> view(word, plane)).toList(),
        "wordsLeftOut",
            words.values().stream().filter(word -> word.source() == source).count() - drawn.size(),
        "trail", past.stream().map(one -> view(one, plane)).toList());
  }

  /** Null without words, and where numbers are too large to have axes. */
  private Plane plane() {
    if (drawn.isEmpty()) {
      return null;
    }
    int dimension = drawn.get(0).vector().length;
    double[] points = new double[drawn.size() * dimension];
    for (int i = 0; i < drawn.size(); i++) {
      System.arraycopy(drawn.get(i).vector(), 0, points, i * dimension, dimension);
    }
    try {
      Plane plane = Plane.of(PrincipalAxes.of(points, dimension, AXES), axesBefore, dimension);
      axesBefore = plane.axes.rows();
      return plane;
    } catch (IllegalArgumentException tooLarge) {
      return null;
    }
  }

  private static Map<String, Object> view(Word word, Plane plane) {
    Double[] at = place(plane, word.vector());
    return Fields.of(
        "feed", word.feed(),
        "factor", word.factor(),
        "value", word.value(),
        "x", at[0],
        "y", at[1],
        "length",
            Fields.finite(Math.sqrt(dot(word.vector(), word.vector(), 0, word.vector().length))),
        "support", word.support(),
        "standardError", word.standardError(),
        "uncertain", Boolean.TRUE.equals(word.uncertain()),
        "valueClass", word.valueClass());
  }

  private static Map<String, Object> view(Past one, Plane plane) {
    List<Map<String, Object>> places = new ArrayList<>();
    for (Word word : one.words()) {
      if (plane != null && word.vector().length == plane.dimension) {
        Double[] at = place(plane, word.vector());
        places.add(
            Fields.of(
                "feed", word.feed(),
                "factor", word.factor(),
                "value", word.value(),
                "x", at[0],
                "y", at[1]));
      }
    }
    return Fields.of("version", one.version(), "asOf", one.asOf(), "words", places);
  }

  private static Double[] place(Plane plane, double[] vector) {
    if (plane == null || plane.dimension != vector.length) {
      return new Double[AXES];
    }
    double[] place = plane.place(vector);
    return new Double[] {Fields.finite(place[0]), Fields.finite(place[1])};
  }

  private static double dot(double[] a, double[] b, int from, int length) {
    double sum = 0;
    for (int j = from; j < from + length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  /** The plane of the principal axes, turned as that of the version before was. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Plane(PrincipalAxes axes, double[] signs, int dimension) {

    static Plane of(PrincipalAxes axes, double[] before, int dimension) {
      double[] rows = axes.rows();
      double[] signs = new double[axes.axes()];
      for (int axis = 0; axis < signs.length; axis++) {
        int from = axis * dimension;
        boolean known = before != null && before.length >= from + dimension;
        boolean turned = known && dot(rows, before, from, dimension) < 0;
        signs[axis] = turned ? -1 : 1;
      }
      return new Plane(axes, signs, dimension);
    }

    /** Two coordinates, 0 where there is no such axis. */
    double[] place(double[] vector) {
      double[] coordinates = axes.coordinates(vector);
      double[] place = new double[AXES];
      for (int axis = 0; axis < coordinates.length; axis++) {
        place[axis] = signs[axis] * coordinates[axis];
      }
      return place;
    }

    List<Double> explained() {
      List<Double> shares = new ArrayList<>();
      for (int axis = 0; axis < AXES; axis++) {
        shares.add(axis < axes.axes() ? Fields.finite(axes.share(axis)) : (Double) 0.0);
      }
      return shares;
    }
  }
}
