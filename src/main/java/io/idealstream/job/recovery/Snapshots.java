package io.idealstream.job.recovery;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Where checkpoints and savepoints of a job lie, on any file system that Flink knows.
 *
 * <pre>
 * life.json                which life is the present one
 * JOB/chk-41               checkpoints of a life, its job's id before them
 * savepoints/JOB/savepoint-...         those that were asked for: the user's
 * savepoints/JOB/stops/savepoint-...   those of stops; the last two are kept
 * </pre>
 */
public final class Snapshots {
  private static final String METADATA = "_metadata";
  private static final int STOPS_KEPT = 2;

  /** Enough that a disk with a few bytes left does not take it. */
  private static final int PROBE_BYTES = 1 << 20;

  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

  private final Path location;
  private final FileSystem files;

  /**
   * @param location a URI
   * @throws Misconfigured if there is no such file system
   */
  public Snapshots(String location) {
    this.location = new Path(location.replaceFirst("/+$", ""));
    try {
      this.files = this.location.getFileSystem();
    } catch (IOException failure) {
      throw unusable(failure);
    }
  }

  /** The location, as Flink takes it. */
  public String location() {
    return location.toString();
  }

  /** Where savepoints of a life go. */
  public String savepoints(String job) {
    return savepointsOf(job).toString();
  }

  /** Where savepoints go that a life stops with. */
  public String stops(String job) {
    return stopsOf(job).toString();
  }

  /** The present life; empty before the first. */
  public Optional<Life> life() {
    Path file = new Path(location, "life.json");
    try {
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (FSDataInputStream in = files.open(file)) {
        return Optional.of(Life.of(in.readAllBytes()));
      }
    } catch (IOException | Unreadable | RuntimeException failure) {
      throw unusable(failure);
    }
  }

  /** Replaces the present life. */
  public void write(Life life) {
    Path file = new Path(location, "life.json");
    Path draft = new Path(location, "life.json.draft");
    try {
      files.mkdirs(location);
      try (FSDataOutputStream out = files.create(draft, WriteMode.OVERWRITE)) {
        out.write(life.toBytes());
        out.sync();
      }
      if (!replace(draft, file)) {
        throw new IOException(file + " could not be replaced");
      }
    } catch (IOException failure) {
      throw unusable(failure);
    }
  }

  /** In one step where the file system can, as the local one does. */
  private boolean replace(Path draft, Path file) throws IOException {
    if (files.rename(draft, file)) {
      return true;
    }
    files.delete(file, false);
    return files.rename(draft, file);
  }

  /** Where the next run of a life goes on, for people. */
  public String goesOn(Life life) {
    return of(life.job()).stream()
        .findFirst()
        .map(
            newest ->
                "The next run goes on from %s of %s."
                    .formatted(newest.name(), Telling.time(newest.completed())))
        .orElse("There is no complete checkpoint yet: the next run begins again.");
  }

  /** What the operating system says to a small file here; empty if it takes it. */
  public Optional<String> trouble() {
    Path probe = new Path(location, "probe-" + ProcessHandle.current().pid());
    try {
      try (FSDataOutputStream out = files.create(probe, WriteMode.OVERWRITE)) {
        out.write(new byte[PROBE_BYTES]);
        out.sync();
      } finally {
        files.delete(probe, false);
      }
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of(location + ": " + failure.getMessage());
    }
  }

  /** Every complete checkpoint and savepoint of a life, newest first. */
  public List<Snapshot> of(String job) {
    List<Snapshot> found = new ArrayList<>();
    try {
      for (FileStatus folder : list(new Path(location, job))) {
        Matcher name = CHECKPOINT.matcher(folder.getPath().getName());
        if (name.matches() && isComplete(folder.getPath())) {
          found.add(
              snapshot(Snapshot.Kind.CHECKPOINT, folder.getPath(), Long.parseLong(name.group(1))));
        }
      }
      for (FileStatus folder : listSavepoints(job)) {
        if (isComplete(folder.getPath())) {
          found.add(savepoint(folder.getPath(), found));
        }
      }
    } catch (IOException failure) {
      throw unusable(failure);
    }
    found.sort(Comparator.comparingLong(Snapshot::id).reversed());
    return found;
  }

  /** One that cannot be read has the place that its time gives it: it must not go unnoticed. */
  private Snapshot savepoint(Path folder, List<Snapshot> others) throws IOException {
    try {
      return snapshot(Snapshot.Kind.SAVEPOINT, folder, SnapshotFiles.id(folder));
    } catch (IOException unreadable) {
      Snapshot unknown = snapshot(Snapshot.Kind.SAVEPOINT, folder, Long.MAX_VALUE);
      boolean newest =
          others.stream().noneMatch(other -> other.completed().isAfter(unknown.completed()));
      return newest ? unknown : snapshot(Snapshot.Kind.SAVEPOINT, folder, -1);
    }
  }

  private Snapshot snapshot(Snapshot.Kind kind, Path folder, long id) throws IOException {
    long written = files.getFileStatus(new Path(folder, METADATA)).getModificationTime();
    return new Snapshot(kind, folder.toString(), id, Instant.ofEpochMilli(written));
  }

  private boolean isComplete(Path folder) throws IOException {
    return files.exists(new Path(folder, METADATA));
  }

  /** Removes what a life has left, but for the savepoints that were asked for. */
  public void forget(String job) {
    delete(new Path(location, job));
    delete(stopsOf(job));
  }

  /** Removes savepoints that were never completed, as by a process that was killed meanwhile. */
  public void dropIncomplete(String job) {
    try {
      for (FileStatus folder : listSavepoints(job)) {
        if (!isComplete(folder.getPath())) {
          delete(folder.getPath());
        }
      }
    } catch (IOException failure) {
      throw unusable(failure);
    }
  }

  /** Removes the savepoints of all stops but the last ones. */
  public void prune(String job) {
    String stops = stopsOf(job).toString();
    of(job).stream()
        .filter(snapshot -> snapshot.path().startsWith(stops))
        .skip(STOPS_KEPT)
        .forEach(old -> delete(new Path(old.path())));
  }

  private void delete(Path path) {
    try {
      if (files.exists(path)) {
        files.delete(path, true);
      }
    } catch (IOException failure) {
      throw unusable(failure);
    }
  }

  private List<FileStatus> listSavepoints(String job) throws IOException {
    List<FileStatus> folders = new ArrayList<>();
    for (FileStatus folder : list(savepointsOf(job))) {
      if (!folder.getPath().equals(stopsOf(job))) {
        folders.add(folder);
      }
    }
    folders.addAll(Arrays.asList(list(stopsOf(job))));
    return folders;
  }

  private FileStatus[] list(Path folder) throws IOException {
    return files.exists(folder) ? files.listStatus(folder) : new FileStatus[0];
  }

  private Path stopsOf(String job) {
    return new Path(savepointsOf(job), "stops");
  }

  private Path savepointsOf(String job) {
    return new Path(new Path(location, "savepoints"), job);
  }

  private Misconfigured unusable(Exception failure) {
    return new Misconfigured(
        "checkpoint.folder " + location, List.of("cannot be used: " + failure.getMessage()));
  }
}
