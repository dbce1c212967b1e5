package io.idealstream.stream.space;

import io.idealstream.stream.ModelLost;
import io.idealstream.stream.TextEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A text tower by hand: the same text and model always give the same unit vector. */
public final class FakeTexts implements TextEmbedding {

  public static final int DIMENSION = 6;

  /** What every tower was asked for, by the tower's name: operators travel as bytes. */
  private static final Map<String, List<List<String>>> ASKED = new ConcurrentHashMap<>();

  /**
   * How a tower is opened.
   *
   * @param hopeless a text without a vector; null for none
   * @param fatal a text on which the tower is lost; null for none
   */
  public record Tower(String name, String model, double scale, String hopeless, String fatal)
      implements TextEmbedding.Opening {

    Tower withModel(String other) {
      return new Tower(name, other, scale, hopeless, fatal);
    }

    Tower withScale(double other) {
      return new Tower(name, model, other, hopeless, fatal);
    }

    Tower withHopeless(String text) {
      return new Tower(name, model, scale, text, fatal);
    }

    Tower withFatal(String text) {
      return new Tower(name, model, scale, hopeless, text);
    }

    @Override
    public TextEmbedding open() {
      return new FakeTexts(this);
    }

    /** Batches of texts that were embedded, in order. */
    List<List<String>> asked() {
      return ASKED.getOrDefault(name, List.of());
    }

    /** Texts that were embedded, in order. */
    List<String> askedTexts() {
      return asked().stream().flatMap(List::stream).toList();
    }
  }

  private final Tower tower;

  private FakeTexts(Tower tower) {
    this.tower = tower;
  }

  public static Tower tower() {
    return new Tower(UUID.randomUUID().toString(), "sha256:one", 50, null, null);
  }

  /** The vector of a text by model {@code sha256:one}. */
  public static float[] vector(String text) {
    return vector("sha256:one", text);
  }

  public static float[] vector(String model, String text) {
    Random random = new Random(31L * model.hashCode() + text.hashCode());
    double[] raw = random.doubles(DIMENSION, -1, 1).toArray();
    raw[0] += 2;
    double squares = 0;
    for (double value : raw) {
      squares += value * value;
    }
    float[] unit = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      unit[j] = (float) (raw[j] / Math.sqrt(squares));
    }
    return unit;
  }

  @Override
  public String fingerprint() {
    return tower.model();
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public double logitScale() {
    return tower.scale();
  }

  @Override
  public List<Outcome> embed(List<String> texts) {
    ASKED.computeIfAbsent(tower.name(), unseen -> new CopyOnWriteArrayList<>()).add(texts);
    List<Outcome> outcomes = new ArrayList<>();
    for (String text : texts) {
      if (text.equals(tower.fatal())) {
        throw new ModelLost(new IllegalStateException("the tower fell"));
      }
      outcomes.add(
          text.equals(tower.hopeless())
              ? new Outcome.Failure("no vector for it")
              : new Outcome.Vector(vector(tower.model(), text)));
    }
    return outcomes;
  }

  @Override
  public void close() {}
}
