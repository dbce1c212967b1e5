package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Sockets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.junit.jupiter.api.Test;

class PrometheusEndpointTest {
  private static final Map<String, Long> BUDGET = Map.of("RocksDB", 7L, "the model's weights", 35L);

  private final Configuration flink = new Configuration();

  @Test
  void whatFlinkReportsIsThereUnderItsNamesAndNoTwoFeedsBecomeOne() throws Exception {
    PrometheusEndpoint endpoint = PrometheusEndpoint.open(0, BUDGET, flink);
    try {
      MetricReporter reporter = reporter();
      report(reporter, "cam-1", 3);
      report(reporter, "cam_1", 4);
      List<String> lines = get(endpoint.port()).lines().toList();
      for (String expected :
          List.of(
              "flink_taskmanager_job_task_operator_feed_score{feed=\"cam-1\",operator_name=\"watch feeds\",} 3.0",
              "flink_taskmanager_job_task_operator_feed_score{feed=\"cam_1\",operator_name=\"watch feeds\",} 4.0",
              "idealstream_memory_budget_bytes{part=\"RocksDB\",} 7.0",
              "idealstream_memory_budget_bytes{part=\"the model's weights\",} 35.0")) {
        assertTrue(lines.contains(expected), () -> expected + " in " + lines);
      }
    } finally {
      endpoint.close();
    }
  }

  @Test
  void memoryOutsideOfJavaIsWhatIsResidentLessWhatJavaHas() throws Exception {
    PrometheusEndpoint endpoint = PrometheusEndpoint.open(0, BUDGET, flink);
    try {
      String metrics = get(endpoint.port());
      double resident = memory(metrics, "resident");
      double java = memory(metrics, "java");
      assertTrue(resident > 10e6 && java > 10e6, metrics);
      assertEquals(Math.max(0, resident - java), memory(metrics, "native"));
    } finally {
      endpoint.close();
    }
  }

  @Test
  void otherMachinesDoNotReachIt() throws Exception {
    Set<String> before = new HashSet<>(Sockets.open(ProcessHandle.current()));
    PrometheusEndpoint endpoint = PrometheusEndpoint.open(0, BUDGET, flink);
    try {
      assertTrue(
          Sockets.listening(ProcessHandle.current()).stream()
              .anyMatch(address -> address.endsWith(":%04X".formatted(endpoint.port()))));
      Set<String> open = new HashSet<>(Sockets.open(ProcessHandle.current()));
      open.removeAll(before);
      assertEquals(Set.of(), open);
    } finally {
      endpoint.close();
    }
  }

  @Test
  void aTakenPortIsSaidInASentence() throws Exception {
    PrometheusEndpoint first = PrometheusEndpoint.open(0, BUDGET, flink);
    try {
      IOException taken =
          assertThrows(
              IOException.class, () -> PrometheusEndpoint.open(first.port(), BUDGET, flink));
      assertEquals(
          "metrics cannot be served at 127.0.0.1:" + first.port() + ": Address already in use",
          taken.getMessage());
    } finally {
      first.close();
    }
  }

  /** As a cluster makes it. */
  private MetricReporter reporter() {
    List<ReporterSetup> reporters =
        ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
            flink, DefaultReporterFilters::metricsFromConfiguration, null);
    assertEquals(1, reporters.size());
    return reporters.get(0).getReporter();
  }

  private static void report(MetricReporter reporter, String feed, int score) {
    reporter.notifyOfAddedMetric(
        (Gauge<Integer>) () -> score,
        "score",
        Metrics.scope("watch feeds", "feed.score", Map.of("<feed>", feed)));
  }

  private static double memory(String metrics, String part) {
    String begin = "idealstream_memory_bytes{part=\"" + part + "\",} ";
    return metrics
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(begin.length())))
        .findFirst()
        .orElseThrow();
  }

  private static String get(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            BodyHandlers.ofString())
        .body();
  }
}
