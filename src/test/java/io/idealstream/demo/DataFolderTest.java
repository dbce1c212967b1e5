package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which folders a broker takes for its data; {@link BrokerIT} has brokers in them. */
class DataFolderTest {

  private static final int NODE = 1;

  @TempDir Path parent;

  @Test
  void aFolderIsMadeAndStaysWhenItIsClosed() throws IOException {
    Path path = parent.resolve("share/broker");
    try (DataFolder folder = DataFolder.open(path, NODE)) {
      assertEquals(path, folder.path());
      assertFalse(DataFolder.isFormatted(path));
    }
    assertTrue(Files.isDirectory(path));
  }

  @Test
  void oneBrokerAtATimeHasAFolderAndTheNextOneIsToldWhose() throws IOException {
    try (DataFolder first = DataFolder.open(parent, NODE)) {
      assertRefused(
          first.path(), "the broker of process " + ProcessHandle.current().pid() + " uses it");
    }
    DataFolder.open(parent, NODE).close();
  }

  @Test
  void aFolderThatAnyKafkaHasLockedIsRefused() throws IOException {
    Path lock = parent.resolve(".lock");
    try (FileChannel kafka =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      kafka.lock();
      assertRefused(parent, "another Kafka uses it");
    }
    DataFolder.open(parent, NODE).close();
  }

  @Test
  void aFolderOfSomethingElseIsRefusedAndLeftAsItWas() throws IOException {
    Files.createFile(parent.resolve("letter.txt"));
    assertRefused(parent, "it holds letter.txt, and nothing of a Kafka broker");
    assertEquals(List.of("letter.txt"), names());
  }

  @Test
  void aFolderOfAnotherNodeIsRefusedAndLeftAsItWas() throws IOException {
    format("version=1", "node.id=7", "cluster.id=aMpleClUsTeRiDwIth22ch");
    assertRefused(parent, "it is the folder of another Kafka, expected node 1, found 7");
    assertEquals(List.of("meta.properties"), names());
  }

  @Test
  void aFolderWhoseFormatCannotBeReadIsRefused() throws IOException {
    format("version=1", "node.id=one");
    String file = parent.resolve("meta.properties").toString();
    assertRefused(parent, file + " is broken: Unable to read node.id as a base-10 number.");
  }

  @Test
  void aFolderOfThisNodeIsTakenWhateverElseLiesThere() throws IOException {
    format("version=1", "node.id=1", "cluster.id=aMpleClUsTeRiDwIth22ch");
    Files.createDirectory(parent.resolve("numbers-0"));
    try (DataFolder folder = DataFolder.open(parent, NODE)) {
      assertTrue(DataFolder.isFormatted(folder.path()));
    }
  }

  @Test
  void formattingThatWasCutOffCanBeginAgain() throws IOException {
    Files.createFile(parent.resolve("bootstrap.checkpoint"));
    Files.createFile(parent.resolve("meta.properties.tmp"));
    DataFolder.open(parent, NODE).close();
  }

  @Test
  void aFileIsNotAFolder() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertRefused(file, file + " is not a folder");
    assertRefused(file.resolve("below"), "Not a directory");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatCannotBeMadeIsRefused() {
    Path path = Path.of("/proc/idealstream");
    assertRefused(path, path + " cannot be written");
  }

  @Test
  void aCommaIsRefusedForKafkaWouldMakeTwoFoldersOfIt() {
    assertRefused(parent.resolve("a,b"), "Kafka takes a comma for the end of a folder's name");
    assertFalse(Files.exists(parent.resolve("a,b")));
  }

  private static void assertRefused(Path path, String reason) {
    IOException refusal = assertThrows(IOException.class, () -> DataFolder.open(path, NODE));
    assertEquals(
        "the Kafka broker cannot keep its data in "
            + path
            + ": "
            + reason
            + "; choose another folder",
        refusal.getMessage());
  }

  private void format(String... properties) throws IOException {
    Files.write(parent.resolve("meta.properties"), List.of(properties));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
