package io.idealstream.job.monitor;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * By this Flink finds a job's {@link JobMetrics}: a service, which it makes by itself. Which of the
 * jobs of this process is meant says the property {@value #ID}.
 */
public final class JobMetricsReporterFactory implements MetricReporterFactory {

  static final String ID = "id";

  private static final Map<String, JobMetrics> JOBS = new ConcurrentHashMap<>();

  static void put(String id, JobMetrics metrics) {
    JOBS.put(id, metrics);
  }

  static void remove(String id) {
    JOBS.remove(id);
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    // of a job that is over already nobody wants to know
    return new Reporter(JOBS.getOrDefault(properties.getProperty(ID, ""), new JobMetrics()));
  }

  private record Reporter(JobMetrics metrics) implements MetricReporter {

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      metrics.add(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      metrics.remove(metric, name, group);
    }
  }
}
