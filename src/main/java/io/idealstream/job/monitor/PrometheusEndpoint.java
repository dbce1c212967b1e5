package io.idealstream.job.monitor;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;

/**
 * All metrics of this process for Prometheus, on 127.0.0.1, under the names that Flink's own
 * reporter gives them on a cluster. That one listens on every address, and has no setting for it.
 */
public final class PrometheusEndpoint extends AbstractPrometheusReporter {
  private static final String NAME = "prometheus";
  private static final String HOST = "127.0.0.1";

  private final HTTPServer server;

  private PrometheusEndpoint(int port, Map<String, Long> budget) throws IOException {
    CollectorRegistry metrics = registry();
    server = new HTTPServer(new InetSocketAddress(HOST, port), metrics, true);
    new ProcessMemory(budget).register(metrics);
  }

  /**
   * Begins to answer {@code GET /metrics}; whoever runs the cluster that reports here closes it.
   *
   * @param port 0 for any free one
   * @param budget bytes of memory that is not Java's, by what may take them
   * @param flink gets the settings by which its cluster reports here
   * @throws IOException in a sentence, when the port is taken
   */
  public static PrometheusEndpoint open(int port, Map<String, Long> budget, Configuration flink)
      throws IOException {
    try {
      PrometheusEndpoint endpoint = new PrometheusEndpoint(port, budget);
      GivenReporterFactory.give(NAME, endpoint, flink);
      // names stay as they are, so that no two feeds become one
      flink.setString(
          ConfigConstants.METRICS_REPORTER_PREFIX + NAME + ".filterLabelValueCharacters", "false");
      return endpoint;
    } catch (IOException taken) {
      throw new IOException(
          "metrics cannot be served at %s:%d: %s".formatted(HOST, port, taken.getMessage()), taken);
    }
  }

  /** Where it listens. */
  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }

  /** What Flink collects, which it keeps from subclasses of other packages. */
  private CollectorRegistry registry() {
    try {
      Field registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
      registry.setAccessible(true);
      return (CollectorRegistry) registry.get(this);
    } catch (ReflectiveOperationException otherFlink) {
      throw new IllegalStateException("Flink's Prometheus reporter is another", otherFlink);
    }
  }
}
