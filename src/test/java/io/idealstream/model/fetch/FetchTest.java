package io.idealstream.model.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.idealstream.model.Digest;
import io.idealstream.model.fetch.Catalogue.Entry;
import io.idealstream.model.fetch.Catalogue.RemoteFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
  private static final byte[] GRAPH = content(300_000, 1);
  private static final byte[] CONFIG = content(400, 2);

  private final Map<String, byte[]> served = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private int cutAfter = Integer.MAX_VALUE;
  private boolean continues = true;
  private boolean silentAfterTheCut;
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @TempDir private Path folder;

  @BeforeEach
  void serve() throws IOException {
    served.put("/a/b/resolve/0123/onnx/model.onnx", GRAPH);
    served.put("/a/b/resolve/0123/config.json", CONFIG);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void everyFileArrivesVerifiedAndProgressEndsAtTheTotal() throws Exception {
    List<Long> progress = new ArrayList<>();
    Fetch.fromMirror(mirror(), progress::add).fetch(model(), folder);
    assertArrayEquals(GRAPH, Files.readAllBytes(folder.resolve("onnx/model.onnx")));
    assertArrayEquals(CONFIG, Files.readAllBytes(folder.resolve("config.json")));
    assertEquals(model().bytes(), progress.get(progress.size() - 1));
    assertEquals(progress.stream().sorted().toList(), progress);
    assertNoPartsLeft();
  }

  @Test
  void whatIsVerifiedIsNotAskedForAgain() throws Exception {
    fetch();
    requests.clear();
    fetch();
    assertEquals(List.of(), requests);
  }

  @Test
  void aCutDownloadGoesOnWhereItStopped() throws Exception {
    cutAfter = 30_000;
    fetch();
    assertArrayEquals(GRAPH, Files.readAllBytes(folder.resolve("onnx/model.onnx")));
    List<String> expected = new ArrayList<>(List.of("/a/b/resolve/0123/config.json null"));
    for (int from = 0; from < GRAPH.length; from += cutAfter) {
      expected.add(
          "/a/b/resolve/0123/onnx/model.onnx " + (from == 0 ? null : "bytes=" + from + "-"));
    }
    assertEquals(expected, requests, "what came before a cut is kept");
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndWhatCameIsKept() throws Exception {
    silentAfterTheCut = true;
    cutAfter = 30_000;
    Fetch fetch = Fetch.fromMirror(mirror(), bytes -> {}, Duration.ofSeconds(1));
    // the first tries bring something, then the server is silent from the start
    FetchFailed failed = assertThrows(FetchFailed.class, () -> fetch.fetch(model(), folder));
    assertTrue(failed.getMessage().contains("nothing came for"), failed.getMessage());
    assertEquals(30_000, Files.size(folder.resolve("onnx/model.onnx.part")));
  }

  @Test
  void aServerThatSendsNothingIsGivenUp() {
    cutAfter = 0;
    assertThrows(FetchFailed.class, this::fetch);
    assertEquals(3, requests.size(), requests::toString);
  }

  @Test
  void aServerThatDoesNotContinueSendsTheWholeFileAgain() throws Exception {
    Files.createDirectories(folder.resolve("onnx"));
    Files.write(folder.resolve("onnx/model.onnx.part"), Arrays.copyOf(GRAPH, 5_000));
    continues = false;
    fetch();
    assertArrayEquals(GRAPH, Files.readAllBytes(folder.resolve("onnx/model.onnx")));
  }

  @Test
  void changedContentIsRefusedAndDeleted() throws Exception {
    byte[] changed = GRAPH.clone();
    changed[77] ^= 1;
    served.put("/a/b/resolve/0123/onnx/model.onnx", changed);
    FetchFailed failed = assertThrows(FetchFailed.class, this::fetch);
    assertTrue(failed.getMessage().contains("SHA-256"), failed.getMessage());
    assertFalse(Files.exists(folder.resolve("onnx/model.onnx")));
    assertNoPartsLeft();
  }

  @Test
  void aFileLongerThanPromisedIsRefused() {
    served.put("/a/b/resolve/0123/onnx/model.onnx", Arrays.copyOf(GRAPH, GRAPH.length + 9));
    assertThrows(FetchFailed.class, this::fetch);
    assertFalse(Files.exists(folder.resolve("onnx/model.onnx")));
  }

  @Test
  void aDamagedFileInItsPlaceIsFetchedAgain() throws Exception {
    fetch();
    Files.write(folder.resolve("config.json"), content(400, 3));
    fetch();
    assertArrayEquals(CONFIG, Files.readAllBytes(folder.resolve("config.json")));
  }

  @Test
  void anAnswerThatIsNoFileIsNamed() {
    served.clear();
    FetchFailed failed = assertThrows(FetchFailed.class, this::fetch);
    assertTrue(failed.getMessage().contains("answered 404"), failed.getMessage());
  }

  @Test
  void withoutANetworkOneSentenceSaysSo() throws IOException {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    FetchFailed failed =
        assertThrows(
            FetchFailed.class, () -> Fetch.fromMirror(nobody, bytes -> {}).fetch(model(), folder));
    assertTrue(failed.getMessage().contains("Is there a network?"), failed.getMessage());
    assertTrue(failed.getMessage().contains("--mirror"), failed.getMessage());
  }

  @Test
  void theCatalogueIsWholeAndPinned() {
    for (Entry model : Catalogue.bundled().models().values()) {
      assertTrue(model.revision().matches("[0-9a-f]{40}"), model::toString);
      for (RemoteFile file : model.files()) {
        assertTrue(file.sha256().matches("[0-9a-f]{64}") && file.bytes() > 0, file::toString);
      }
    }
    assertTrue(Catalogue.bundled().find("tinyclip").isPresent());
  }

  private void fetch() throws FetchFailed {
    Fetch.fromMirror(mirror(), bytes -> {}).fetch(model(), folder);
  }

  private URI mirror() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static Entry model() {
    return new Entry(
        "test",
        "",
        "MIT",
        "a/b",
        "0123",
        List.of(remote("config.json", CONFIG), remote("onnx/model.onnx", GRAPH)));
  }

  private static RemoteFile remote(String path, byte[] content) {
    try {
      return new RemoteFile(path, content.length, Digest.hex(new ByteArrayInputStream(content)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI() + " " + range);
    byte[] file = served.get(exchange.getRequestURI().getPath());
    try (exchange) {
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean part = range != null && continues;
      int from = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
      exchange.sendResponseHeaders(part ? 206 : 200, file.length - from);
      int sent = Math.min(file.length - from, cutAfter);
      exchange.getResponseBody().write(file, from, sent);
      if (silentAfterTheCut && sent < file.length) {
        exchange.getResponseBody().flush();
        over.await();
      }
    } catch (IOException e) {
      // the stream complains that a cut answer is shorter than promised, which is the point
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertNoPartsLeft() throws IOException {
    try (var files = Files.walk(folder)) {
      assertTrue(files.noneMatch(path -> path.toString().endsWith(".part")));
    }
  }

  private static byte[] content(int length, int seed) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }
}
