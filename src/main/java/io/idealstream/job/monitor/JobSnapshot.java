package io.idealstream.job.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A job at one time.
 *
 * @param at the time
 * @param restarts since the start
 * @param lag by topic, records that have still to be read; topics of which that is not known are
 *     missing
 * @param kafkaSilence how long Kafka has not answered; null while it does
 * @param wordsAge time since the space that has waited longest for new words was published; null
 *     without any
 */
public record JobSnapshot(
    Instant at,
    JobState state,
    long restarts,
    Traffic traffic,
    Map<String, Long> lag,
    Duration kafkaSilence,
    Duration wordsAge,
    Losses losses) {

  /** Records of all topics that have still to be read. */
  public long allLag() {
    return lag.values().stream().mapToLong(records -> records).sum();
  }

  /** The same with rates over the time since an earlier snapshot. */
  public JobSnapshot since(JobSnapshot then) {
    return new JobSnapshot(
        at,
        state,
        restarts,
        traffic.since(then.traffic, Duration.between(then.at, at)),
        lag,
        kafkaSilence,
        wordsAge,
        losses);
  }

  /** The snapshot as a JSON object. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("at", at);
    tree.put("started", state.started());
    tree.put("state", state.phase().name().toLowerCase(Locale.ROOT));
    tree.put("since", state.since());
    tree.put("restarts", restarts);
    traffic.addTo(tree);
    tree.put("lag", lag);
    tree.put("kafkaSilentSeconds", kafkaSilence == null ? null : kafkaSilence.toSeconds());
    tree.put("wordsAgeSeconds", wordsAge == null ? null : wordsAge.toSeconds());
    tree.put("checkpoints", state.checkpoints().tree());
    losses.addTo(tree);
    return tree;
  }
}
