package io.idealstream.job.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters and gauges of one job in this process, by operator and name, over all subtasks.
 *
 * <p>A job that restarts counts anew. What the subtasks before had counted is kept, so that a count
 * is that since the start and never falls; records that are read again are counted again.
 */
final class JobMetrics {

  /** Stands in the way of an operator's metrics, before the groups that the operator made. */
  private static final String OPERATORS = "taskmanager.job.task.operator";

  private static final String JOB = "jobmanager.job";

  /**
   * @param operator its name; empty for the job's own metrics
   * @param path groups and name, with dots between; values of groups are left out
   * @param value of the first group of a counter, where the group has values; else empty
   */
  private record Name(String operator, String path, String value) {

    Name(String operator, String path) {
      this(operator, path, "");
    }

    Name of(MetricGroup group) {
      int end = path.indexOf('.');
      return end < 0
          ? this
          : new Name(
              operator,
              path,
              group.getAllVariables().getOrDefault("<" + path.substring(0, end) + ">", ""));
    }
  }

  /**
   * One subtask's value of a gauge.
   *
   * @param groups values of the groups that have any, by key
   */
  record Reading(Map<String, String> groups, Number value) {}

  private static final class Count {
    private long before;
    private final Map<Counter, Boolean> now = new IdentityHashMap<>();

    long total() {
      return before + now.keySet().stream().mapToLong(Counter::getCount).sum();
    }
  }

  private final Map<Name, Count> counters = new HashMap<>();
  private final Map<Name, Map<Gauge<?>, Map<String, String>>> gauges = new HashMap<>();

  synchronized void add(Metric metric, String name, MetricGroup group) {
    Name full = name(name, group);
    if (full == null) {
      return;
    }
    if (metric instanceof Counter counter) {
      counters.computeIfAbsent(full.of(group), unseen -> new Count()).now.put(counter, true);
    } else if (metric instanceof Gauge<?> gauge) {
      gauges
          .computeIfAbsent(full, unseen -> new IdentityHashMap<>())
          .put(gauge, group.getAllVariables());
    }
  }

  synchronized void remove(Metric metric, String name, MetricGroup group) {
    Name full = name(name, group);
    if (full == null) {
      return;
    }
    if (metric instanceof Counter counter && counters.containsKey(full.of(group))) {
      Count count = counters.get(full.of(group));
      if (count.now.remove(counter) != null) {
        count.before += counter.getCount();
      }
    } else if (metric instanceof Gauge<?> gauge && gauges.containsKey(full)) {
      gauges.get(full).remove(gauge);
    }
  }

  /** What the subtasks of an operator have counted since the start; 0 where it has no such. */
  synchronized long count(String operator, String path) {
    Count count = counters.get(new Name(operator, path));
    return count == null ? 0 : count.total();
  }

  /** What was counted under a name since the start, by operator; those without any are left out. */
  synchronized Map<String, Long> byOperator(String path) {
    Map<String, Long> counts = new TreeMap<>();
    counters.forEach(
        (name, count) -> {
          if (name.path.equals(path) && count.total() > 0) {
            counts.put(name.operator, count.total());
          }
        });
    return counts;
  }

  /** What all operators have counted under a name, by the values of the group that it is in. */
  synchronized Map<String, Long> byValue(String group, String counter) {
    Map<String, Long> counts = new TreeMap<>();
    counters.forEach(
        (name, count) -> {
          if (name.path.equals(group + "." + counter) && count.total() > 0) {
            counts.merge(name.value, count.total(), Long::sum);
          }
        });
    return counts;
  }

  /** What all operators have counted in a group, by the names of the counters. */
  synchronized Map<String, Long> counts(String group) {
    Map<String, Long> counts = new TreeMap<>();
    counters.forEach(
        (name, count) -> {
          if (name.path.startsWith(group + ".") && count.total() > 0) {
            counts.merge(name.path.substring(group.length() + 1), count.total(), Long::sum);
          }
        });
    return counts;
  }

  /** The numbers of a gauge, one for each subtask that runs. */
  synchronized List<Reading> readings(String operator, String path) {
    List<Reading> readings = new ArrayList<>();
    gauges
        .getOrDefault(new Name(operator, path), Map.of())
        .forEach(
            (gauge, groups) -> {
              if (gauge.getValue() instanceof Number number) {
                readings.add(new Reading(groups, number));
              }
            });
    return readings;
  }

  /** The number of a gauge of the job itself; 0 before there is any. */
  long ofJob(String name) {
    return readings("", name).stream().mapToLong(reading -> reading.value.longValue()).sum();
  }

  /** Null for metrics of anything but operators and the job. */
  private static Name name(String name, MetricGroup group) {
    String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(text -> text, '.');
    if (scope.equals(JOB)) {
      return new Name("", name);
    }
    if (scope.equals(OPERATORS)) {
      return new Name(group.getAllVariables().get("<operator_name>"), name);
    }
    return scope.startsWith(OPERATORS + ".")
        ? new Name(
            group.getAllVariables().get("<operator_name>"),
            scope.substring(OPERATORS.length() + 1) + "." + name)
        : null;
  }
}
