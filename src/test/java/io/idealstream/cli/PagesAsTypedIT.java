package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.idealstream.fixtures.DocPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The commands of a page as a reader types them, each page from where it begins. The slow profile
 * has it; README and two guides are typed in every run of the tests ({@link GuidesIT}).
 */
@Tag("long")
class PagesAsTypedIT extends TypedPages {

  @Test
  void broker() throws Exception {
    whole("docs/broker.md");
  }

  @Test
  void spaces() throws Exception {
    job("conf/job.yaml");
    whole("docs/spaces.md");
  }

  /** The demo of the page is the job, and its feed closes windows. */
  @Test
  void queries() throws Exception {
    typist.types("./idealstream demo --seconds 600 --kafka-port 9092");
    String pictures = SAMPLES + "concepts/pictures/";
    for (int i = 9; i < 12; i++) {
      copy(pictures + "%03d.jpg".formatted(i), "mine/" + i + ".jpg");
      copy(pictures + "%03d.jpg".formatted(i + 9), "dogs/" + i + ".jpg");
    }
    whole("docs/queries.md");
    assertTrue(typist.said("./idealstream query explain").contains("word:birds/place/land"));
    String mine = typist.said("./idealstream tail hits --from-beginning");
    for (int i = 15; i <= 17; i++) {
      assertTrue(mine.contains("/0" + i + ".jpg"), mine);
    }
  }

  @Test
  void policies() throws Exception {
    job("conf/job.yaml");
    birds();
    typist
        .types("./idealstream publish spaces conf/spaces/scenes.yaml --wait")
        .types("./idealstream query add nets --text 'a fishing net' --threshold 0.3 --wait")
        .types("./idealstream query add dogs --text 'a photo of a dog' --threshold 0.1 --wait")
        .has("dogs.yaml", policy("dogs", "dogs"))
        .has("misspelt.yaml", policy("misspelt", "dgos"));
    copy(SAMPLES + "concepts/pictures/009.jpg", "d1");
    // the picture comes behind the policy that decides about it
    DocPage page = DocPage.of("docs/policies.md");
    typist.follows(page.before("Backtest"));
    typist.follows(page.section("Backtest"));
    for (DocPage.Block block : page.section("Commands").blocks()) {
      if (types(block, "policy explain")) {
        typist.types("./idealstream publish images d1 --feed cam --attribute author=ann");
        typist.await("./idealstream tail decisions --from-beginning --seconds 5", "\"d1\"");
      }
      typist.follows(block);
    }
    left(page);
    assertTrue(typist.said("./idealstream publish policies dogs").contains("did you mean dogs?"));
    assertTrue(typist.said("./idealstream policy explain").contains("policy dogs, version 1"));
  }

  @Test
  void trial() throws Exception {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    job("conf/job.yaml");
    birds();
    typist
        .types("./idealstream query add ducks --text 'a photo of a duck' --threshold 0.35 --wait")
        .has(
            "birds.yaml",
            Files.readString(Path.of("conf/spaces/birds.yaml")) + "method: cleared-words\n")
        .has("birds-truth.jsonl", truth(SAMPLES + "pictures/", "default"));
    DocPage page = DocPage.of("docs/trial.md");
    typist.follows(page.before("A space"));
    typist.types("./idealstream publish spaces conf/spaces/birds.yaml --wait"); // as before it
    for (DocPage.Block block : page.section("A space").blocks()) {
      if (types(block, "trial diff")) {
        typist.await("./idealstream tail labels --from-beginning --seconds 5", "599.jpg");
        typist.await("./idealstream trial diff --space birds", "about 320 items");
      }
      typist.follows(block);
    }
    assertTrue(typist.said("./idealstream trial diff").contains("method: unset -> cleared"));
    typist.types("./idealstream publish spaces conf/spaces/birds.yaml --wait");
    typist.types("./idealstream trial start --space birds.yaml --wait");
    typist
        .with("2026-11-29T08:05:00Z", begin)
        .with("2026-11-29T08:19:41Z", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    typist.follows(page.after("A space"));
    left(page);
    assertTrue(typist.said("./idealstream trial diff").contains("600 items"));
  }

  @Test
  void feedback() throws Exception {
    job("conf/job.yaml");
    birds();
    typist.has("feedback.jsonl", truth(SAMPLES + "pictures/", "default"));
    typist.types("./idealstream publish images " + SAMPLES + "pictures");
    typist.await("./idealstream tail labels --from-beginning --seconds 5", "599.jpg");
    whole("docs/feedback.md");
    assertTrue(typist.said("./idealstream calibrate").contains("birds/bird, version 1"));
  }

  @Test
  void auditAndDeadLetters() throws Exception {
    job("conf/job.yaml");
    birds();
    typist.types("./idealstream publish images " + SAMPLES + "pictures/003.jpg");
    typist.types("echo nameless | kcat -P -b localhost:9092 -t idealstream.images");
    typist.await("./idealstream tail dead-letters --from-beginning --seconds 5", "missing-id");
    whole("docs/dead-letters.md");
    assertTrue(typist.said("kcat").contains("missing-id"));
    days();
    whole("docs/audit.md");
    assertTrue(typist.said("./idealstream audit").contains("dead by missing-id"));
  }

  @Test
  void metrics() throws Exception {
    broker("conf/job.yaml");
    whole("docs/metrics.md");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:9249/metrics")).build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    assertTrue(body.contains("numRecordsOut"), body);
  }

  @Test
  void clients() throws Exception {
    python("confluent_kafka");
    job("conf/job.yaml");
    birds();
    copy(SAMPLES + "pictures/003.jpg", "duck.jpg");
    copy(SAMPLES + "pictures/005.jpg", "gull.jpg");
    whole("docs/clients.md");
    for (String program : List.of("python3", "java", "docs/examples/clients/label-pictures.sh")) {
      assertTrue(typist.said(program).contains("bird"), () -> typist.said(program));
    }
  }

  @Test
  void models() throws Exception {
    typist.types("java tools/clip/RandomClip.java vit-b-32 real");
    copy(SAMPLES + "pictures/003.jpg", "duck.jpg");
    typist.with("path/to/folder", "real");
    whole("docs/models.md");
    assertTrue(Files.exists(typist.desk().resolve("real/onnx/vision_model_int8.onnx")));
  }

  @Test
  void operating() throws Exception {
    job("conf/job.yaml");
    birds();
    typist.types("./idealstream publish images --feed cam-3 " + SAMPLES + "pictures");
    typist.await("./idealstream tail labels --from-beginning --seconds 5", "599.jpg");
    days();
    typist
        .has("truth.jsonl", truth(SAMPLES + "pictures/", "cam-3"))
        .types("./idealstream publish feedback truth.jsonl");
    String history = "./idealstream words history --space birds";
    typist.await(history, "as of");
    typist.types(history);
    Matcher learned = Pattern.compile("(\\d+)\\W+as of").matcher(typist.said(history));
    assertTrue(learned.find(), typist.said(history));
    typist.with("--to 128", "--to " + learned.group(1));
    whole("docs/operating.md");
    assertTrue(typist.said("./idealstream run").contains("missing 0"));
    assertTrue(typist.said("./idealstream forget").contains("nothing of it was there"));
  }

  @Test
  void page() throws Exception {
    broker("job.yaml");
    for (String kind : List.of("duck", "owl")) {
      for (int i = 0; i < 4; i++) {
        copy(
            SAMPLES + "pictures/%03d.jpg".formatted(i + kind.length()),
            "own/" + kind + "/" + i + ".jpg");
      }
    }
    typist.has(
        "kinds.yaml",
        "space: kinds\ntemplates: [\"a photo of a {kind}\"]\nplain: {kind: [\"a {kind}\"]}\n"
            + "factors: {kind: {role: label, values: [duck, owl]}}\n");
    typist.with("--model DIR", "--model real").with("DIR", "own").with("FILE", "kinds.yaml");
    typist.types("java tools/clip/RandomClip.java vit-b-32 real");
    DocPage page = DocPage.of("docs/page.md");
    for (DocPage.Block block : page.blocks()) {
      for (String line : DocCommand.typedLines(block)) {
        typist.types(line);
        typist.stops("./idealstream demo"); // one machine does not carry four jobs
        typist.stops("./idealstream web");
      }
    }
    left(page);
    assertTrue(typist.said("./idealstream demo --pictures own --space").contains("each of them"));
  }

  @Test
  void vectors() throws Exception {
    python("numpy");
    HttpServer embedder = embedder();
    try {
      DocPage page = DocPage.of("docs/vectors.md");
      String settings =
          page.blocks()
                  .get(0)
                  .text()
                  .replace("texts.jsonl", "empty.jsonl")
                  .replace("normalize: false", "normalize: true")
              + "kafka: {bootstrap-servers: \"localhost:9092\"}\n";
      typist
          .has("job.yaml", settings)
          .has("empty.jsonl", "")
          .has(
              "cifar.yaml",
              "space: cifar\ntemplates: [\"a photo of a {thing}\"]\n"
                  + "plain: {thing: [\"a {thing}\"]}\n"
                  + "factors: {thing: {role: label, values: [cat, dog]}}\n")
          .has("ids.txt", "a\nb\nc\n")
          .has("values.csv", "thing\ncat\ndog\n\n")
          .with(" ID ", " openai/clip-vit-base-patch32 ")
          .with("http://localhost:8000", "http://localhost:" + embedder.getAddress().getPort());
      typist.types(
          "python3 -c \"import numpy as np; x = np.random.default_rng(1).standard_normal((3, 512));"
              + " np.save('pictures.npy', x / np.linalg.norm(x, axis=1, keepdims=True))\"");
      broker("job.yaml");
      typist.types("./idealstream run --config job.yaml");
      typist.types("./idealstream publish spaces cifar.yaml --config job.yaml");
      typist.follows(page);
      left(page);
      assertEquals(4, Files.readAllLines(typist.desk().resolve("texts.txt")).size());
      typist.await("./idealstream tail labels --from-beginning --seconds 5", "\"id\":\"c\"");
    } finally {
      embedder.stop(0);
    }
  }

  @Test
  void sizing() throws Exception {
    typist.types("java tools/clip/RandomClip.java vit-b-32 my-clip");
    typist.has("my-job.yaml", "model: {folder: my-clip}\nparallelism: 6\nbatch: {size: 32}\n");
    whole("docs/sizing.md");
  }

  @Test
  void delivery() throws Exception {
    typist.has("latency.yaml", "kafka: {bootstrap-servers: \"localhost:9092\"}\n");
    typist.with("FILE", "latency.yaml");
    whole("docs/delivery.md");
  }

  @Test
  void drift() throws Exception {
    whole("docs/drift.md");
    assertTrue(typist.said("./idealstream drift power").contains("found within"));
  }

  /** Dates of the pages, in place of which the last day is asked for. */
  private void days() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    typist
        .with("2026-03-01T00:00:00Z", now.minus(1, ChronoUnit.DAYS))
        .with("2026-03-02T00:00:00Z", now);
  }

  private static String policy(String name, String query) {
    return """
        policy: %s
        when: hits.exists(h, h.query == "%s")
        action: {name: review, queue: pets}
        reason: {code: DOG-1, text: "A dog"}
        """
        .formatted(name, query);
  }

  /** A service that answers each text with a vector of its own. */
  private static HttpServer embedder() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/embed",
        exchange -> {
          String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          int texts = asked.split("\", \"").length;
          String vectors =
              IntStream.range(0, texts)
                  .mapToObj(
                      text ->
                          new Random(text)
                              .doubles(512, -1, 1)
                              .mapToObj(String::valueOf)
                              .collect(Collectors.joining(",", "[", "]")))
                  .collect(Collectors.joining(",", "{\"vectors\":[", "]}"));
          byte[] answer = vectors.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
