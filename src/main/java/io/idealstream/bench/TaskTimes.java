package io.idealstream.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Time on the processor of the threads of a job that runs in this process. */
public final class TaskTimes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Pattern TASK = Pattern.compile("(.*) \\(\\d+/\\d+\\)#(?<attempt>\\d+).*");
  private static final Pattern CLIENT =
      Pattern.compile("(Source Data Fetcher|kafka-producer-network-thread).*");

  private TaskTimes() {}

  /** Nanoseconds of Flink's task threads, by the names of their operators. */
  public static Map<String, Long> tasks() {
    return times(TASK);
  }

  /** Nanoseconds of the threads that read from Kafka and write to it, beside those of tasks. */
  public static long clients() {
    return times(CLIENT).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> times(Pattern pattern) {
    Map<String, Long> times = new TreeMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null) {
        var named = pattern.matcher(thread.getThreadName());
        boolean client = CLIENT.matcher(thread.getThreadName()).matches();
        if (named.matches() && client == (pattern == CLIENT)) {
          if (pattern == TASK && !named.group("attempt").equals("0")) {
            throw new IllegalStateException("the job has restarted: " + thread.getThreadName());
          }
          times.merge(named.group(1), THREADS.getThreadCpuTime(thread.getThreadId()), Long::sum);
        }
      }
    }
    return times;
  }
}
