package io.idealstream.bench;

import com.sun.management.OperatingSystemMXBean;
import io.idealstream.job.Version;
import io.idealstream.model.ModelDescription;
import io.idealstream.wire.config.Count;
import java.lang.management.ManagementFactory;

/**
 * On what something was measured.
 *
 * @param memory bytes of the machine, or of the container
 * @param version of idealstream
 * @param model its place
 * @param fingerprint of the model
 */
public record Machine(
    int processors,
    long memory,
    String system,
    String java,
    String version,
    String model,
    String fingerprint) {

  static Machine here(ModelDescription model) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        system.getName() + " " + system.getArch(),
        System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
        Version.NUMBER,
        model.place(),
        model.fingerprint());
  }

  /** Whether two are alike, whatever was measured on them: their absolute values compare. */
  boolean isLike(Machine other) {
    return processors == other.processors
        && memory == other.memory
        && system.equals(other.system)
        && java.equals(other.java);
  }

  /** In a line, for people. */
  String text() {
    return "%s, %.1f GiB, %s, Java %s"
        .formatted(Count.of(processors, "processor"), memory / (double) (1L << 30), system, java);
  }
}
