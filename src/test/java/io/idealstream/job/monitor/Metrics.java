package io.idealstream.job.monitor;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics as Flink's registry gives them to a reporter. */
final class Metrics {
  static final String OPERATOR = "taskmanager.job.task.operator";

  private final JobMetrics metrics = new JobMetrics();

  private record Group(String scope, Map<String, String> variables) {}

  /** A metric group as reporters see it. */
  private static final class Scope extends UnregisteredMetricsGroup
      implements LogicalScopeProvider {
    private final Group group;

    Scope(Group group) {
      this.group = group;
    }

    @Override
    public String getLogicalScope(CharacterFilter filter) {
      return getLogicalScope(filter, '.');
    }

    @Override
    public String getLogicalScope(CharacterFilter filter, char delimiter) {
      return group.scope.replace('.', delimiter);
    }

    @Override
    public MetricGroup getWrappedMetricGroup() {
      return this;
    }

    @Override
    public Map<String, String> getAllVariables() {
      return group.variables;
    }
  }

  JobMetrics metrics() {
    return metrics;
  }

  /** A subtask's counter that stands somewhere. */
  Counter counter(String operator, String name, long count) {
    return counter(operator, name, count, Map.of());
  }

  /** The same in groups that have values. */
  Counter counter(String operator, String path, long count, Map<String, String> groups) {
    Counter counter = new SimpleCounter();
    counter.inc(count);
    add(operator, path, counter, groups);
    return counter;
  }

  void gauge(String operator, String name, Number value) {
    gauge(operator, name, value, Map.of());
  }

  void gauge(String operator, String name, Number value, Map<String, String> groups) {
    add(operator, name, (Gauge<Number>) () -> value, groups);
  }

  void add(String operator, String path, Metric metric, Map<String, String> groups) {
    metrics.add(metric, name(path), scope(operator, path, groups));
  }

  void remove(String operator, String path, Metric metric) {
    remove(operator, path, metric, Map.of());
  }

  void remove(String operator, String path, Metric metric, Map<String, String> groups) {
    metrics.remove(metric, name(path), scope(operator, path, groups));
  }

  /** A metric of the job itself. */
  void ofJob(String name, Number value) {
    metrics.add(
        (Gauge<Number>) () -> value, name, new Scope(new Group("jobmanager.job", Map.of())));
  }

  /** A metric of another part of Flink, such as a task. */
  void elsewhere(String scope, String name, Metric metric) {
    metrics.add(metric, name, new Scope(new Group(scope, Map.of())));
  }

  static MetricGroup scope(String operator, String path, Map<String, String> groups) {
    Map<String, String> variables = new HashMap<>(groups);
    variables.put("<operator_name>", operator);
    int dot = path.lastIndexOf('.');
    return new Scope(
        new Group(dot < 0 ? OPERATOR : OPERATOR + "." + path.substring(0, dot), variables));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
