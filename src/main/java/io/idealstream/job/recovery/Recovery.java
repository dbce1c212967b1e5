package io.idealstream.job.recovery;

import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.Path;

/**
 * Where a run begins: it goes on from the newest state of its life, unless told otherwise.
 *
 * @param life of which it is a run
 * @param from the state it begins with; empty for none
 * @param forgets whether what an earlier life wrote is to be taken back
 * @param told what to tell who starts it
 * @param floors versions that an earlier life reached, where its state is not gone on from
 */
public record Recovery(
    Life life, Optional<Snapshot> from, boolean forgets, List<String> told, VersionFloors floors) {

  Recovery(Life life, Optional<Snapshot> from, boolean forgets, List<String> told) {
    this(life, from, forgets, told, VersionFloors.NONE);
  }

  /** The same once a checkpoint is complete. */
  public Recovery withCompleted() {
    return new Recovery(life.withCompleted(), from, forgets, told, floors);
  }

  /** The same with versions that begin above those of the life before. */
  Recovery above(VersionFloors earlier) {
    return new Recovery(life, from, forgets, told, earlier);
  }

  /**
   * Flink's settings for it. A checkpoint is claimed, so that it goes when later ones replace it; a
   * savepoint is the user's and stays.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("$internal.pipeline.job-id", life.job());
    from.ifPresent(
        snapshot -> {
          settings.put("execution.state-recovery.path", snapshot.path());
          settings.put(
              "execution.state-recovery.claim-mode",
              snapshot.kind() == Snapshot.Kind.CHECKPOINT ? "CLAIM" : "NO_CLAIM");
        });
    return settings;
  }

  /** Decides, by what lies in a folder and what stands in the topics. */
  static final class Decision {
    private final Snapshots snapshots;
    private final Life.Identity identity;
    private final EarlierWords words;
    private final Clock clock;

    Decision(Snapshots snapshots, Life.Identity identity, EarlierWords words, Clock clock) {
      this.snapshots = snapshots;
      this.identity = identity;
      this.words = words;
      this.clock = clock;
    }

    Recovery resume() {
      Optional<Life> present = snapshots.life();
      if (present.isEmpty()) {
        return first();
      }
      Life life = present.get();
      refuseOthers(life);
      snapshots.dropIncomplete(life.job());
      List<Snapshot> found = snapshots.of(life.job());
      if (found.isEmpty()) {
        return again(life);
      }
      Snapshot newest = found.get(0);
      refuseUnreadable(newest, found);
      return new Recovery(
          life.withCompleted(),
          Optional.of(newest),
          false,
          List.of(Telling.continues(newest, words)));
    }

    private Recovery first() {
      if (!words.isEmpty()) {
        throw refused(
            "no state of %s is here, but an earlier life of it wrote %s".formatted(identity, words),
            "name the folder that has its state (state.folder, checkpoint.folder)",
            "begin anew with --fresh, which removes those words");
      }
      return new Recovery(
          life(null, null), Optional.empty(), true, List.of("Begins anew: no state is here yet."));
    }

    /** A life that ended before its first checkpoint has nothing to forget. */
    private Recovery again(Life life) {
      if (life.from() != null) {
        return from(life.from());
      }
      if (life.completed()) {
        throw refused(
            "the checkpoints of %s, begun %s, are gone"
                .formatted(identity, Telling.time(life.began())),
            "put them back",
            "begin anew with --fresh");
      }
      snapshots.forget(life.job());
      return new Recovery(
          life(life.previous(), null),
          Optional.empty(),
          true,
          List.of("Begins again: the run before had no complete checkpoint yet."));
    }

    /** Begins anew. The life before is kept until the next time, the one before that is not. */
    Recovery fresh() {
      Optional<Life> present = snapshots.life();
      List<String> told = new ArrayList<>();
      String previous = null;
      if (present.isPresent()) {
        Life life = present.get();
        previous = life.job();
        Optional.ofNullable(life.previous()).ifPresent(snapshots::forget);
        told.add(Telling.forgets(life, snapshots, words));
      } else {
        told.add("Begins anew" + (words.isEmpty() ? "." : ", and removes " + words + "."));
      }
      return new Recovery(life(previous, null), Optional.empty(), true, told);
    }

    /**
     * Begins with a state of the user's choice, which is left as it is. Its life goes on as
     * another, since checkpoints of the same numbers may lie there already.
     */
    Recovery from(String path) {
      Optional<Life> present = snapshots.life();
      present.ifPresent(this::refuseOthers);
      Snapshot chosen = chosen(path);
      List<Snapshot> found = present.map(life -> snapshots.of(life.job())).orElse(List.of());
      refuseUnreadable(chosen, found);
      List<String> told = new ArrayList<>();
      told.add(Telling.continues(chosen, words));
      found.stream()
          .filter(other -> other.id() > chosen.id())
          .findFirst()
          .ifPresent(newer -> told.add(Telling.comesTwice(chosen, newer)));
      String previous = present.map(Life::job).orElse(null);
      return new Recovery(life(previous, chosen.path()), Optional.of(chosen), false, told);
    }

    private static Snapshot chosen(String path) {
      Path folder = new Path(Locations.uri(path));
      try {
        long id = SnapshotFiles.id(folder);
        Path metadata = new Path(folder, "_metadata");
        long written = metadata.getFileSystem().getFileStatus(metadata).getModificationTime();
        // as a savepoint it is not claimed, so that it is not deleted when later ones replace it
        return new Snapshot(
            Snapshot.Kind.SAVEPOINT, folder.toString(), id, Instant.ofEpochMilli(written));
      } catch (IOException failure) {
        throw new Misconfigured(path, List.of("cannot be read: " + failure.getMessage()));
      }
    }

    private Life life(String previous, String from) {
      return new Life(identity, new JobID().toHexString(), clock.instant(), false, previous, from);
    }

    private void refuseOthers(Life life) {
      if (!life.identity().equals(identity)) {
        throw refused(
            "it holds the state of %s; this is %s".formatted(life.identity(), identity),
            "give each job a folder of its own (state.folder)",
            "begin anew with --fresh");
      }
    }

    private void refuseUnreadable(Snapshot newest, List<Snapshot> found) {
      try {
        SnapshotFiles.verify(new Path(newest.path()));
      } catch (IOException failure) {
        List<String> choices = new ArrayList<>();
        for (Snapshot other : found) {
          if (other.id() < newest.id()) {
            choices.add(
                "go on from %s of %s, with --from %s; outputs since then come twice"
                    .formatted(other.name(), Telling.time(other.completed()), other.path()));
          }
        }
        choices.add("begin anew with --fresh");
        throw refused(
            "%s of %s cannot be read: %s"
                .formatted(newest.name(), Telling.time(newest.completed()), failure.getMessage()),
            choices.toArray(new String[0]));
      }
    }

    private Misconfigured refused(String why, String... choices) {
      return new Misconfigured(
          "state in " + snapshots.location(),
          List.of(why + ". Either " + String.join(", or ", choices) + "."));
    }
  }
}
