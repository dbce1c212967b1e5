package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.job.recovery.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"file:///var/checkpoints", "file:/var/checkpoints", "s3://bucket/jobs"})
  void aUriStaysAsItIs(String uri) {
    assertEquals(uri, Locations.uri(uri));
  }

  @Test
  void aPathIsOfThisMachine() {
    assertEquals("file:///var/check points", Locations.uri("/var/check points"));
    assertEquals(
        "file://" + Path.of("").toAbsolutePath() + "/checkpoints", Locations.uri("./checkpoints"));
  }

  @Test
  void aFolderThatCanBeWrittenToIsLeftAsItWas() throws IOException {
    Path kept = Files.createFile(folder.resolve("kept"));
    assertEquals(Optional.empty(), problem(folder));
    assertEquals(List.of(kept), list(folder));
  }

  @Test
  void aFolderThatIsNotThereCanBeMadeAndIsGoneAfterTheTrial() throws IOException {
    assertEquals(Optional.empty(), problem(folder.resolve("a b/c")));
    assertEquals(List.of(), list(folder));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(
        Optional.of("expected a folder, found a file: " + Locations.uri(file.toString())),
        problem(file));
  }

  @Test
  void aFolderInsideOfAFileCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String problem = problem(file.resolve("inside")).orElseThrow();
    assertTrue(problem.contains("expected a folder that can be written to"), problem);
    assertTrue(Files.isRegularFile(file));
  }

  @Test
  void aFolderThatNobodyMayWriteToIsNone() {
    Path processes = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(processes));
    String problem = problem(processes).orElseThrow();
    assertTrue(problem.contains("found file:///proc/self: "), problem);
  }

  @Test
  void aSchemeThatFlinkDoesNotKnowIsNamed() {
    String problem = CheckpointFolder.problem("gopher://host/checkpoints").orElseThrow();
    assertTrue(problem.contains("'gopher'"), problem);
    assertFalse(problem.contains("\n"), problem);
  }

  @Test
  void whatIsNoUriIsNamed() {
    String problem = CheckpointFolder.problem("file://a b:c/x y").orElseThrow();
    assertTrue(problem.contains("found file://a b:c/x y: "), problem);
  }

  private static Optional<String> problem(Path path) {
    return CheckpointFolder.problem(Locations.uri(path.toString()));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
