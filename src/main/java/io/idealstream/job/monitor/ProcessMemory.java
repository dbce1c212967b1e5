package io.idealstream.job.monitor;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process has of memory, and what its part outside of Java may take.
 *
 * <ul>
 *   <li>{@code idealstream_memory_bytes}, by {@code part}: {@code resident} as the operating system
 *       counts it (Linux alone), {@code java} what Java has committed (heap, classes, code, direct
 *       buffers), and {@code native} the former less the latter: the model, RocksDB, decoders. Java
 *       may have committed what it never touched, so that {@code native} is a lower bound.
 *   <li>{@code idealstream_memory_budget_bytes}, by {@code part}: what each is expected to take of
 *       {@code native} at most.
 * </ul>
 */
final class ProcessMemory extends Collector {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final List<String> PART = List.of("part");

  private final Map<String, Long> budget;

  /**
   * @param budget bytes outside of Java, by what takes them
   */
  ProcessMemory(Map<String, Long> budget) {
    this.budget = budget;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily bytes =
        new GaugeMetricFamily("idealstream_memory_bytes", "Memory of this process.", PART);
    long java = java();
    bytes.addMetric(List.of("java"), java);
    resident()
        .ifPresent(
            resident -> {
              bytes.addMetric(List.of("resident"), resident);
              bytes.addMetric(List.of("native"), Math.max(0, resident - java));
            });
    GaugeMetricFamily most =
        new GaugeMetricFamily(
            "idealstream_memory_budget_bytes", "Expected at most outside of Java.", PART);
    budget.forEach((part, limit) -> most.addMetric(List.of(part), limit));
    return List.of(bytes, most);
  }

  private static long java() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .filter(used -> used > 0)
            .sum();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted()
        + buffers;
  }

  /** Empty where the operating system does not say. */
  private static OptionalLong resident() {
    try {
      Matcher found = RESIDENT.matcher(Files.readString(STATUS));
      return found.find()
          ? OptionalLong.of(Long.parseLong(found.group(1)) << 10)
          : OptionalLong.empty();
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }
}
