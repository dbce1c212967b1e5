package io.idealstream.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * What happens when Kafka cannot go on, as on a full disk: it ends the process on the spot, from
 * whichever thread noticed, and says why in its log only. Here it says why, and then ends it. A
 * broker that does not start, as on a port that is taken, does not end the process: who started it
 * gets the exception.
 */
final class FatalExit {

  /** More than a batch of records: what Kafka could not write does not fit either. */
  private static final int TRIAL_BYTES = 16 << 20;

  private static final String TRIAL_FILE = "broker.trial";
  private static final int FAILED = 1;

  private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);
  private static final Exit.Procedure SILENT =
      (status, message) -> Runtime.getRuntime().halt(status);

  private static volatile Exit.Procedure ending = SILENT;

  private FatalExit() {}

  /**
   * Starts a broker. Its controller ends the process when it fails to start, before it throws; here
   * it only throws.
   */
  static void whileStarting(Runnable start) {
    Exit.Procedure unlessStarting =
        (status, message) -> {
          if (!STARTING.get()) {
            ending.execute(status, message);
          }
        };
    Exit.setHaltProcedure(unlessStarting);
    Exit.setExitProcedure(unlessStarting);
    STARTING.set(true);
    try {
      start.run();
    } finally {
      STARTING.remove();
    }
  }

  /**
   * From now on for this process, in which no shutdown hook of Kafka's is registered any more: one
   * that comes while the process ends would be an error.
   *
   * @param folder of the broker's data
   * @param kept whether the data stay
   * @param farewell gets one sentence
   */
  static void announce(Path folder, boolean kept, Consumer<String> farewell) {
    Object once = new Object();
    ending =
        (status, message) -> {
          synchronized (once) { // a second thread waits here for the end
            try {
              farewell.accept(sentence(folder, kept));
            } finally {
              Runtime.getRuntime().halt(FAILED);
            }
          }
        };
    Exit.setShutdownHookAdder((name, hook) -> {});
  }

  static String sentence(Path folder, boolean kept) {
    String there =
        kept
            ? "; what is there is kept, start it again once that is mended"
            : "; it takes another folder with IDEALSTREAM_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER";
    return refusalToWrite(folder)
        .map(
            reason ->
                "the Kafka broker gave up because "
                    + folder
                    + " cannot be written: "
                    + reason
                    + there)
        .orElseGet(
            () ->
                "the Kafka broker gave up, its errors above say why"
                    + (kept ? "; what is in " + folder + " is kept" : ""));
  }

  /** Nothing is said any more: the broker has ended in good order. */
  static void announceNoMore() {
    ending = SILENT;
  }

  /** What the operating system has against another file there. */
  private static Optional<String> refusalToWrite(Path folder) {
    Path file = folder.resolve(TRIAL_FILE);
    try {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        for (ByteBuffer bytes = ByteBuffer.allocate(TRIAL_BYTES); bytes.hasRemaining(); ) {
          channel.write(bytes);
        }
      } finally {
        Files.deleteIfExists(file);
      }
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of(DataFolder.reason(failure));
    }
  }
}
