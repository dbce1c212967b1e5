package io.idealstream.policy;

import io.idealstream.policy.Condition.Subject;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Label;
import io.idealstream.wire.Word;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How things stand at which event time: each condition from its own time on until the next one's of
 * its subject. Not for several threads at once.
 */
public final class ConditionTimeline {

  /** How long a condition stays known for items that come late. */
  static final Duration KEPT = Duration.ofMinutes(10);

  /** Conditions of one subject that are known at a time. */
  static final int MOST = 1_000;

  private static final int LAYOUT = 1;

  /**
   * @param from rises along the conditions of a subject, also where a clock was set back
   */
  private record Known(Instant from, FeedDrift drift, LabelQuality quality) {
    boolean isNothing() {
      return drift == null && quality == null;
    }
  }

  private final Map<Subject, List<Known>> bySubject = new HashMap<>();
  private final Map<String, Set<Subject>> ofFeeds = new HashMap<>();
  private final Map<String, Set<Subject>> ofLabels = new HashMap<>();

  /** Takes the next condition of a subject. */
  public void put(Condition condition) {
    List<Known> known = known(condition.subject());
    Instant from = condition.knownFrom();
    if (!known.isEmpty() && !from.isAfter(known.get(known.size() - 1).from)) {
      from = known.get(known.size() - 1).from.plusMillis(1);
    }
    known.add(new Known(from, condition.drift(), condition.quality()));
    if (known.size() > MOST) {
      known.remove(0);
    }
  }

  private List<Known> known(Subject subject) {
    index(subject).add(subject);
    return bySubject.computeIfAbsent(subject, none -> new ArrayList<>(1));
  }

  private Set<Subject> index(Subject subject) {
    return subject.feed() == null
        ? ofLabels.computeIfAbsent(subject.space(), none -> new HashSet<>())
        : ofFeeds.computeIfAbsent(subject.feed(), none -> new HashSet<>());
  }

  /**
   * Forgets what only items would ask for that come very late.
   *
   * @param reached event time that items have reached
   * @return the subjects of which something was forgotten
   */
  public List<Subject> prune(Instant reached) {
    Instant oldest = reached.minus(KEPT);
    List<Subject> pruned = new ArrayList<>();
    for (Subject subject : List.copyOf(bySubject.keySet())) {
      List<Known> known = bySubject.get(subject);
      int before = known.size();
      while (known.size() > 1 && !known.get(1).from.isAfter(oldest)) {
        known.remove(0);
      }
      if (known.size() == 1 && known.get(0).isNothing() && !known.get(0).from.isAfter(oldest)) {
        known.remove(0);
        bySubject.remove(subject);
        index(subject).remove(subject);
      }
      if (known.size() < before) {
        pruned.add(subject);
      }
    }
    return pruned;
  }

  /** Spaces whose labels were held against feedback. */
  public Set<String> measured() {
    return Set.copyOf(ofLabels.keySet());
  }

  /**
   * What was known at an item's time.
   *
   * @param labels of the item, by space: of these spaces quality is known, where it is that of
   *     their version
   * @param others spaces of which quality is asked for as well
   */
  public Conditions at(Item item, Map<String, Label> labels, Collection<String> others) {
    Set<String> spaces = new TreeSet<>(labels.keySet());
    spaces.addAll(others);
    List<FeedDrift> drifts = new ArrayList<>();
    for (String feed : List.of(item.feed(), Word.EVERY_FEED)) {
      for (Subject subject : ofFeeds.getOrDefault(feed, Set.of())) {
        Known last = last(subject, item.time());
        if (last != null && last.drift != null) {
          drifts.add(last.drift);
        }
      }
    }
    List<LabelQuality> quality = new ArrayList<>();
    for (String space : spaces) {
      for (Subject subject : ofLabels.getOrDefault(space, Set.of())) {
        Known last = last(subject, item.time());
        if (last != null && isOf(labels.get(space), last.quality)) {
          quality.add(last.quality);
        }
      }
    }
    drifts.sort(
        Comparator.comparing(FeedDrift::space)
            .thenComparing(FeedDrift::detected)
            .thenComparing(FeedDrift::signal)
            .thenComparing(FeedDrift::knownFrom));
    quality.sort(Comparator.comparing(LabelQuality::space).thenComparing(LabelQuality::factor));
    return drifts.isEmpty() && quality.isEmpty()
        ? Conditions.NONE
        : new Conditions(List.copyOf(drifts), List.copyOf(quality));
  }

  private static boolean isOf(Label label, LabelQuality quality) {
    return label == null || label.spaceVersion() == quality.spaceVersion();
  }

  private Known last(Subject subject, Instant time) {
    List<Known> known = bySubject.get(subject);
    for (int i = known.size() - 1; i >= 0; i--) {
      if (!known.get(i).from.isAfter(time)) {
        return known.get(i);
      }
    }
    return null;
  }

  /** What is known of a subject as state; null for nothing. */
  public byte[] toBytes(Subject subject) {
    List<Known> known = bySubject.getOrDefault(subject, List.of());
    if (known.isEmpty()) {
      return null;
    }
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .text(subject.space())
            .text(subject.feed())
            .text(subject.factor())
            .text(subject.watch());
    out.number(known.size());
    for (Known one : known) {
      out.time(one.from).number(one.drift == null ? 0 : 1).number(one.quality == null ? 0 : 1);
      if (one.drift != null) {
        ConditionBytes.write(out, one.drift);
      }
      if (one.quality != null) {
        ConditionBytes.write(out, one.quality);
      }
    }
    return out.toBytes();
  }

  /** Takes over what state holds of a subject. */
  public void restore(byte[] bytes) {
    FlatReader in = new FlatReader("conditions of a subject", LAYOUT, bytes);
    List<Known> known = known(new Subject(in.text(), in.text(), in.text(), in.text()));
    for (long left = in.number(); left > 0; left--) {
      Instant from = in.time();
      boolean drifts = in.number() != 0;
      boolean measured = in.number() != 0;
      known.add(
          new Known(
              from,
              drifts ? ConditionBytes.drift(in) : null,
              measured ? ConditionBytes.quality(in) : null));
    }
  }
}
