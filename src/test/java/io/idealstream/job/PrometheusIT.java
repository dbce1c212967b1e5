package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Programs;
import io.idealstream.fixtures.Prometheus;
import io.idealstream.wire.codec.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of metrics, the alert rules and the board, held against a job that runs. */
class PrometheusIT {
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final Path PAGE = Path.of("docs/metrics.md");
  private static final Path ALERTS = Path.of("docker/alerts.yml");
  private static final Path BOARD = Path.of("docker/grafana/boards/idealstream.json");

  /** What Flink and Kafka's clients tell of every operator. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "(num(Records|Bytes)|current(Input|Output|Send|Emit|Fetch)|Kafka|split_|watermark|sourceIdle"
              + "|pendingRecords|pendingBytes|errors|mailbox).*|.*[cC]ommittables");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z][^`]+)` \\|");
  private static final Pattern NAME = Pattern.compile("\\b(?:flink|idealstream)_\\w+");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir Path folder;

  private final List<String> news = Collections.synchronizedList(new ArrayList<>());
  private final int port = FreePort.next();
  private LiveRun run;

  @BeforeEach
  void start() {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), news::toString);
    topics.begin();
    MixedFeed feed = new MixedFeed(60);
    topics.send(Topic.IMAGES, feed.messages());
    OptionalInt none = OptionalInt.empty();
    run =
        LiveRun.start(
            LiveRun.settings(topics.settings(2) + "state: {folder: \"%s\"}\n".formatted(folder)),
            new RunOptions(
                Optional.empty(), false, false, Optional.empty(), none, none, OptionalInt.of(port)),
            news,
            seen -> {});
    topics.await(Topic.LABELS, feed.good());
    topics.await(Topic.WORDS, 2);
  }

  @AfterEach
  void stop() throws Exception {
    run.close();
  }

  @Test
  void whatIsScrapedIsOnThePageAndWhatTheBoardAsksForIsThere() throws Exception {
    Set<String> scraped = scraped();
    Set<String> documented = documented();
    Set<String> undocumented =
        scraped.stream()
            .filter(name -> name.startsWith(OPERATOR))
            .map(name -> name.substring(OPERATOR.length()))
            .filter(name -> !NOT_OURS.matcher(name).matches() && !documented.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), undocumented);

    List<String> alerts = queries(ALERTS, new ObjectMapper(new YAMLFactory()));
    List<String> panels = queries(BOARD, new ObjectMapper());
    assertTrue(alerts.size() > 10 && panels.size() > 25, alerts + " " + panels);
    for (String query : alerts) {
      assertKnown(query, scraped, documented);
    }
    for (String query : panels) {
      assertKnown(query, scraped, documented);
    }

    assumeTrue(Programs.find("prometheus").isPresent(), "no Prometheus on the PATH");
    try (Prometheus prometheus = Prometheus.scraping(port, folder)) {
      prometheus.await("rate(" + OPERATOR + "numRecordsIn[30s])");
      for (String query : alerts) {
        prometheus.ask(query);
      }
      for (String query : panels) {
        String asked = query.replace("$__rate_interval", "30s");
        if (scraped.containsAll(names(query))) {
          prometheus.await(
              asked); // after a scrape that took too long there is nothing until the next
        } else {
          prometheus.ask(asked);
        }
      }
    }
  }

  /** A name of a rare event may be missing from the scrape, but not from the page. */
  private static void assertKnown(String query, Set<String> scraped, Set<String> documented) {
    for (String name : names(query)) {
      assertTrue(
          scraped.contains(name)
              || (name.startsWith(OPERATOR)
                  && documented.contains(name.substring(OPERATOR.length()))),
          () -> name + " in " + query);
    }
  }

  private static Set<String> names(String query) {
    return NAME.matcher(query)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of a file of rules or a board: everything under {@code expr}. */
  private static List<String> queries(Path file, ObjectMapper reader) throws Exception {
    return reader.readTree(file.toFile()).findValuesAsText("expr");
  }

  private static Set<String> documented() throws Exception {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(row -> row.group(1).replaceAll("<[^>]*>\\.?", "").replace('.', '_'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> scraped() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
    String metrics =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString(UTF_8))
            .body();
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0].replaceAll("_count$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
