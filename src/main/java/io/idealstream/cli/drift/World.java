package io.idealstream.cli.drift;

import io.idealstream.drift.Cause;
import io.idealstream.drift.Direction;
import io.idealstream.drift.ItemMoments;
import io.idealstream.drift.Naming;
import io.idealstream.drift.Quantiser;
import java.util.List;
import java.util.function.Predicate;

/**
 * A pool with what is watched of it, what is normal, and changes whose truth is known.
 *
 * @param directions of the codes of the pool's items; of arrivals the last
 * @param arrivals whether it is watched how much comes
 * @param moments what naming remembers of items
 * @param base what is normal
 * @param night what is normal by night, where there is a day
 * @param families an item and its near-duplicates each, for bursts
 */
public record World(
    String name,
    Pool pool,
    List<Direction> directions,
    boolean arrivals,
    Quantiser quantiser,
    ItemMoments moments,
    Naming naming,
    Mixture base,
    Mixture night,
    List<int[]> families,
    List<Change> changes) {

  /**
   * A change.
   *
   * @param named whether the space has a name for it
   * @param right whether a cause is the true one
   */
  public record Change(String name, Mixture after, boolean named, Predicate<Cause> right) {}
}
