package io.idealstream.demo;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;

/**
 * A folder whose data outlives the broker, for one process at a time.
 *
 * <p>Kafka locks its folder too, but late: by then a second broker has written to the metadata log
 * of the first.
 */
record DataFolder(Path path, ProcessLock lock) implements BrokerFolder {

  private static final String LOCK = "broker.lock";
  private static final String LOCK_OF_KAFKA = ".lock";
  private static final String FORMATTED = MetaPropertiesEnsemble.META_PROPERTIES_NAME;

  /** What is there when formatting was cut off before its last step. */
  private static final Set<String> HALF_FORMATTED =
      Set.of(
          LOCK,
          LOCK_OF_KAFKA,
          "bootstrap.checkpoint",
          "bootstrap.checkpoint.tmp",
          FORMATTED + ".tmp");

  /**
   * Makes the folder if there is none, and locks it. A folder that is refused stays as it is.
   *
   * @param node id of the broker
   * @throws IOException in one sentence, when a process uses the folder, when it cannot be written,
   *     or when it holds something else than data of that broker
   */
  static DataFolder open(Path folder, int node) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    try {
      requireOneName(path);
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
      if (isFormatted(path)) {
        requireOwner(path, node);
      } else {
        requireNothingElse(path);
      }
      return new DataFolder(path, locked(path));
    } catch (IOException failure) {
      throw new IOException(
          "the Kafka broker cannot keep its data in "
              + path
              + ": "
              + reason(failure)
              + "; choose another folder",
          failure);
    }
  }

  /** Whether a broker has been here. */
  static boolean isFormatted(Path path) {
    return Files.exists(path.resolve(FORMATTED));
  }

  @Override
  public boolean isKept() {
    return true;
  }

  /** Unlocks the folder; the data stays. */
  @Override
  public void close() {
    lock.close();
  }

  private static void requireOneName(Path path) throws IOException {
    if (path.toString().contains(",")) {
      throw new IOException("Kafka takes a comma for the end of a folder's name");
    }
  }

  private static void requireOwner(Path path, int node) throws IOException {
    OptionalInt owner = owner(path.resolve(FORMATTED));
    if (!owner.equals(OptionalInt.of(node))) {
      throw new IOException(
          "it is the folder of another Kafka, expected node "
              + node
              + ", found "
              + (owner.isPresent() ? owner.getAsInt() : "none"));
    }
  }

  private static OptionalInt owner(Path file) throws IOException {
    try {
      return new MetaProperties.Builder(PropertiesUtils.readPropertiesFile(file.toString()))
          .build()
          .nodeId();
    } catch (RuntimeException broken) {
      throw new IOException(file + " is broken: " + broken.getMessage(), broken);
    }
  }

  private static void requireNothingElse(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      Optional<String> other =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !HALF_FORMATTED.contains(name))
              .min(Comparator.naturalOrder());
      if (other.isPresent()) {
        throw new IOException("it holds " + other.get() + ", and nothing of a Kafka broker");
      }
    }
  }

  private static ProcessLock locked(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    Optional<ProcessLock> lock = ProcessLock.acquire(file);
    if (lock.isEmpty()) {
      throw new IOException("the broker of process " + ProcessLock.holder(file) + " uses it");
    }
    if (ProcessLock.isHeld(path.resolve(LOCK_OF_KAFKA))) {
      lock.get().close();
      throw new IOException("another Kafka uses it");
    }
    return lock.get();
  }

  /** What the operating system said; the message of an exception may be but the name of a file. */
  static String reason(IOException failure) {
    if (failure instanceof FileAlreadyExistsException file) {
      return file.getFile() + " is not a folder";
    }
    if (failure instanceof FileSystemException problem) {
      return problem.getReason() == null
          ? problem.getFile() + " cannot be written"
          : problem.getReason();
    }
    return failure.getMessage();
  }
}
