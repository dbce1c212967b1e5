package io.idealstream.bench;

import java.util.Locale;

/**
 * Standing queries that images are held against.
 *
 * @param queries their number
 * @param best k of the best of a window; 0 where they go by threshold
 * @param perWindow images of a window; 0 with {@code best}
 */
public record QueryLoad(int queries, int best, int perWindow) {

  String text() {
    return best == 0
        ? String.format(Locale.ROOT, "%,d queries by threshold", queries)
        : String.format(
            Locale.ROOT, "%,d queries, best %d of %,d images", queries, best, perWindow);
  }
}
