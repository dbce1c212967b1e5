package io.idealstream.job.recovery;

import io.idealstream.wire.config.Count;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** The files behind a checkpoint or savepoint. */
final class SnapshotFiles {
  private SnapshotFiles() {}

  /** The id of the checkpoint that was taken. */
  static long id(Path folder) throws IOException {
    return read(folder).getCheckpointId();
  }

  /**
   * Looks at every file: Flink would find out only once it restores, and then again and again.
   *
   * @throws IOException naming the first that is missing, shorter than it was, or unreadable
   */
  static void verify(Path folder) throws IOException {
    for (OperatorState operator : read(folder).getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (FileStateHandle file : (Iterable<FileStateHandle>) files(subtask)::iterator) {
          verify(file);
        }
      }
    }
  }

  private static void verify(FileStateHandle file) throws IOException {
    FileSystem files = file.getFilePath().getFileSystem();
    if (!files.exists(file.getFilePath())) {
      throw new IOException(file.getFilePath() + " is missing");
    }
    long length = files.getFileStatus(file.getFilePath()).getLen();
    if (length < file.getStateSize()) {
      throw new IOException(
          "%s has %s, it was written with %d"
              .formatted(file.getFilePath(), Count.of(length, "byte"), file.getStateSize()));
    }
  }

  private static CheckpointMetadata read(Path folder) throws IOException {
    Path metadata = new Path(folder, "_metadata");
    try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
      return Checkpoints.loadCheckpointMetadata(
          in, SnapshotFiles.class.getClassLoader(), folder.toString());
    } catch (RuntimeException damaged) {
      throw new IOException(metadata + " is damaged: " + damaged, damaged);
    }
  }

  private static Stream<FileStateHandle> files(OperatorSubtaskState subtask) {
    Stream<OperatorStateHandle> operator =
        Stream.concat(
            subtask.getManagedOperatorState().stream(), subtask.getRawOperatorState().stream());
    Stream<KeyedStateHandle> keyed =
        Stream.concat(subtask.getManagedKeyedState().stream(), subtask.getRawKeyedState().stream());
    return Stream.concat(
            operator.map(OperatorStateHandle::getDelegateStateHandle),
            keyed.flatMap(SnapshotFiles::streams))
        .filter(FileStateHandle.class::isInstance)
        .map(FileStateHandle.class::cast);
  }

  private static Stream<StreamStateHandle> streams(KeyedStateHandle state) {
    if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
      return incremental.streamSubHandles();
    }
    return state instanceof KeyGroupsStateHandle whole
        ? Stream.of(whole.getDelegateStateHandle())
        : Stream.empty();
  }
}
