package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said when Kafka gives up; {@code BrokerCommandIT} makes it do so. */
class FatalExitTest {

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamedInTheWordsOfTheOperatingSystem() throws IOException {
    Path trial = folder.resolve("broker.trial");
    Files.createSymbolicLink(trial, Path.of("/dev/full"));
    assertEquals(
        "the Kafka broker gave up because "
            + folder
            + " cannot be written: No space left on device; what is there is kept, start it again"
            + " once that is mended",
        FatalExit.sentence(folder, true));
    assertFalse(Files.exists(trial, LinkOption.NOFOLLOW_LINKS), "the trial leaves nothing");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereNothingIsKeptItSaysHowToTakeAnotherFolder() throws IOException {
    Files.createSymbolicLink(folder.resolve("broker.trial"), Path.of("/dev/full"));
    assertEquals(
        "the Kafka broker gave up because "
            + folder
            + " cannot be written: No space left on device; it takes another folder with"
            + " IDEALSTREAM_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
        FatalExit.sentence(folder, false));
  }

  @Test
  void whereTheFolderIsNotToBlameItSaysWhereToLook() throws IOException {
    assertEquals(
        "the Kafka broker gave up, its errors above say why; what is in " + folder + " is kept",
        FatalExit.sentence(folder, true));
    assertFalse(Files.exists(folder.resolve("broker.trial")), "the trial leaves nothing");
  }
}
