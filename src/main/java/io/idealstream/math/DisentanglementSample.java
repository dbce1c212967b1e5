package io.idealstream.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Averages of {@link Disentanglement} over a sample of images. Sums, so samples merge. Mutable;
 * whoever made it owns it.
 */
public final class DisentanglementSample {

  private final FactorSpace space;
  private final double[] modes;
  private final double[] orders;
  private final double[] taus;
  private double totalCorrelation;
  private long images;

  public DisentanglementSample(FactorSpace space) {
    this.space = space;
    modes = new double[space.factors()];
    orders = new double[space.factors()];
    taus = new double[space.factors()];
  }

  /**
   * Adds one image by its logits.
   *
   * @param logits one per cell of the full grid, in the order of cells, already scaled
   * @throws IllegalArgumentException if their number is not that of the cells or one is not finite
   */
  public void add(double[] logits) {
    add(Disentanglement.of(space, logits));
  }

  /** Adds one image. */
  public void add(Disentanglement image) {
    for (int i = 0; i < space.factors(); i++) {
      Disentanglement.OfFactor factor = image.factors().get(i);
      modes[i] += factor.mode() ? 1 : 0;
      orders[i] += factor.order() ? 1 : 0;
      taus[i] += factor.kendallTau();
    }
    totalCorrelation += image.totalCorrelation();
    images++;
  }

  /**
   * Adds the images of another sample.
   *
   * @throws IllegalArgumentException if it is of another space
   */
  public void merge(DisentanglementSample other) {
    if (!space.equals(other.space)) {
      throw new IllegalArgumentException(
          "samples over %s and %s do not merge: not the same space".formatted(space, other.space));
    }
    Vectors.add(modes, 0, 1, other.modes, 0, modes.length);
    Vectors.add(orders, 0, 1, other.orders, 0, orders.length);
    Vectors.add(taus, 0, 1, other.taus, 0, taus.length);
    totalCorrelation += other.totalCorrelation;
    images += other.images;
  }

  public long images() {
    return images;
  }

  /** Averages over the images; empty without any. */
  public Optional<Averages> averages() {
    if (images == 0) {
      return Optional.empty();
    }
    List<OfFactor> factors = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      factors.add(new OfFactor(modes[i] / images, orders[i] / images, taus[i] / images));
    }
    return Optional.of(new Averages(totalCorrelation / images, factors));
  }

  /**
   * A sample as a whole.
   *
   * @param totalCorrelation mean, nats
   * @param factors one per factor, in the space's order
   */
  public record Averages(double totalCorrelation, List<OfFactor> factors) {

    public Averages {
      factors = List.copyOf(factors);
    }
  }

  /**
   * One factor over the sample.
   *
   * @param mode share of images for which it is mode-disentangled, 0 to 1
   * @param order share of images for which it is order-disentangled, 0 to 1
   * @param kendallTau mean Kendall's tau between contexts, -1 to 1
   */
  public record OfFactor(double mode, double order, double kendallTau) {}
}
