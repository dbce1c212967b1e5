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
 * @param spaces that label; null where that is not known
 */
public record JobSnapshot(
    Instant at,
    JobState state,
    long restarts,
    Traffic traffic,
    Map<String, Long> lag,
    Duration kafkaSilence,
    Duration wordsAge,
    Integer spaces,
    Losses losses) {

  /** Records of all topics that have still to be read. */
  public long allLag() {
    return lag.values().stream().mapToLong(records -> records).sum();
  }

  /** Whether images came and no space is there to label them, and none that they wait for. */
  public boolean lacksSpaces() {
    return traffic.images().total() > 0
        && Integer.valueOf(0).equals(spaces)
        && !losses.itemsHeld().containsKey("label");
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
        spaces,
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
