package io.idealstream.job.recovery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** Checkpoints and savepoints as Flink writes them, of one operator whose state is one file. */
final class TakenSnapshots {
  private static final int BYTES = 100;

  private final Path location;

  TakenSnapshots(Path location) {
    this.location = location;
  }

  Path checkpoint(String job, long id, Instant time) throws IOException {
    return take(location.resolve(job).resolve("chk-" + id), id, time);
  }

  Path savepoint(String job, String name, long id, Instant time) throws IOException {
    return take(location.resolve("savepoints").resolve(job).resolve(name), id, time);
  }

  static Path state(Path snapshot) {
    return snapshot.resolve("state");
  }

  private static Path take(Path folder, long id, Instant time) throws IOException {
    Files.createDirectories(folder);
    Files.write(state(folder), new byte[BYTES]);
    OperatorState operator = new OperatorState("match", "match", new OperatorID(), 1, 720);
    operator.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedKeyedState(
                new KeyGroupsStateHandle(
                    new KeyGroupRangeOffsets(KeyGroupRange.of(0, 719)),
                    new FileStateHandle(
                        new org.apache.flink.core.fs.Path(state(folder).toUri()), BYTES)))
            .build());
    Path metadata = folder.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(id, List.of(operator), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.from(time));
    return folder;
  }
}
