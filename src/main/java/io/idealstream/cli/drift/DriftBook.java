package io.idealstream.cli.drift;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What topics {@code drift} and {@code status} tell of the drift of feeds. Mutable. */
public final class DriftBook {

  private final String space;
  private final String feed;

  /** By feed and first alarm, every record in order. */
  private final Map<String, List<Drift>> episodes = new LinkedHashMap<>();

  /** By feed, how far its watch is. */
  private final Map<String, Status> watches = new TreeMap<>();

  /** By subject, the last acceptance that is in force or will be. */
  private final Map<String, Acceptance> acceptances = new TreeMap<>();

  /**
   * Of some feeds.
   *
   * @param space null for all
   * @param feed null for all; {@code *} for all together
   */
  public DriftBook(String space, String feed) {
    this.space = space;
    this.feed = feed;
  }

  /** Takes the next record of topic {@code drift}. */
  public void note(Drift drift) {
    if (isAsked(drift.space(), drift.feed())) {
      episodes.computeIfAbsent(drift.episode(), fresh -> new ArrayList<>()).add(drift);
    }
  }

  /** Takes the next record of topic {@code status}; of another kind it says nothing. */
  public void note(Status status) {
    if (status.kind() == StatusKind.DRIFT
        && isAsked(Keys.space(status.id()), Keys.feed(status.id()))) {
      watches.put(status.id(), status);
    }
    Acceptance.of(status).ifPresent(each -> acceptances.put(each.subject(), each));
  }

  private boolean isAsked(String ofSpace, String ofFeed) {
    return (space == null || space.equals(ofSpace)) && (feed == null || feed.equals(ofFeed));
  }

  /** The records of each episode, in order; the latest episode last. */
  public List<List<Drift>> episodes() {
    return episodes.values().stream()
        .sorted(Comparator.comparing((List<Drift> records) -> records.get(0).detected()))
        .toList();
  }

  /** How far the watch of each feed is. */
  public List<Status> watches() {
    return List.copyOf(watches.values());
  }

  /** Who has accepted a drift that is not over yet, and from when on; empty for nobody. */
  public Optional<String> acceptance(Drift drift) {
    return drift.state() == DriftState.RECOVERED
        ? Optional.empty()
        : acceptances.values().stream()
            .filter(each -> each.ends(drift))
            .min(Comparator.comparing(Acceptance::from))
            .map(Acceptance::told);
  }

  /** The newest record of an episode. */
  public static Drift last(List<Drift> records) {
    return records.get(records.size() - 1);
  }

  /** Whether an episode is not over. */
  public static boolean isOpen(List<Drift> records) {
    return last(records).state() != DriftState.RECOVERED;
  }
}
