package io.idealstream.job.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a running job from outside its process. */
class ControlTest {

  @TempDir Path folder;

  @Test
  void eachQuestionHasItsAnswer() throws Exception {
    try (ControlServer server = ControlServer.open(folder, new Answers())) {
      ControlClient client = new ControlClient(folder);
      assertEquals(Optional.of(Map.of("healthy", true)), client.status());
      assertEquals(Optional.of("Stopped within PT8S."), client.stop(Duration.ofSeconds(8)));
      String failure = assertThrows(IllegalStateException.class, client::savepoint).getMessage();
      assertEquals("no savepoint was taken: No space left on device", failure);
    }
  }

  @Test
  void withoutARunThereIsNoAnswerAlsoWhereOneWasKilled() throws Exception {
    assertEquals(Optional.empty(), new ControlClient(folder).status());
    Files.writeString(folder.resolve("control"), folder.resolve("control.sock").toString());
    assertEquals(Optional.empty(), new ControlClient(folder).status());
    ControlServer.open(folder, new Answers()).close();
    assertEquals(Optional.empty(), new ControlClient(folder).status());
    assertFalse(Files.exists(folder.resolve("control.sock")));
  }

  @Test
  void aFolderOfALongPathWorksToo() throws Exception {
    Path deep = folder.resolve("d".repeat(100)).resolve("e".repeat(100));
    Files.createDirectories(deep);
    Path elsewhere;
    try (ControlServer server = ControlServer.open(deep, new Answers())) {
      assertEquals(Optional.of(Map.of("healthy", true)), new ControlClient(deep).status());
      elsewhere = Path.of(Files.readString(deep.resolve("control"))).getParent();
      assertTrue(Files.exists(elsewhere));
    }
    assertFalse(Files.exists(elsewhere), "nothing stays behind");
  }

  @Test
  void whatAKilledRunLeftElsewhereIsRemovedByTheNext() throws Exception {
    Path deep = folder.resolve("d".repeat(100)).resolve("e".repeat(100));
    Files.createDirectories(deep);
    Path elsewhere = Files.createTempDirectory("idealstream-");
    Files.createFile(elsewhere.resolve("control.sock"));
    Files.writeString(deep.resolve("control"), elsewhere.resolve("control.sock").toString());
    ControlServer.open(deep, new Answers()).close();
    assertFalse(Files.exists(elsewhere));
  }

  @Test
  void theSocketIsItsUsersAlone() throws Exception {
    try (ControlServer server = ControlServer.open(folder, new Answers())) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("control.sock"))));
    }
  }

  @Test
  void healthIsAnsweredOnTheLoopbackAddress() throws Exception {
    try (HealthServer server =
        HealthServer.open(0, Optional::empty, () -> Optional.of("the job does not run"))) {
      HttpResponse<String> live = get(server, "/live");
      assertEquals("200 ok\n", live.statusCode() + " " + live.body());
      HttpResponse<String> ready = get(server, "/ready");
      assertEquals("503 the job does not run\n", ready.statusCode() + " " + ready.body());
      assertTrue(server.address().getAddress().isLoopbackAddress());
    }
  }

  private static HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .build(),
            BodyHandlers.ofString());
  }

  private static final class Answers implements Control {

    @Override
    public Map<String, Object> status() {
      return Map.of("healthy", true);
    }

    @Override
    public CompletableFuture<String> savepoint() {
      return CompletableFuture.failedFuture(
          new IllegalStateException("no savepoint was taken: No space left on device"));
    }

    @Override
    public CompletableFuture<String> stop(Duration limit) {
      return CompletableFuture.completedFuture("Stopped within " + limit + ".");
    }
  }
}
