package io.idealstream.stream.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The items in the share of a subtask, in packs as they came. */
final class RecentPacks {

  /** Of no subtask. */
  static final RecentPacks NONE = new RecentPacks(0, 0);

  private final int subtask;
  private final int subtasks;
  private final Set<RecentPack> packs = new LinkedHashSet<>();
  private RecentPack open = new RecentPack();

  RecentPacks(int subtask, int subtasks) {
    this.subtask = subtask;
    this.subtasks = subtasks;
  }

  boolean areOf(int otherSubtask, int otherSubtasks) {
    return subtask == otherSubtask && subtasks == otherSubtasks;
  }

  /**
   * @return where it went; null if it is in another share
   */
  RecentPack add(RecentItem item) {
    if (!isMine(item)) {
      return null;
    }
    if (open.isFull()) {
      open = new RecentPack();
    }
    open.add(item);
    packs.add(open);
    return open;
  }

  private boolean isMine(RecentItem item) {
    int hash = 31 * item.feed().hashCode() + item.id().hashCode();
    return subtasks > 0 && Math.floorMod(hash, subtasks) == subtask;
  }

  /**
   * @param from its pack; null for none
   */
  void remove(RecentItem item, RecentPack from) {
    if (from == null) {
      return;
    }
    from.remove(item);
    if (from.isEmpty()) {
      packs.remove(from);
    }
  }

  List<byte[]> toBytes() {
    List<byte[]> all = new ArrayList<>();
    packs.forEach(pack -> all.add(pack.toBytes()));
    return all;
  }
}
