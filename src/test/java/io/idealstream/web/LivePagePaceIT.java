package io.idealstream.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.client.Publisher;
import io.idealstream.fixtures.Browser;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Polling;
import io.idealstream.job.SettingsReader;
import io.idealstream.web.board.BoardRecords;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand records a second, among them pictures, one of which has 5 MB each second, while
 * somebody follows, and a tab of a real browser where there is one: no count is lost, the memory of
 * both stays as it is, and the page answers. Run by the profile {@code slow}.
 */
class LivePagePaceIT {

  private static final int SECONDS = Integer.getInteger("page.seconds", 0);
  private static final int VECTORS = 200;
  private static final int PICTURES = 50;
  private static final int CAPTIONS = 250;
  private static final int LABELS = 400;
  private static final int HITS = 99;
  private static final int EACH_SECOND = VECTORS + PICTURES + CAPTIONS + LABELS + HITS + 1;
  private static final long GROWTH = 96L << 20;
  private static final long TAB_GROWTH_KIB = 4 << 10;
  private static final long SLOWEST_MILLIS = 5000;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final byte[] small = Pictures.noise(1, 64);
  private final byte[] large = Pictures.noise(2, 1300);
  private final List<Long> answers = new ArrayList<>();
  private final List<Long> heaps = new ArrayList<>();
  private LivePage page;
  private Tab tab;

  @AfterEach
  void close() throws Exception {
    if (tab != null) {
      tab.close();
    }
  }

  @Test
  void aThousandRecordsASecondLoseNoCount() throws Exception {
    assumeTrue(SECONDS > 0, "in the slow profile alone");
    assertEquals(1000, EACH_SECOND);
    kafka.createTopics(2);
    open();
    AtomicLong events = new AtomicLong();
    Thread follower = follow(events);
    if (Browser.whyNone().isEmpty()) {
      tab = Tab.open(page.address());
    }
    long began = System.nanoTime();
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name(Topic.IMAGES)))) {
      for (int second = 0; second < SECONDS; second++) {
        send(publisher, second);
        look(second);
        while (System.nanoTime() - began < (second + 1) * 1_000_000_000L) {
          Polling.pause(10);
        }
      }
    }
    double took = (System.nanoTime() - began) / 1e9;
    JsonNode now = awaitAllRead();
    if (tab != null) {
      tab.assertCounts(page.address(), "images", SECONDS * (VECTORS + PICTURES + 1));
      tab.assertCounts(page.address(), "labels", SECONDS * LABELS);
      tab.assertLasts(TAB_GROWTH_KIB, SLOWEST_MILLIS);
    }
    page.close();
    follower.join();
    answers.sort(null);
    System.out.printf(
        "%d records in %.0f s, %d lines of events, state answered within %d ms (median), %d ms at"
            + " most; heap in MiB %s; left out %s%n",
        SECONDS * (long) EACH_SECOND,
        took,
        events.get(),
        answers.get(answers.size() / 2),
        answers.get(answers.size() - 1),
        heaps,
        now.get("leftOut"));
    JsonNode counts = now.get("counts");
    assertEquals(SECONDS * (VECTORS + PICTURES + 1), counts.get("images").intValue());
    assertEquals(SECONDS * CAPTIONS, counts.get("captions").intValue());
    assertEquals(SECONDS * LABELS, counts.get("labels").intValue());
    assertEquals(SECONDS * HITS, counts.get("hits").intValue());
    assertTrue(events.get() > SECONDS, events::toString);
    assertTrue(answers.get(answers.size() - 1) < SLOWEST_MILLIS, answers::toString);
    long early = heaps.get(heaps.size() / 3);
    assertTrue(heaps.get(heaps.size() - 1) <= early + (GROWTH >> 20), heaps::toString);
  }

  private void open() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            kafka: {bootstrap-servers: "%s", group: page}
            topics: {prefix: "%s"}
            """
                .formatted(kafka.bootstrapServers(), kafka.prefix()));
    page =
        LivePage.open(WebSettings.local("test").at(OptionalInt.of(0)), SettingsReader.read(file));
  }

  private String name(Topic<?> topic) {
    return kafka.name(topic);
  }

  private void send(Publisher publisher, int second) {
    for (int i = 0; i < VECTORS; i++) {
      String id = second + "-" + i;
      publish(publisher, Topic.IMAGES, BoardRecords.image("cam" + i % 5, id, "a bird"));
      publish(
          publisher,
          Topic.LABELS,
          BoardRecords.label("cam" + i % 5, id, "birds", "landbird", "waterbird"));
      publish(
          publisher,
          Topic.LABELS,
          BoardRecords.label("cam" + i % 5, id, "others", "landbird", "waterbird"));
    }
    for (int i = 0; i < PICTURES; i++) {
      picture(publisher, second + "-p" + i, small);
    }
    picture(publisher, second + "-large", large);
    for (int i = 0; i < CAPTIONS; i++) {
      publisher.send(
          name(Topic.CAPTIONS),
          new Outgoing(
              "cam0".getBytes(UTF_8),
              "{\"id\":\"%d-%d\",\"text\":\"a bird\"}".formatted(second, i).getBytes(UTF_8),
              List.of()));
    }
    for (int i = 0; i < HITS; i++) {
      publish(publisher, Topic.HITS, BoardRecords.hit("q" + i % 9, "cam0", second + "-" + i, 0.5));
    }
  }

  private <T> void publish(Publisher publisher, Topic<T> topic, T value) {
    publisher.send(name(topic), topic.message(value, Encoding.JSON));
  }

  private void picture(Publisher publisher, String id, byte[] encoded) {
    publisher.send(
        name(Topic.IMAGES),
        new Outgoing(
            "pictures".getBytes(UTF_8),
            encoded,
            List.of(Header.of(Header.CONTENT_TYPE, "image/png"), Header.of("id", id))));
  }

  private void look(int second) throws Exception {
    if (second % 10 == 5) {
      long asked = System.nanoTime();
      state();
      answers.add((System.nanoTime() - asked) / 1_000_000);
    }
    if (second % 30 == 15 || second == SECONDS - 1) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      heaps.add(runtime.totalMemory() - runtime.freeMemory() >> 20);
      if (tab != null) {
        tab.look();
      }
    }
  }

  private Thread follow(AtomicLong events) {
    Thread follower =
        new Thread(
            () ->
                client
                    .sendAsync(
                        HttpRequest.newBuilder(URI.create(page.address() + "/api/events"))
                            .header("Accept", "text/event-stream")
                            .build(),
                        HttpResponse.BodyHandlers.ofLines())
                    .join()
                    .body()
                    .forEach(line -> events.incrementAndGet()));
    follower.setUncaughtExceptionHandler((ending, closed) -> {});
    follower.start();
    return follower;
  }

  private JsonNode awaitAllRead() throws Exception {
    JsonNode now = state().get("now");
    for (int i = 0; i < 600 && !isAllRead(now); i++) {
      Polling.pause(100);
      now = state().get("now");
    }
    assertTrue(isAllRead(now), now.get("reading")::toString);
    return now;
  }

  private static boolean isAllRead(JsonNode now) {
    for (JsonNode behind : now.get("reading")) {
      if (behind.isNull() || behind.longValue() > 0) {
        return false;
      }
    }
    return true;
  }

  private JsonNode state() throws Exception {
    return new ObjectMapper()
        .readTree(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(page.address() + "/api/state")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
  }
}
