package io.idealstream.stream.match;

import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** The key groups of one subtask, and how far event time has come for the queries in them. */
final class ShardScope implements Shard.Surroundings {

  private final KeyGroupRange own;
  private final int allGroups;
  private final Reached reached = new Reached();

  ShardScope(KeyGroupRange own, int allGroups) {
    this.own = own;
    this.allGroups = allGroups;
  }

  static ShardScope of(TaskInfo task) {
    int groups = task.getMaxNumberOfParallelSubtasks();
    return new ShardScope(
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            groups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
        groups);
  }

  KeyGroupRange own() {
    return own;
  }

  boolean isOwn(String query) {
    return own.contains(group(query));
  }

  private int group(String query) {
    return KeyGroupRangeAssignment.assignToKeyGroup(query, allGroups);
  }

  @Override
  public boolean concerns(DueItem due, String query) {
    return due.groups().equals(own) || due.groups().contains(group(query));
  }

  @Override
  public long reached(String query) {
    return reached.of(group(query));
  }

  /** Whether a time lies ahead. */
  boolean advances(long time) {
    return time > reached.now();
  }

  void advance(long time) {
    reached.advance(time);
  }

  void restore(byte[] time) {
    reached.restore(time, System.currentTimeMillis());
  }

  List<byte[]> times() {
    return reached.toBytes(own);
  }
}
