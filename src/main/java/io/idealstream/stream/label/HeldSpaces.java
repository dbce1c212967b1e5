package io.idealstream.stream.label;

import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.Announcement;
import io.idealstream.stream.inforce.InForce;
import io.idealstream.wire.Label;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The spaces in force in one subtask; labels come in the order of their names. */
final class HeldSpaces implements InForce<SpaceInForce, Label> {

  /**
   * @param compiled empty where there is none, or where it cannot be used
   */
  private record Held(SpaceInForce space, Optional<CompiledSpace> compiled) {}

  private final Map<String, Held> spaces = new TreeMap<>();

  /** How many label; it is read while they change. */
  private volatile int size;

  @Override
  public void count(MetricGroup metrics) {
    metrics.gauge("spacesHeld", (Gauge<Integer>) this::size);
  }

  int size() {
    return size;
  }

  @Override
  public String name(SpaceInForce change) {
    return change.space();
  }

  @Override
  public byte[] toBytes(SpaceInForce change) {
    return SpaceState.toBytes(change);
  }

  @Override
  public SpaceInForce fromBytes(byte[] bytes) {
    return SpaceState.of(bytes);
  }

  @Override
  public boolean isKept(SpaceInForce change) {
    return !change.isForgotten();
  }

  @Override
  public List<Announcement> put(SpaceInForce change) {
    List<Announcement> words = hold(change);
    countHeld();
    return words;
  }

  private void countHeld() {
    size = (int) spaces.values().stream().filter(held -> held.compiled.isPresent()).count();
  }

  private List<Announcement> hold(SpaceInForce change) {
    Held before = spaces.get(change.space());
    if (change.definition() == null) {
      spaces.put(change.space(), new Held(change, Optional.empty()));
      return before == null || before.space.definition() == null ? List.of() : gone(before, change);
    }
    CompiledSpace compiled;
    try {
      compiled = CompiledSpace.of(change);
      spaces.put(change.space(), new Held(change, Optional.of(compiled)));
    } catch (Unreadable | RuntimeException why) {
      spaces.put(change.space(), new Held(change, Optional.empty()));
      return announce(change, StatusState.DISABLED, "cannot label: " + why.getMessage());
    }
    return change.labelling() == null || isAnnounced(before, change)
        ? List.of()
        : announce(change, StatusState.ACTIVE, "words by " + by(change) + compiled.sample());
  }

  private static List<Announcement> gone(Held before, SpaceInForce change) {
    List<Announcement> words = new ArrayList<>();
    if (before.space.labelling() != null) {
      words.addAll(announce(change, StatusState.DISABLED, "no definition is in force any more"));
    }
    words.add(Announcement.forgotten(StatusKind.SPACE, change.space(), change.spaceVersion()));
    return words;
  }

  private static String by(SpaceInForce space) {
    return "model %s with logit scale %s".formatted(space.model(), space.logitScale());
  }

  /** Words may be renewed many times while the definition and the model stay. */
  private static boolean isAnnounced(Held before, SpaceInForce change) {
    return before != null
        && before.compiled.isPresent()
        && before.space.labelling() != null
        && before.space.spaceVersion() == change.spaceVersion()
        && by(before.space).equals(by(change));
  }

  private static List<Announcement> announce(
      SpaceInForce change, StatusState state, String detail) {
    return List.of(
        new Announcement(
            new Status(StatusKind.SPACE, change.space(), change.spaceVersion(), state, detail),
            null));
  }

  @Override
  public void forget(String name) {
    spaces.remove(name);
    countHeld();
  }

  @Override
  public boolean isSettled(String name) {
    Held held = spaces.get(name);
    return held != null && (held.compiled.isEmpty() || held.space.labelling() != null);
  }

  @Override
  public String model(String name) {
    Held held = spaces.get(name);
    return held == null || held.compiled.isEmpty() ? null : held.space.model();
  }

  @Override
  public void answer(Embedded item, Consumer<Label> answers) {
    for (Held held : spaces.values()) {
      held.compiled.flatMap(space -> space.label(item)).ifPresent(answers);
    }
  }
}
