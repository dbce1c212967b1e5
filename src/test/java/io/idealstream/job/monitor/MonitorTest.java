package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.KafkaConnection;
import io.idealstream.job.monitor.JobState.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.junit.jupiter.api.Test;

class MonitorTest {

  /** Nothing listens there. */
  private static final KafkaConnection NOWHERE = KafkaConnection.to("127.0.0.1:1");

  @Test
  void eachOfSeveralJobsReportsToItsOwnMonitor() {
    try (Monitor one = monitor();
        Monitor other = monitor()) {
      report(reporters(configuration(one, "")).get(0), 3);
      report(reporters(configuration(other, "")).get(0), 4);
      assertEquals(3, images(one));
      assertEquals(4, images(other));
    }
  }

  @Test
  void reportersThatAUserNamesAreKept() {
    try (Monitor monitor = monitor()) {
      Configuration flink = configuration(monitor, "mine");
      assertEquals("mine,idealstream", flink.get(MetricOptions.REPORTERS_LIST));
      assertEquals(2, reporters(flink).size());
      assertEquals(1, reporters(configuration(monitor, "")).size());
    }
  }

  private static Configuration configuration(Monitor monitor, String named) {
    Configuration flink = new Configuration();
    if (!named.isEmpty()) {
      flink.set(MetricOptions.REPORTERS_LIST, named);
      flink.setString("metrics.reporter.mine.factory.class", GivenReporterFactory.class.getName());
    }
    monitor.configure(flink);
    return flink;
  }

  private static Monitor monitor() {
    return Monitor.start(NOWHERE, "group", Map.of("images", "i"), Lag.fromBeginning());
  }

  /** Those that a cluster makes. */
  private static List<ReporterSetup> reporters(Configuration flink) {
    return ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
        flink, DefaultReporterFilters::metricsFromConfiguration, null);
  }

  private static void report(ReporterSetup reporter, long images) {
    SimpleCounter counter = new SimpleCounter();
    counter.inc(images);
    reporter
        .getReporter()
        .notifyOfAddedMetric(
            counter,
            "numRecordsIn",
            Metrics.scope("read images records", "numRecordsIn", Map.of()));
  }

  private static long images(Monitor monitor) {
    JobState state = new JobState(Instant.EPOCH, Phase.RUNNING, Instant.EPOCH, Checkpoints.NONE);
    return monitor.snapshot(state).traffic().images().total();
  }
}
