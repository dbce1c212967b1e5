package io.idealstream.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Shows that a model works here: embeds built-in pictures and sentences alone and in company.
 *
 * @param model what was checked
 * @param loadMillis wall time to read, check and open the model
 * @param imageMillis median wall time of one picture alone
 * @param textMillis median wall time of one sentence alone
 * @param batchInvariant whether a batch of N equals N single calls within {@link #TOLERANCE}
 * @param imageDifference largest difference of any value between a picture alone and in a batch
 * @param textDifference the same for sentences of unlike lengths
 * @param similarities for each picture the cosine of each sentence; a picture's own sentence has
 *     its index
 */
public record ModelCheck(
    ModelDescription model,
    double loadMillis,
    double imageMillis,
    double textMillis,
    boolean batchInvariant,
    double imageDifference,
    double textDifference,
    List<double[]> similarities) {

  /** The largest difference at which an embedding counts as independent of its batch. */
  public static final double TOLERANCE = 1e-5;

  /** What the built-in pictures show, in order. */
  public static final List<String> SENTENCES =
      List.of(
          "a photo of a duck on a lake",
          "a photo of an owl in a forest",
          "a photo of a butterfly on a road");

  private static final int REPEATS = 9;

  /** Loads a model and tries it. */
  public static ModelCheck of(ModelFiles files, ModelSettings settings) {
    long start = System.nanoTime();
    try (ClipModel model = ClipModel.open(files, settings)) {
      double load = millis(start);
      List<byte[]> pictures = pictures();
      float[][] images = alone(pictures, model::embedImages);
      float[][] texts = alone(SENTENCES, model::embedTexts);
      double imageDifference = difference(images, vectors(model.embedImages(pictures)));
      double textDifference = difference(texts, vectors(model.embedTexts(SENTENCES)));
      return new ModelCheck(
          model.description(),
          load,
          median(() -> model.embedImages(pictures.subList(0, 1))),
          median(() -> model.embedTexts(SENTENCES.subList(0, 1))),
          imageDifference <= TOLERANCE && textDifference <= TOLERANCE,
          imageDifference,
          textDifference,
          similarities(images, texts));
    }
  }

  private static <T> float[][] alone(List<T> items, Function<List<T>, List<Embedding>> embed) {
    return items.stream()
        .map(item -> vectors(embed.apply(List.of(item)))[0])
        .toArray(float[][]::new);
  }

  private static float[][] vectors(List<Embedding> embeddings) {
    return embeddings.stream().map(ModelCheck::vector).toArray(float[][]::new);
  }

  private static float[] vector(Embedding embedding) {
    if (embedding instanceof Embedding.Vector vector) {
      return vector.values();
    }
    throw new ModelRefused("a built-in item got no embedding: " + embedding);
  }

  private static double difference(float[][] a, float[][] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
      }
    }
    return largest;
  }

  private static List<double[]> similarities(float[][] images, float[][] texts) {
    double[][] cosines = new double[images.length][texts.length];
    for (int i = 0; i < images.length; i++) {
      for (int j = 0; j < texts.length; j++) {
        cosines[i][j] = ModelLikeness.dot(images[i], texts[j]);
      }
    }
    return List.of(cosines);
  }

  private static double median(Runnable work) {
    work.run();
    double[] times = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      work.run();
      times[i] = millis(start);
    }
    Arrays.sort(times);
    return times[REPEATS / 2];
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static List<byte[]> pictures() {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < SENTENCES.size(); i++) {
      try (InputStream in = ModelCheck.class.getResourceAsStream("/models/check/" + i + ".jpg")) {
        pictures.add(in.readAllBytes());
      } catch (IOException e) {
        throw new IllegalStateException("a built-in picture cannot be read from the jar", e);
      }
    }
    return pictures;
  }
}
