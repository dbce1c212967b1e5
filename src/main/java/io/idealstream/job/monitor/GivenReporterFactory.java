package io.idealstream.job.monitor;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * By this Flink finds a reporter that is there already: Flink makes its reporters by itself, by the
 * names of factories. Which of the reporters of this process is meant says the property {@value
 * #ID}.
 */
public final class GivenReporterFactory implements MetricReporterFactory {

  private static final String ID = "id";

  private static final Map<String, MetricReporter> REPORTERS = new ConcurrentHashMap<>();

  /**
   * Lets a cluster report to a reporter, beside those that users name.
   *
   * @param name of the reporter among the cluster's
   * @param flink settings of the cluster
   * @return by which it is taken back
   */
  static String give(String name, MetricReporter reporter, Configuration flink) {
    String id = UUID.randomUUID().toString();
    REPORTERS.put(id, reporter);
    String prefix = ConfigConstants.METRICS_REPORTER_PREFIX + name + ".";
    flink.setString(
        prefix + MetricOptions.REPORTER_FACTORY_CLASS.key(), GivenReporterFactory.class.getName());
    flink.setString(prefix + ID, id);
    flink
        .getOptional(MetricOptions.REPORTERS_LIST)
        .filter(named -> !named.isBlank())
        .ifPresent(named -> flink.set(MetricOptions.REPORTERS_LIST, named + "," + name));
    return id;
  }

  static void takeBack(String id) {
    REPORTERS.remove(id);
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return REPORTERS.getOrDefault(properties.getProperty(ID, ""), Nobody.INSTANCE);
  }

  /** Of a job that is over already nobody wants to know. */
  private enum Nobody implements MetricReporter {
    INSTANCE;

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {}

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
  }
}
