package io.idealstream.job.monitor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many records of a kind there were.
 *
 * @param total since the start; those that were read again after a restart are counted again
 * @param perSecond lately
 */
public record Flow(long total, double perSecond) {

  /** The same with what came per second since then. */
  Flow since(Flow then, Duration elapsed) {
    double seconds = elapsed.toNanos() / 1e9;
    return new Flow(total, seconds > 0 ? (total - then.total) / seconds : 0);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("total", total);
    tree.put("perSecond", perSecond);
    return tree;
  }
}
