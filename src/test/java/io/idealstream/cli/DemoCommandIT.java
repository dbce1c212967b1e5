package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Sockets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, started as the launcher starts it. */
@Tag("long")
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
  void thePageIsUpBeforeTheFirstLabel() throws Exception {
    int port = FreePort.next();
    try (ChildJvm demo = demo("demo", "--seconds", "3600", "--port", Integer.toString(port))) {
      String page = "http://127.0.0.1:" + port;
      while (demo.isAlive() && !demo.output().contains(page)) {
        LockSupport.parkNanos(50_000_000);
      }
      HttpResponse<String> state =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(page + "/api/state")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, state.statusCode(), state::body);
      JsonNode tree = new ObjectMapper().readTree(state.body());
      assertEquals(0, tree.get("now").get("counts").get("labels").intValue());
      assertTrue(tree.get("allowWrites").booleanValue());
      assertFalse(demo.output().contains(" label "), demo::output);
      while (demo.isAlive() && !demo.output().contains(" label ")) {
        LockSupport.parkNanos(50_000_000);
      }
      demo.terminate();
    }
    assertNothingIsLeft();
  }

  @Test
  void withoutAPageNoneIsServed() throws Exception {
    try (ChildJvm demo = demo("demo", "--seconds", "2", "--no-web")) {
      assertEquals(0, demo.awaitEnd(), demo::output);
      assertFalse(demo.output().contains("http://"), demo::output);
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

  @Test
  void aTakenPortOfThePageIsASentenceToo() throws Exception {
    try (java.net.ServerSocket taken =
            new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        ChildJvm demo = demo("demo", "--port", Integer.toString(taken.getLocalPort()))) {
      assertEquals(1, demo.awaitEnd());
      assertTrue(
          demo.output()
              .contains(
                  "idealstream: the page cannot be served at http://127.0.0.1:%d: the port is"
                      .formatted(taken.getLocalPort())),
          demo::output);
    }
    assertNothingIsLeft();
  }

  @Test
  void aFolderIsStreamedAndHeldAgainstItsNames() throws Exception {
    Path pictures = folder.resolve("pictures");
    for (String name : List.of("red shirt/1.png", "red shirt/2.png", "blue-car/1.png")) {
      Path file = pictures.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, Pictures.noise(name.hashCode()));
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    try (ChildJvm demo =
        demo("demo", "--seconds", "4", "--json", "--no-web", "--pictures", pictures.toString())) {
      assertEquals(0, demo.awaitEnd(), demo::output);
      String last = demo.output().lines().filter(line -> line.startsWith("{")).findFirst().get();
      JsonNode summary = new ObjectMapper().readTree(last);
      long images = summary.get("images").longValue();
      assertEquals(3, summary.get("files").intValue());
      assertTrue(images > 0, demo::output);
      assertEquals(images, summary.get("labelled").longValue());
      assertEquals(0, summary.get("deadLetters").longValue());
      assertEquals(
          images, summary.get("right").get("folder/kind").get("items").longValue(), demo::output);
      assertTrue(demo.output().contains("notes.txt"), demo::output);
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
