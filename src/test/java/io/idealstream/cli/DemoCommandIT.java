package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.Sockets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, started as the launcher starts it. */
class DemoCommandIT {

  /** Every picture gets a label in each: birds, colors and scenes. */
  private static final int SPACES = 3;

  @TempDir Path folder;

  @Test
  void theJsonStandsAloneOnBothOutputsAndAddsUp() throws Exception {
    try (ChildJvm demo = demo("demo", "--seconds", "4", "--json")) {
      assertEquals(0, demo.awaitEnd(), demo::output);
      assertEquals(1, demo.output().lines().count(), demo::output);
      JsonNode summary = new ObjectMapper().readTree(demo.output());
      assertEquals(4, summary.get("seconds").intValue());
      long labelled = summary.get("labels").longValue() / SPACES;
      assertEquals(
          summary.get("images").longValue(),
          labelled + summary.get("deadLetterImages").longValue());
      assertTrue(summary.get("groups").get("debiased").get("average").isDouble(), demo::output);
    }
    assertNothingIsLeft();
  }

  @Test
  void itIsClosedToOthersAndATerminationSignalEndsItCleanlyAndQuietly() throws Exception {
    try (ChildJvm demo = demo("demo", "--seconds", "3600")) {
      while (demo.isAlive() && !demo.output().contains(" label ")) {
        LockSupport.parkNanos(50_000_000);
      }
      assertFalse(Sockets.listening(demo.handle()).isEmpty());
      assertEquals(List.of(), Sockets.open(demo.handle()));
      demo.terminate();
      assertTrue(demo.output().contains(" label "), demo::output);
      assertFalse(demo.output().contains("idealstream:"), demo::output);
      assertFalse(demo.output().contains("Exception"), demo::output);
    }
    assertNothingIsLeft();
  }

  @Test
  void aTakenPortIsASentenceAndExitCodeOne() throws Exception {
    try (java.net.ServerSocket taken =
            new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        ChildJvm demo = demo("demo", "--kafka-port", Integer.toString(taken.getLocalPort()))) {
      assertEquals(1, demo.awaitEnd());
      assertEquals(1, demo.output().lines().count(), demo::output);
      assertTrue(demo.output().contains("Address already in use"), demo::output);
    }
    assertNothingIsLeft();
  }

  private ChildJvm demo(String... arguments) throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> options =
        List.of(
            "-Djava.io.tmpdir=" + temporary,
            "-Dfile.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath());
    return ChildJvm.start(
        "demo", folder, options, ClassPath.all(), Main.class.getName(), List.of(arguments));
  }

  private void assertNothingIsLeft() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
      List<Path> left = new ArrayList<>(files.toList());
      left.remove(folder.resolve("tmp"));
      assertEquals(List.of(), left);
    }
  }
}
