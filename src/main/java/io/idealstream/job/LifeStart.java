package io.idealstream.job;

import io.idealstream.client.Lease;
import io.idealstream.client.LeaseGroup;
import io.idealstream.client.LeaseHeldException;
import io.idealstream.client.LeaseHolder;
import io.idealstream.job.control.ControlClient;
import io.idealstream.job.recovery.Life;
import io.idealstream.job.recovery.Snapshots;
import io.idealstream.job.recovery.StateFolder;
import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where two runs of one job meet: the second is refused, or ends the first and takes over. */
final class LifeStart {
  private static final Duration STOPPING = Duration.ofSeconds(60);
  private static final Duration CLOSING = Duration.ofSeconds(15);

  /** A job hears within a second that it lost the right; then it has no more checkpoints. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final LeaseGroup group;
  private final Snapshots snapshots;
  private final StateFolder folder;
  private final Consumer<String> news;

  LifeStart(LeaseGroup group, Snapshots snapshots, StateFolder folder, Consumer<String> news) {
    this.group = group;
    this.snapshots = snapshots;
    this.folder = folder;
    this.news = news;
  }

  /** Asks a run with the same folder, if there is one, to stop with a savepoint. */
  static void endHere(Path folder, Consumer<String> news) {
    Optional<String> stopped = new ControlClient(folder).stop(STOPPING);
    stopped.ifPresent(
        told -> {
          news.accept("Takes over on this machine. The other run: " + told);
          StateFolder.awaitFree(folder, CLOSING);
        });
  }

  /**
   * Takes the right to write, before anything that another life could notice.
   *
   * @throws Misconfigured when another life has it, or cannot be taken over from
   */
  Lease begin(RunOptions options) {
    Optional<LeaseHolder> other =
        options.takeOver() ? group.other(folder.member()) : Optional.empty();
    other.ifPresent(this::takeFrom);
    Lease lease = take();
    if (other.isPresent()) {
      settle();
    }
    return lease;
  }

  private void takeFrom(LeaseHolder other) {
    String life = snapshots.life().map(Life::job).orElse("");
    if (!other.life().equals(life)) {
      throw new Misconfigured(
          "--take-over",
          List.of(
              "the state of %s is not in %s; name the folder that has it (checkpoint.folder), or stop the other run"
                  .formatted(other, snapshots.location())));
    }
    news.accept("Takes over from %s.".formatted(other));
    group.remove(other.member());
  }

  private Lease take() {
    LeaseHolder me =
        LeaseHolder.here(folder.member(), snapshots.life().map(Life::job).orElse("not begun"));
    try {
      return Lease.take(group, me, this::tellOfWaiting, lost -> {});
    } catch (LeaseHeldException held) {
      throw new Misconfigured(
          "the job cannot start",
          List.of(
              held.getMessage()
                  + "; stop it, take over with --take-over, or give this job an"
                  + " output.transactional-id of its own"));
    }
  }

  private void tellOfWaiting(LeaseHolder other) {
    news.accept(
        "%s holds the right to write. If it is dead, Kafka says so within %d s: waits that long."
            .formatted(other, LeaseGroup.LONGEST_WAIT));
  }

  private void settle() {
    news.accept("Waits %d s for its last checkpoint.".formatted(SETTLING.toSeconds()));
    try {
      TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
