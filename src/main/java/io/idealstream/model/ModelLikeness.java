package io.idealstream.model;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How near a model comes to another that it is to stand in for, on the same pictures and texts. A
 * cosine is of the two vectors of one item.
 *
 * @param pictures that both models embedded
 * @param texts that both models embedded
 * @param ofPictures cosines of pictures
 * @param ofTexts cosines of texts
 * @param sameText share of pictures to which both models find the same text nearest
 * @param ownText share of pictures whose nearest text, of all, is their own; null where texts are
 *     of no pictures
 * @param picture milliseconds on the processor to decode and embed a picture, with as many in a run
 *     as the model takes
 * @param text milliseconds on the processor to embed a text
 */
public record ModelLikeness(
    int pictures,
    int texts,
    Cosines ofPictures,
    Cosines ofTexts,
    double sameText,
    Both ownText,
    Both picture,
    Both text) {

  /** A number of each of the two models. */
  public record Both(double first, double second) {}

  /** Over all items. */
  public record Cosines(double mean, double least) {}

  /** Items of one turn; the models take turns, so that other work of the machine meets both. */
  private static final int TURN = 32;

  /**
   * Compares two models.
   *
   * @param pictures encoded; what one of the models rejects is left out
   * @param texts at least one
   * @param captions whether text i is of picture i
   */
  public static ModelLikeness of(
      ClipModel first,
      ClipModel second,
      List<byte[]> pictures,
      List<String> texts,
      boolean captions) {
    Items images = Items.of(pictures, first::embedImages, second::embedImages);
    Items words = Items.of(texts, first::embedTexts, second::embedTexts);
    List<String> nearest = texts(texts, words.index, nearest(images.first, words.first));
    List<String> others = texts(texts, words.index, nearest(images.second, words.second));
    List<Integer> index = images.index;
    return new ModelLikeness(
        index.size(),
        words.index.size(),
        images.cosines(),
        words.cosines(),
        share(index.size(), i -> nearest.get(i).equals(others.get(i))),
        captions
            ? new Both(
                share(index.size(), i -> nearest.get(i).equals(texts.get(index.get(i)))),
                share(index.size(), i -> others.get(i).equals(texts.get(index.get(i)))))
            : null,
        images.millis,
        words.millis);
  }

  /** Vectors of both models, of those items that both embedded. */
  private record Items(
      List<Integer> index, List<float[]> first, List<float[]> second, Both millis) {

    static <T> Items of(
        List<T> items,
        Function<List<T>, List<Embedding>> first,
        Function<List<T>, List<Embedding>> second) {
      List<Integer> index = new ArrayList<>();
      List<float[]> ofFirst = new ArrayList<>();
      List<float[]> ofSecond = new ArrayList<>();
      long[] nanos = new long[2];
      // the first turn is taken twice, and counted once
      for (int from = -TURN; from < items.size(); from += TURN) {
        int start = Math.max(from, 0);
        List<T> turn = items.subList(start, Math.min(start + TURN, items.size()));
        long before = now();
        List<Embedding> one = first.apply(turn);
        long middle = now();
        List<Embedding> other = second.apply(turn);
        if (from < 0) {
          continue;
        }
        nanos[0] += middle - before;
        nanos[1] += now() - middle;
        for (int i = 0; i < turn.size(); i++) {
          if (one.get(i) instanceof Embedding.Vector a
              && other.get(i) instanceof Embedding.Vector b) {
            index.add(start + i);
            ofFirst.add(a.values());
            ofSecond.add(b.values());
          }
        }
      }
      double millions = 1e6 * items.size();
      return new Items(
          index, ofFirst, ofSecond, new Both(nanos[0] / millions, nanos[1] / millions));
    }

    Cosines cosines() {
      double[] all =
          IntStream.range(0, index.size())
              .mapToDouble(i -> dot(first.get(i), second.get(i)))
              .toArray();
      return new Cosines(
          DoubleStream.of(all).average().orElse(Double.NaN),
          DoubleStream.of(all).min().orElse(Double.NaN));
    }
  }

  private static List<String> texts(List<String> texts, List<Integer> index, int[] nearest) {
    return IntStream.of(nearest).mapToObj(each -> texts.get(index.get(each))).toList();
  }

  /** For each picture the text of the largest cosine; of several the first. */
  private static int[] nearest(List<float[]> pictures, List<float[]> texts) {
    int[] nearest = new int[pictures.size()];
    for (int i = 0; i < nearest.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < texts.size(); j++) {
        double cosine = dot(pictures.get(i), texts.get(j));
        if (cosine > largest) {
          largest = cosine;
          nearest[i] = j;
        }
      }
    }
    return nearest;
  }

  /** The cosine of two vectors of length 1. */
  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) a[j] * b[j];
    }
    return sum;
  }

  private static double share(int count, IntPredicate isOne) {
    return (double) IntStream.range(0, count).filter(isOne).count() / count;
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
