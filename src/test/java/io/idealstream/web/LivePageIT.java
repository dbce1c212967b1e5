package io.idealstream.web;

import static io.idealstream.web.board.BoardRecords.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Polling;
import io.idealstream.job.JobSettings;
import io.idealstream.job.SettingsReader;
import io.idealstream.web.board.BoardRecords;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.VerdictState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser sees it, of topics that the test writes. */
class LivePageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String TOKEN = "0123456789abcdef";

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private JobSettings job;
  private LivePage page;

  @BeforeEach
  void createTopics() throws Exception {
    kafka.createTopics(2);
    job =
        SettingsReader.read(
            Files.writeString(
                folder.resolve("job.yaml"),
                """
                kafka: {bootstrap-servers: "%s", group: page-%s}
                topics: {prefix: "%s"}
                """
                    .formatted(kafka.bootstrapServers(), kafka.prefix(), kafka.prefix())));
  }

  @AfterEach
  void close() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void everyCountOnThePageIsThatOfItsTopic() throws Exception {
    open(local());
    int images = 400;
    try (Publisher publisher = publisher()) {
      for (int i = 0; i < images; i++) {
        String id = "i" + i;
        send(publisher, Topic.IMAGES, BoardRecords.image("cam" + i % 3, id, "a bird"));
        send(
            publisher,
            Topic.LABELS,
            BoardRecords.label("cam" + i % 3, id, "birds", "landbird", "waterbird"));
        if (i % 5 == 0) {
          send(publisher, Topic.HITS, BoardRecords.hit("q", "cam" + i % 3, id, 0.5));
        }
        if (i % 4 == 0) {
          VerdictState state = VerdictState.values()[i / 4 % 3];
          PolicyVerdict one = BoardRecords.verdict("one", state, false);
          PolicyVerdict two = BoardRecords.verdict("two", state, true);
          send(publisher, Topic.DECISIONS, BoardRecords.decision("cam" + i % 3, id, one, two));
        } else if (i % 40 == 1) {
          send(publisher, Topic.DECISIONS, BoardRecords.decision("cam" + i % 3, id));
        }
      }
      publisher.send(
          kafka.name(Topic.IMAGES), new Outgoing(null, "broken".getBytes(UTF_8), List.of()));
      publisher.send(
          kafka.name(Topic.DEAD_LETTERS),
          new Outgoing(null, "broken".getBytes(UTF_8), List.of(Header.of("reason", "not-json"))));
      send(publisher, Topic.WORDS, BoardRecords.word("birds", "waterbird", 1, 1, 0));
      send(publisher, Topic.WORDS, BoardRecords.head("birds", 1));
      publisher.flush();
    }
    writeAndAbort(17);
    JsonNode state = awaitCount("images", images + 1);
    for (Map.Entry<String, Topic<?>> counted :
        Map.<String, Topic<?>>of(
                "images", Topic.IMAGES,
                "captions", Topic.CAPTIONS,
                "labels", Topic.LABELS,
                "hits", Topic.HITS,
                "decisions", Topic.DECISIONS,
                "words", Topic.WORDS,
                "deadLetters", Topic.DEAD_LETTERS,
                "quality", Topic.QUALITY)
            .entrySet()) {
      assertEquals(
          records(counted.getValue()).size(),
          awaitAllRead().get("counts").get(counted.getKey()).intValue(),
          counted.getKey());
    }
    assertEquals(400, awaitAllRead().get("counts").get("labels").intValue());
    assertEquals(80, state().get("queries").get(0).get("hits").intValue());
    assertEquals(1, state().get("deadLetters").get("byReason").get("not-json").intValue());
    assertDecisions(state().get("decisions"));
    assertFalse(state.get("items").isEmpty());
    assertEquals(Set.of("cam0", "cam1", "cam2"), feeds(state()));
  }

  /** The same as whoever counts the topic finds. */
  private void assertDecisions(JsonNode decisions) throws Exception {
    Map<String, Integer> counted = new TreeMap<>();
    for (TopicRecord record : records(Topic.DECISIONS)) {
      Decision decision = Topic.DECISIONS.decode(record);
      String action = decision.action() == null ? "none" : decision.action().name();
      counted.merge(action, 1, Integer::sum);
      for (PolicyVerdict verdict : decision.policies()) {
        boolean shadow = verdict.shadow() && verdict.state() == VerdictState.FIRED;
        String said = shadow ? "shadow" : verdict.state().name();
        counted.merge(verdict.policy() + " " + said, 1, Integer::sum);
      }
      decision.sampled().forEach(one -> counted.merge(one.policy() + " sampled", 1, Integer::sum));
    }
    Map<String, Integer> shown = new TreeMap<>();
    shown.put("none", decisions.get("withoutAction").intValue());
    decisions
        .get("actions")
        .forEach(one -> shown.put(one.get("name").textValue(), one.get("decisions").intValue()));
    for (JsonNode policy : decisions.get("policies")) {
      String name = policy.get("policy").textValue();
      shown.put(name + " FIRED", policy.get("fired").intValue());
      shown.put(name + " shadow", policy.get("shadow").intValue());
      shown.put(name + " HELD_BACK", policy.get("heldBack").intValue());
      shown.put(name + " FAILED", policy.get("failed").intValue());
      shown.put(name + " sampled", policy.get("sampled").intValue());
    }
    shown.values().removeIf(number -> number == 0);
    assertEquals(counted, shown);
    assertEquals(34, shown.get("review"));
    assertEquals(34, shown.get("two shadow"));
    assertEquals(10, shown.get("look sampled"));
    assertEquals(110, decisions.get("total").intValue());
    assertEquals(100, decisions.get("latest").size());

    JsonNode latest = decisions.get("latest").get(0);
    String asked =
        "/api/decision?feed=%s&id=%s&at="
            .formatted(latest.get("feed").textValue(), latest.get("id").textValue());
    JsonNode whole = tree(get(asked + latest.get("at").longValue()));
    JsonNode answer = whole.get("evidence").get("labels").get(0).get("factors").get("bird");
    assertEquals("waterbird", answer.get("label").textValue());
    assertEquals("landbird", answer.get("raw").get("label").textValue());
    assertEquals("q", whole.get("evidence").get("hits").get(0).get("query").textValue());
    assertProblem(404, get(asked + 1));
    assertProblem(400, get(asked + "x"));
    assertProblem(400, get("/api/decision?feed=cam0&at=1"));
  }

  @Test
  void aPictureIsServedSmallAndHostileTextsAsText() throws Exception {
    open(local());
    String hostile = "</script><b>\u0000\u001b[2J\u202eabc";
    try (Publisher publisher = publisher()) {
      send(publisher, Topic.IMAGES, BoardRecords.image("cam", "<id>", hostile));
      publisher.send(
          kafka.name(Topic.IMAGES),
          new Outgoing(
              "cam".getBytes(UTF_8),
              Pictures.plain(320, 200, 0xff0000),
              List.of(Header.of("content-type", "image/png"), Header.of("id", "p"))));
    }
    JsonNode shown = awaitPicture();
    assertEquals(320, shown.get("width").intValue());
    HttpResponse<byte[]> picture =
        client.send(
            request(shown.get("picture").textValue()).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, picture.statusCode());
    assertEquals("image/jpeg", picture.headers().firstValue("Content-Type").orElseThrow());
    assertEquals((byte) 0xff, picture.body()[0]);
    HttpResponse<String> item = get("/api/item?feed=cam&id=%3Cid%3E");
    assertEquals(200, item.statusCode());
    assertTrue(
        item.headers().firstValue("Content-Type").orElseThrow().startsWith("application/json"));
    assertEquals("nosniff", item.headers().firstValue("X-Content-Type-Options").orElseThrow());
    assertFalse(
        item.headers().firstValue("Content-Security-Policy").orElseThrow().contains("unsafe"));
    assertEquals(hostile, tree(item).get("item").get("caption").textValue());
    assertProblem(404, get("/api/item?feed=cam&id=none"));
    assertProblem(400, get("/api/item?feed=cam"));
    assertProblem(404, get("/api/picture/0-0.jpg"));
    assertProblem(404, get("/api/nothing"));
  }

  @Test
  void aPageElsewhereMayNotAsk() throws Exception {
    open(local());
    assertEquals(421, statusWithHost("evil.example:" + port()));
    assertEquals(200, statusWithHost("localhost:" + port()));
    assertEquals(200, statusWithHost("[::1]:" + port()));
    assertProblem(403, send(request("/api/state").header("Sec-Fetch-Site", "cross-site").build()));
    assertProblem(403, send(request("/api/state").header("Origin", "http://evil.example").build()));
    assertEquals(
        200,
        send(request("/api/state").header("Sec-Fetch-Site", "same-origin").build()).statusCode());
    assertEquals(
        "same-origin",
        get("/api/state").headers().firstValue("Cross-Origin-Resource-Policy").orElseThrow());
  }

  @Test
  void withoutLeaveNothingIsWritten() throws Exception {
    open(local());
    assertProblem(403, write("/api/feedback", FEEDBACK, cookie()));
    assertFalse(state().get("allowWrites").booleanValue());
    assertEquals(List.of(), records(Topic.FEEDBACK));
  }

  private static final String FEEDBACK =
      "{\"feed\":\"cam\",\"id\":\"i1\",\"values\":{\"bird\":[\"waterbird\"]},\"by\":\"ann\"}";

  @Test
  void writesGoToTopicsFromThePageAlone() throws Exception {
    open(local().withWrites());
    String cookie = cookie();
    assertProblem(401, write("/api/feedback", FEEDBACK, "idealstream=guess"));
    assertProblem(
        403,
        send(
            request("/api/feedback")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(FEEDBACK))
                .build()));
    assertProblem(400, write("/api/feedback", "{", cookie));
    assertProblem(400, write("/api/feedback", "{\"id\":\"i1\",\"values\":{}}", cookie));
    assertProblem(413, write("/api/feedback", "x".repeat(70_000), cookie));
    assertEquals(List.of(), records(Topic.FEEDBACK));

    assertEquals(202, write("/api/feedback", FEEDBACK, cookie).statusCode());
    var said = new FeedbackReader(ReadingLimits.DEFAULT).read(records(Topic.FEEDBACK).get(0));
    assertEquals("i1", said.id());
    assertEquals(Map.of("bird", List.of("waterbird")), said.values());
    assertEquals("ann", said.source());

    HttpResponse<String> query =
        write(
            "/api/queries",
            "{\"id\":\"q/1\",\"text\":\"a bird\",\"threshold\":0.25,"
                + "\"minus\":[{\"text\":\"water\",\"weight\":0.5}]}",
            cookie);
    assertEquals(202, query.statusCode(), query::body);
    assertEquals("q/1", tree(query).get("id").textValue());
    HttpResponse<String> removal =
        send(written(request("/api/queries/q%2F1"), cookie).DELETE().build());
    assertEquals(202, removal.statusCode(), removal::body);
    List<TopicRecord> queries = records(Topic.QUERIES);
    assertEquals(0.25, Topic.QUERIES.decode(queries.get(0)).threshold());
    assertEquals(0.5, Topic.QUERIES.decode(queries.get(0)).minus().get(0).scale());
    assertEquals("q/1", new String(queries.get(1).key(), UTF_8));
    assertEquals(null, queries.get(1).value());

    HttpResponse<String> act =
        write(
            "/api/controls",
            "{\"act\":\"mute\",\"space\":\"birds\",\"feed\":\"cam\",\"by\":\"ann\",\"reason\":\"snow\"}",
            cookie);
    assertEquals(202, act.statusCode(), act::body);
    assertProblem(400, write("/api/controls", "{\"act\":\"dance\",\"space\":\"birds\"}", cookie));
    var control = Topic.CONTROLS.decode(records(Topic.CONTROLS).get(0));
    assertEquals("cam", control.feed());
    assertEquals("ann", control.by());
    assertEquals("snow", control.reason());
  }

  /** By a clock that stands still: all of it happens in one second, however slow the machine. */
  @Test
  void tooManyWritesASecondAreRefused() throws Exception {
    page = LivePage.open(local().withWrites(), job, () -> 0);
    String cookie = cookie();
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      statuses.add(write("/api/feedback", "{}", cookie).statusCode());
    }
    List<Integer> expected = new ArrayList<>(Collections.nCopies(20, 400));
    expected.addAll(List.of(429, 429));
    assertEquals(expected, statuses);
  }

  @Test
  void anotherAddressNeedsTheToken() throws Exception {
    open(
        new WebSettings(
            "test",
            WebSettings.LOOPBACK,
            OptionalInt.of(0),
            Optional.of(TOKEN),
            Set.of(),
            false,
            Duration.ofMinutes(15)));
    assertProblem(401, get("/api/state"));
    assertProblem(401, get("/"));
    assertProblem(401, get("/api/events"));
    assertProblem(401, get("/?token=guess"));
    HttpResponse<String> login = get("/?token=" + TOKEN);
    assertEquals(303, login.statusCode());
    assertTrue(login.headers().firstValue("Location").orElseThrow().endsWith("/"));
    String setCookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(setCookie.contains("HttpOnly") && setCookie.contains("SameSite=Strict"), setCookie);
    String cookie = setCookie.substring(0, setCookie.indexOf(';'));
    assertEquals(200, send(request("/api/state").header("Cookie", cookie).build()).statusCode());
    assertEquals(200, send(request("/").header("Cookie", cookie).build()).statusCode());
    HttpResponse<String> posted =
        send(
            request("/api/login")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + TOKEN + "\"}"))
                .build());
    assertEquals(200, posted.statusCode(), posted::body);
    List<Integer> guesses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      guesses.add(get("/?token=guess" + i).statusCode());
    }
    assertTrue(guesses.contains(429), guesses::toString);
  }

  @Test
  void eventsTellTheSameTotals() throws Exception {
    open(local());
    HttpResponse<Stream<String>> events =
        client.send(
            request("/api/events").header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofLines());
    try (Publisher publisher = publisher();
        Stream<String> lines = events.body()) {
      for (int i = 0; i < 50; i++) {
        send(publisher, Topic.IMAGES, BoardRecords.image("cam", "i" + i, null));
      }
      publisher.flush();
      List<String> seen = new ArrayList<>();
      boolean told =
          lines
              .peek(line -> seen.add(line.substring(0, Math.min(40, line.length()))))
              .filter(line -> line.startsWith("data: {\"time\""))
              .limit(60)
              .anyMatch(
                  line ->
                      line.contains("\"counts\":{\"images\":50,") && seen.contains("event: items"));
      assertTrue(told, seen::toString);
    }
  }

  @Test
  void manySpacesAndQueriesFit() throws Exception {
    String space =
        """
        {"space": "s%d",
         "factors": {"bird": {"role": "label", "values": ["landbird", "waterbird"]},
                     "place": {"role": "spurious", "values": ["land", "water"]}},
         "templates": ["a {bird} on {place}"], "plain": {"bird": ["a {bird}"]}}
        """;
    try (Publisher publisher = publisher()) {
      for (int i = 0; i < 200; i++) {
        byte[] key = ("s" + i).getBytes(UTF_8);
        byte[] value = space.formatted(i).getBytes(UTF_8);
        new SpaceReader().read(new TopicRecord("spaces", 0, 0, 0, key, value, List.of()));
        publisher.send(kafka.name(Topic.SPACES), new Outgoing(key, value, List.of()));
      }
      for (int i = 0; i < 1000; i++) {
        send(
            publisher,
            Topic.QUERIES,
            new Query(
                "q" + i,
                "a bird " + i,
                null,
                null,
                0.5,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
      }
    }
    open(local());
    awaitAllRead();
    JsonNode state = state();
    assertEquals(200, state.get("spaces").size());
    assertEquals(1000, state.get("queries").size());
    assertEquals(0, state.get("now").get("leftOut").get("queries").intValue());
    assertEquals(
        "spurious", state.get("spaces").get(0).get("factors").get(1).get("role").textValue());
  }

  @Test
  void aPictureOfFiveMegabytesIsShownSmall() throws Exception {
    open(local());
    byte[] large = Pictures.noise(1, 1300);
    assertTrue(large.length > 5_000_000, () -> large.length + " bytes");
    try (Publisher publisher = publisher()) {
      publisher.send(
          kafka.name(Topic.IMAGES),
          new Outgoing(
              "cam".getBytes(UTF_8),
              large,
              List.of(Header.of("content-type", "image/png"), Header.of("id", "p"))));
    }
    JsonNode shown = awaitPicture();
    assertEquals(1300, shown.get("width").intValue());
    HttpResponse<byte[]> picture =
        client.send(
            request(shown.get("picture").textValue()).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertTrue(picture.body().length < 50_000, () -> picture.body().length + " bytes");
  }

  @Test
  void whatIsOlderIsPassedOver() throws Exception {
    try (Publisher publisher = publisher()) {
      publisher.send(
          kafka.name(Topic.IMAGES),
          Topic.IMAGES.message(BoardRecords.image("cam", "old", null), Encoding.JSON),
          NOON);
      send(publisher, Topic.IMAGES, BoardRecords.image("cam", "new", null));
    }
    open(local());
    assertEquals(1, awaitAllRead().get("counts").get("images").intValue());
    assertEquals("new", state().get("items").get(0).get("id").textValue());
  }

  /** Records that no reader of committed records may count. */
  private void writeAndAbort(int number) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "transactional.id",
            kafka.prefix() + "x");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < number; i++) {
        producer.send(new ProducerRecord<>(kafka.name(Topic.LABELS), new byte[] {1}));
      }
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static WebSettings local() {
    return WebSettings.local("test").at(OptionalInt.of(0));
  }

  private void open(WebSettings settings) throws Exception {
    page = LivePage.open(settings, job);
  }

  private Publisher publisher() {
    return Publisher.to(kafka.connection(), List.of(kafka.name(Topic.IMAGES)));
  }

  private <T> void send(Publisher publisher, Topic<T> topic, T value) {
    publisher.send(kafka.name(topic), topic.message(value, Encoding.JSON));
  }

  private List<TopicRecord> records(Topic<?> topic) {
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(topic)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      return tail.toEnd(PATIENCE);
    }
  }

  private JsonNode awaitCount(String name, int number) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode state = state();
    while (state.get("now").get("counts").get(name).intValue() < number
        && System.nanoTime() - end < 0) {
      Polling.pause(50);
      state = state();
    }
    assertEquals(number, state.get("now").get("counts").get(name).intValue());
    return state;
  }

  /** The event {@code now} once nothing is left to read. */
  private JsonNode awaitAllRead() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode now = state().get("now");
    while (!isAllRead(now) && System.nanoTime() - end < 0) {
      Polling.pause(50);
      now = state().get("now");
    }
    assertTrue(isAllRead(now), now::toString);
    return now;
  }

  private static boolean isAllRead(JsonNode now) {
    if (now.get("reading").isEmpty()) {
      return false;
    }
    for (JsonNode behind : now.get("reading")) {
      if (behind.isNull() || behind.longValue() > 0) {
        return false;
      }
    }
    return true;
  }

  private JsonNode awaitPicture() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      for (JsonNode item : state().get("items")) {
        if (item.get("picture").isTextual()) {
          return item;
        }
      }
      Polling.pause(50);
    }
    throw new AssertionError("no picture: " + state());
  }

  private static Set<String> feeds(JsonNode state) {
    Set<String> feeds = new java.util.TreeSet<>();
    state.get("feeds").forEach(feed -> feeds.add(feed.textValue()));
    return feeds;
  }

  private String port() {
    return page.address().replaceFirst(".*:", "");
  }

  private int statusWithHost(String host) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port()))) {
      socket
          .getOutputStream()
          .write(
              "GET /api/state HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(UTF_8));
      String first =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
      return Integer.parseInt(first.split(" ")[1]);
    }
  }

  private String cookie() throws Exception {
    String cookie = get("/").headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private HttpResponse<String> write(String path, String body, String cookie) throws Exception {
    return send(
        written(request(path), cookie).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private static HttpRequest.Builder written(HttpRequest.Builder request, String cookie) {
    return request
        .header("Cookie", cookie)
        .header("X-Idealstream", "write")
        .header("Sec-Fetch-Site", "same-origin");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(page.address() + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void assertProblem(int status, HttpResponse<String> answer) throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertFalse(tree(answer).get("problem").textValue().isBlank());
  }

  private JsonNode state() throws Exception {
    return tree(get("/api/state"));
  }

  private static JsonNode tree(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
