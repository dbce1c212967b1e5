package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.EstimateState;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.wire.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * Estimates that came before the prompts of their space's version, the newest of each kind: the two
 * come by different ways.
 */
final class EarlyEstimates {

  /**
   * For every feed, and for all together: every source but prompts and what completes another, by
   * the model before and the one after.
   */
  private static final int MOST_PER_FEED = 2 * (Source.values().length - 2);

  private final MapState<String, byte[]> state;
  private final int most;

  EarlyEstimates(MapState<String, byte[]> state, int mostFeeds) {
    this.state = state;
    this.most = MOST_PER_FEED * (mostFeeds + 1);
  }

  /** Holds an estimate; gives whether there was room for it. */
  boolean hold(SourceEstimate estimate) throws Exception {
    String key = EstimateKey.of(estimate).toText();
    List<String> held = new ArrayList<>();
    state.keys().forEach(held::add);
    boolean room = held.contains(key) || held.size() < most;
    if (room) {
      state.put(key, EstimateState.toBytes(estimate));
    }
    return room;
  }

  /** What was held up to a version of the space, and is held no longer. */
  List<SourceEstimate> take(long spaceVersion) throws Exception {
    List<SourceEstimate> taken = new ArrayList<>();
    Map<String, byte[]> ahead = new HashMap<>();
    for (Map.Entry<String, byte[]> held : state.entries()) {
      SourceEstimate estimate = EstimateState.of(held.getValue());
      if (estimate.spaceVersion() > spaceVersion) {
        ahead.put(held.getKey(), held.getValue());
      } else {
        taken.add(estimate);
      }
    }
    state.clear();
    if (!ahead.isEmpty()) { // a map without entries is an entry of its own
      state.putAll(ahead);
    }
    return taken;
  }
}
