package io.idealstream.drift;

import io.idealstream.math.Vectors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Recent items that lie farthest along a shift: examples of what changed. */
public final class NearestItems {

  private NearestItems() {}

  /**
   * Identities, the farthest along first; of equals the smaller.
   *
   * @param items recent ones, by identity
   * @param shift [dimension]
   */
  public static List<String> of(Map<String, float[]> items, double[] shift, int most) {
    return items.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, float[]>>comparingDouble(
                    item -> -Vectors.dot(item.getValue(), shift, 0))
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
