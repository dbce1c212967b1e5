package io.idealstream.stream.match;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Announcement;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is to be said of queries once it can be, and which of them failed since the last checkpoint.
 */
final class QueryNews {
  private final List<Acknowledgement> unsaid = new ArrayList<>();
  private final Set<String> failed = new HashSet<>();

  /** Says all that is unsaid. */
  void sayAll(Consumer<Acknowledgement> out) {
    unsaid.forEach(out);
    unsaid.clear();
  }

  void active(QueryInForce change) {
    Status status =
        new Status(StatusKind.QUERY, change.id(), change.version(), StatusState.ACTIVE, null);
    say(new Announcement(status, change.query().expires()));
  }

  /** Whatever is said of the query from now on is news. */
  void letGo(QueryInForce change, ShardQuery before) {
    if (change.isRemoval() && (before.isMatched() || before.hasFailed())) {
      disabled(change.id(), change.version(), "no longer in force");
    }
    say(Announcement.forgotten(StatusKind.QUERY, change.id(), before.version()));
  }

  void failed(String id, long version, String detail) {
    failed.add(id);
    disabled(id, version, detail);
  }

  private void disabled(String id, long version, String detail) {
    say(
        new Announcement(
            new Status(StatusKind.QUERY, id, version, StatusState.DISABLED, detail), null));
  }

  /** A query that comes anew has not failed. */
  void comesAgain(String id) {
    failed.remove(id);
  }

  /** Queries that failed since the last call. */
  Set<String> failed() {
    Set<String> since = Set.copyOf(failed);
    failed.clear();
    return since;
  }

  /** The query is in force everywhere, since it is nowhere else. */
  private void say(Announcement words) {
    unsaid.add(words.byOne());
  }
}
