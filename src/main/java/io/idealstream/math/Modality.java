package io.idealstream.math;

import java.util.List;

/**
 * Modality as one more factor: texts and images of the same cells, in one space.
 *
 * <pre>
 *   v_{c,m} ~ w_m + w_c,      gap = w_image - w_text
 * </pre>
 *
 * <p>Arithmetic across modalities needs only that differences inside each agree; the gap between
 * their centres then cancels (Trager et al. 2023).
 */
public final class Modality {

  private Modality() {}

  /**
   * Sums over the space with one more factor, its last: the first part at its first value, and so
   * on.
   *
   * @param modality for instance of the values text and image
   * @param parts one per value, over one space and from one anchor
   * @throws IllegalArgumentException if their number is not that of the values, or spaces or
   *     anchors differ
   */
  public static CellSums join(Factor modality, List<CellSums> parts) {
    if (parts.isEmpty() || parts.size() != modality.values().size()) {
      throw new IllegalArgumentException(
          "parts: %d, values of '%s': %d"
              .formatted(parts.size(), modality.name(), modality.values().size()));
    }
    FactorSpace space = parts.get(0).space();
    CellSums joined = new CellSums(space.with(modality), parts.get(0).anchor());
    for (int m = 0; m < parts.size(); m++) {
      if (!parts.get(m).space().equals(space)) {
        throw new IllegalArgumentException(
            "part '%s' is over %s, the first one over %s"
                .formatted(modality.values().get(m), parts.get(m).space(), space));
      }
      int value = m;
      parts.get(m).cells().forEach((cell, sum) -> joined.merge(cell.followedBy(value), sum));
    }
    return joined;
  }
}
