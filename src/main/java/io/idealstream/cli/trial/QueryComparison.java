package io.idealstream.cli.trial;

import io.idealstream.decision.trial.HitChanges;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Query;

/**
 * Hits of a query and of its trial, held against each other item by item. Hits of items that came
 * before the query are left out, since the two looked back from different times. Mutable.
 */
public final class QueryComparison {

  private final Defined<Query> live;
  private final Defined<Query> trial;
  private final HitChanges changes = new HitChanges();
  private final Pairs<Hit> pairs = new Pairs<>(this::compare);
  private long ofOtherVersions;
  private long lookedBack;

  /**
   * @param live with the version to compare
   * @param trial with the version to compare
   */
  public QueryComparison(Defined<Query> live, Defined<Query> trial) {
    this.live = live;
    this.trial = trial;
  }

  /** Takes a hit; those of other queries are passed over. */
  public void hit(Hit hit) {
    boolean onTrial = hit.query().equals(trial.name());
    if (!onTrial && !hit.query().equals(live.name())) {
      return;
    }
    if (hit.queryVersion() != (onTrial ? trial : live).version()) {
      ofOtherVersions++;
    } else if (hit.lookBack()) {
      lookedBack++;
    } else {
      pairs.add(Keys.item(hit.feed(), hit.id()) + "@" + hit.time().toEpochMilli(), onTrial, hit);
    }
  }

  private void compare(Hit one, Hit other) {
    Hit any = one == null ? other : one;
    changes.add(
        any.feed(),
        any.id(),
        one == null ? null : one.score(),
        other == null ? null : other.score());
  }

  /** What changes; all hits must have been taken. */
  public HitChanges changes() {
    pairs.takeRest();
    return changes;
  }

  /** Hits by other versions of the two. */
  public long ofOtherVersions() {
    return ofOtherVersions;
  }

  /** Hits of items that came before the query. */
  public long lookedBack() {
    return lookedBack;
  }

  /** Hits beyond the first of an item. */
  public long repeated() {
    return pairs.repeated();
  }
}
