package io.idealstream.stream.match;

import io.idealstream.math.MatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryInForce;
import io.idealstream.wire.Hit;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;

/** The queries of one subtask without its operator and its state, for whoever measures them. */
public final class BareShard implements AutoCloseable {

  private static final KeyGroupRange ALL = KeyGroupRange.of(0, 719);

  private final Shard shard;
  private final Counter counter = new Counter();

  private BareShard(MatrixProduct product) {
    this.shard = new Shard(product, new Everywhere(), 0);
  }

  /**
   * Holds queries; every item concerns every one of them.
   *
   * @param product is closed with this
   * @throws IllegalArgumentException in a sentence, if one of them cannot be held
   */
  public static BareShard of(MatrixProduct product, List<QueryInForce> queries) {
    BareShard bare = new BareShard(product);
    for (QueryInForce query : queries) {
      bare.shard
          .put(query.id(), query.version(), () -> ShardState.of(query))
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(query.id() + ": " + why);
              });
    }
    return bare;
  }

  /** Answers items. */
  public void answer(List<Embedded> items) {
    shard.answer(items.stream().map(item -> new DueItem(item, ALL)).toList(), counter);
  }

  /** Ends the windows up to a time, in milliseconds since 1970. */
  public void pass(long time) {
    int ended = shard.pass(time).size();
    if (ended > 0) {
      shard.windows().changed(); // as a checkpoint does, less often
    }
    counter.hits += ended;
  }

  /** Hits so far, those of windows once they have ended. */
  public long hits() {
    return counter.hits;
  }

  @Override
  public void close() {
    shard.close();
  }

  private static final class Everywhere implements Shard.Surroundings {
    @Override
    public boolean concerns(DueItem due, String query) {
      return true;
    }

    @Override
    public long reached(String query) {
      return Long.MIN_VALUE;
    }
  }

  private static final class Counter implements Shard.Outlet {
    private long hits;

    @Override
    public void hit(Hit hit) {
      hits++;
    }

    @Override
    public void failed(String query, long version, String why) {
      throw new IllegalStateException(query + ": " + why);
    }

    @Override
    public void repeated() {
      throw new IllegalStateException("no query asks for it");
    }

    @Override
    public void late(Hit hit) {
      throw new IllegalStateException("no time passes");
    }
  }
}
