package io.idealstream.stream.keyed;

import java.time.Duration;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * Names that were removed. A name that comes back soon goes on with its versions; after {@link
 * #RETENTION} it is forgotten, and the {@link VersionFloor} stands for it. So state does not grow
 * with names that come and go.
 */
public final class RemovedNames {

  /** Processing time for which the version of a removed name stays in state. */
  public static final Duration RETENTION = Duration.ofHours(1);

  private static final ValueStateDescriptor<Long> FORGOTTEN_AT =
      new ValueStateDescriptor<>("forgotten-at", LongSerializer.INSTANCE);

  /** Clears the state of the current key. */
  public interface Forgetting {

    /** Gives the last version that the name had. */
    long forget() throws Exception;
  }

  private final KeyedOperator<?> operator;
  private final VersionFloor floor;
  private final Alarms alarms;

  /**
   * @param initialFloor of versions, for an operator without state; 0 for none
   */
  public RemovedNames(KeyedOperator<?> operator, long initialFloor, Forgetting names)
      throws Exception {
    this.operator = operator;
    this.floor = new VersionFloor(operator, initialFloor);
    this.alarms =
        new Alarms(operator, "removed-names", FORGOTTEN_AT, () -> floor.raise(names.forget()));
  }

  /** The version that comes next, see {@link VersionFloor#after}. */
  public long versionAfter(long version) {
    return floor.after(version);
  }

  /** The name of the current key is removed, if it was not already. */
  public void add() throws Exception {
    add(operator.now());
  }

  /** The same from a time on, in milliseconds since 1970. */
  void add(long from) throws Exception {
    alarms.set(from + RETENTION.toMillis());
  }

  /** The name of the current key is there. */
  public void remove() throws Exception {
    alarms.stop();
  }
}
