package io.idealstream.stream.keyed;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * Where versions of names begin of which nothing is in state: above those of all that were
 * forgotten. So no name's versions ever go back, and one number stands for any number of names.
 *
 * <p>Every subtask has a floor; after a restore each begins with the highest of all, since names
 * move between subtasks.
 */
public final class VersionFloor {

  private static final ListStateDescriptor<Long> FLOOR =
      new ListStateDescriptor<>("version-floor", LongSerializer.INSTANCE);

  private final ListState<Long> state;
  private long floor;

  /**
   * @param initial floor of an operator without state; 0 for none
   */
  public VersionFloor(KeyedOperator<?> operator, long initial) throws Exception {
    state = operator.getOperatorStateBackend().getUnionListState(FLOOR);
    floor = initial;
    for (long ofSubtask : state.get()) {
      floor = Math.max(floor, ofSubtask);
    }
    write();
  }

  /**
   * The version that comes next.
   *
   * @param version of the name so far; 0 where nothing is in state
   */
  public long after(long version) {
    return (version == 0 ? floor : version) + 1;
  }

  /** A name of this version is forgotten. */
  public void raise(long version) throws Exception {
    if (version > floor) {
      floor = version;
      write();
    }
  }

  /** Its own alone, in place of those of all subtasks after a restore. */
  private void write() throws Exception {
    state.update(List.of(floor));
  }
}
