package io.idealstream.stream.inforce;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the subtasks agree about one space or query.
 *
 * <p>A subtask says every change once and in order, and after a restore again what it holds. So a
 * change that all have said is published, what is older is dropped, and a repetition of what was
 * published last says nothing new. Once all have said that it is forgotten, nothing of it is left.
 */
final class Agreement {

  private static final int LAYOUT = 2;

  /** A change that some have said, and who. */
  private record Pending(Announcement announcement, int subtasks, BitSet said) {}

  private final List<Pending> pending = new ArrayList<>();
  private Announcement published;

  /** Takes one subtask's word; gives the announcement if it was the last that was missing. */
  Optional<Announcement> take(Acknowledgement word) {
    if (pending.isEmpty() && published != null && !word.forgotten() && isAgain(word.status())) {
      return Optional.empty();
    }
    Pending change = pending(word);
    change.said.set(word.subtask());
    if (change.said.cardinality() < change.subtasks) {
      return Optional.empty();
    }
    pending.remove(change);
    boolean last = change.announcement.forgotten();
    long over = version(change.announcement) - (last ? 0 : 1);
    pending.removeIf(other -> version(other.announcement) <= over);
    published = last ? null : change.announcement;
    return Optional.ofNullable(published);
  }

  /** Whether there is nothing to remember. */
  boolean isEmpty() {
    return published == null && pending.isEmpty();
  }

  /** When what was published last ends, if it does. */
  Optional<Instant> end() {
    return Optional.ofNullable(published).map(Announcement::expires);
  }

  private boolean isAgain(Status status) {
    Status last = published.status();
    boolean ended = last.state() == StatusState.EXPIRED && status.state() == StatusState.ACTIVE;
    boolean same = last.state() == status.state() && Objects.equals(last.detail(), status.detail());
    return last.version() == status.version() && (same || ended);
  }

  private Pending pending(Acknowledgement word) {
    Announcement said = new Announcement(word.status(), word.expires(), word.forgotten());
    pending.removeIf(
        change -> change.announcement.equals(said) && change.subtasks != word.subtasks());
    for (Pending change : pending) {
      if (change.announcement.equals(said)) {
        return change;
      }
    }
    Pending change = new Pending(said, word.subtasks(), new BitSet());
    pending.add(change);
    return change;
  }

  private static long version(Announcement announcement) {
    return announcement.status().version();
  }

  /** Ends what was published last if its time has come; gives what is to be said then. */
  Optional<Status> expire(Instant now) {
    if (published == null
        || published.status().state() != StatusState.ACTIVE
        || published.expires() == null
        || published.expires().isAfter(now)) {
      return Optional.empty();
    }
    Status active = published.status();
    Status expired =
        new Status(active.kind(), active.id(), active.version(), StatusState.EXPIRED, null);
    published = new Announcement(expired, null);
    return Optional.of(expired);
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(published == null ? 0 : 1);
    if (published != null) {
      write(out, published);
    }
    out.number(pending.size());
    for (Pending change : pending) {
      write(out, change.announcement);
      out.number(change.subtasks).bytes(change.said.toByteArray());
    }
    return out.toBytes();
  }

  static Agreement of(byte[] bytes) {
    Agreement agreement = new Agreement();
    if (bytes == null) {
      return agreement;
    }
    FlatReader in = new FlatReader("acknowledgements", LAYOUT, bytes);
    agreement.published = in.number() == 0 ? null : read(in);
    for (long left = in.number(); left > 0; left--) {
      agreement.pending.add(new Pending(read(in), (int) in.number(), BitSet.valueOf(in.bytes())));
    }
    return agreement;
  }

  private static void write(FlatWriter out, Announcement announcement) {
    Status status = announcement.status();
    out.text(status.kind().name())
        .text(status.id())
        .number(status.version())
        .text(status.state().name())
        .text(status.detail())
        .time(announcement.expires())
        .truths(new boolean[] {announcement.forgotten()});
  }

  private static Announcement read(FlatReader in) {
    Status status =
        new Status(
            StatusKind.valueOf(in.text()),
            in.text(),
            in.number(),
            StatusState.valueOf(in.text()),
            in.text());
    return new Announcement(status, in.time(), in.truths()[0]);
  }
}
