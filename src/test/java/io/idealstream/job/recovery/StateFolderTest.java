package io.idealstream.job.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  @TempDir Path folder;

  @Test
  void itIsHeldByOneAndFreeAgainOnceThatIsGone() {
    try (StateFolder held = StateFolder.hold(folder.resolve("job"))) {
      String sentence =
          assertThrows(Misconfigured.class, () -> StateFolder.hold(held.path())).getMessage();
      assertTrue(sentence.startsWith("state.folder " + held.path()), sentence);
      assertTrue(sentence.contains("process " + ProcessHandle.current().pid()), sentence);
    }
    StateFolder.hold(folder.resolve("job")).close();
  }

  @Test
  void workingFilesOfARunThatWasKilledAreGoneAndItsCheckpointsStay() throws Exception {
    Path left = Files.createDirectories(folder.resolve("work/rocksdb")).resolve("000012.sst");
    Files.writeString(left, "left");
    Path kept = Files.createDirectories(StateFolder.checkpoints(folder)).resolve("life.json");
    Files.writeString(kept, "{}");
    try (StateFolder held = StateFolder.hold(folder)) {
      assertFalse(Files.exists(left));
      assertTrue(Files.isDirectory(held.work()));
    }
    assertFalse(Files.exists(folder.resolve("work")));
    assertTrue(Files.exists(kept));
  }

  @Test
  void whereNoneIsNamedItIsTheUsersAndNotTemporary() {
    String home = System.getProperty("user.home");
    assertEquals(
        Path.of(home, ".local/state/idealstream/moderation"),
        StateFolder.standard("moderation", Map.of()));
    assertEquals(
        Path.of("/state/idealstream/moderation"),
        StateFolder.standard("moderation", Map.of("XDG_STATE_HOME", "/state")));
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "a file");
    String sentence =
        assertThrows(Misconfigured.class, () -> StateFolder.hold(file.resolve("job"))).getMessage();
    assertTrue(sentence.contains(file.toString()), sentence);
  }

  @Test
  void aDiskWithoutRoomIsRefusedWithWhatIsFreeAndWhatIsNeeded() throws Exception {
    long free = Files.getFileStore(folder).getUsableSpace() / 1_000_000;
    try (StateFolder held = StateFolder.hold(folder)) {
      held.requireRoom(1);
      String sentence =
          assertThrows(Misconfigured.class, () -> held.requireRoom(3 * free + 1)).getMessage();
      assertTrue(sentence.startsWith("state.folder " + folder), sentence);
      assertTrue(sentence.contains(" MB are free on its disk, and a run takes "), sentence);
    }
  }
}
