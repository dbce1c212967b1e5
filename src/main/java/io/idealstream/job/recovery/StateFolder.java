package io.idealstream.job.recovery;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.flink.util.FileUtils;

/**
 * The folder of one job on this machine, held by one process at a time.
 *
 * <pre>
 * lock          who holds it; free again once the process is gone, however it went
 * member        its name towards Kafka, by which runs with this folder know each other
 * control.sock  where stop, savepoint and status ask
 * checkpoints   unless checkpoint.folder says elsewhere
 * work          what Flink needs while it runs; empty at every start
 * </pre>
 */
public final class StateFolder implements AutoCloseable {
  /** What Kafka takes for the name of a member, with room for more. */
  private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private StateFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** The folder that a job has where its settings name none: of the user, not a temporary one. */
  public static Path standard(String transactionalId, Map<String, String> environment) {
    String given = environment.get("XDG_STATE_HOME");
    Path home =
        given == null || given.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(given);
    return home.resolve("idealstream").resolve(transactionalId);
  }

  /**
   * Takes the folder.
   *
   * @throws Misconfigured if another process holds it, or it cannot be used
   */
  public static StateFolder hold(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = read(channel);
        channel.close();
        throw refused(folder, "another run holds it" + (holder.isEmpty() ? "" : ", " + holder));
      }
      StateFolder held = new StateFolder(folder, channel, lock);
      held.sign();
      FileUtils.deleteDirectory(held.work().toFile());
      Files.createDirectories(held.work());
      return held;
    } catch (IOException failure) {
      throw refused(folder, "cannot be used: " + failure);
    }
  }

  /**
   * Looks whether the disk of the folder has room.
   *
   * @param megabytes what a run takes before its first item
   * @throws Misconfigured if less is free
   */
  public void requireRoom(long megabytes) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace() / 1_000_000;
      if (free < megabytes) {
        throw refused(
            folder,
            "%,d MB are free on its disk, and a run takes %,d MB before its first item"
                .formatted(free, megabytes));
      }
    } catch (IOException failure) {
      throw refused(folder, "how much is free on its disk cannot be read: " + failure);
    }
  }

  /** Returns once nobody holds a folder, or after the limit. */
  public static void awaitFree(Path folder, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isHeld(folder) && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean isHeld(Path folder) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      return lock == null;
    } catch (IOException none) {
      return false;
    }
  }

  private static Misconfigured refused(Path folder, String why) {
    return new Misconfigured("state.folder " + folder, List.of(why));
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldHere) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 1000));
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
  }

  private void sign() throws IOException {
    String holder =
        "process %d since %s"
            .formatted(ProcessHandle.current().pid(), Instant.now().truncatedTo(SECONDS));
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** The name of whoever holds this folder, the same for ever: one process has it at a time. */
  public String member() {
    Path file = folder.resolve("member");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      String member = Files.readString(file).strip();
      if (!MEMBER.matcher(member).matches()) {
        throw refused(folder, "file member: expected a name that Kafka takes; remove the file");
      }
      return member;
    } catch (IOException failure) {
      throw refused(folder, "cannot be used: " + failure);
    }
  }

  /** Where Flink keeps what it needs while it runs. */
  public Path work() {
    return folder.resolve("work");
  }

  /** Where checkpoints lie if no other folder is named. */
  public static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  public Path path() {
    return folder;
  }

  @Override
  public void close() {
    try {
      FileUtils.deleteDirectory(work().toFile());
    } catch (IOException left) {
      // the next start empties it
    }
    try {
      lock.release();
      channel.close();
    } catch (IOException ends) {
      // the process holds the lock no longer than it lives
    }
  }
}
