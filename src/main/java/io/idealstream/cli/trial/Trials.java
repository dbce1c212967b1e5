package io.idealstream.cli.trial;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.config.Spelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trials of one kind, as the topics have them, and the messages that begin and end them. What
 * cannot be done is refused with an {@link IllegalStateException} that says why.
 *
 * @param <D> a definition
 */
public final class Trials<D> {

  private final TrialKind<D> kind;
  private final Map<String, Defined<D>> defined;

  private Trials(TrialKind<D> kind, Map<String, Defined<D>> defined) {
    this.kind = kind;
    this.defined = defined;
  }

  public static <D> Trials<D> read(TrialKind<D> kind, TrialTopics topics) {
    return new Trials<>(kind, kind.defined(topics));
  }

  /**
   * A trial that is to begin.
   *
   * @param differences from the live definition
   */
  public record Begin(Outgoing message, List<String> differences) {}

  /** The trial of a definition, under the name of the live one. */
  public Begin begin(D definition) {
    Defined<D> live = live(kind.name(definition));
    if (defined.containsKey(TrialName.of(live.name()))) {
      throw new IllegalStateException(
          "%s is on trial already: trial stop ends that".formatted(called(live.name())));
    }
    List<String> differences = kind.differences(live.definition(), definition);
    if (differences.isEmpty()) {
      throw new IllegalStateException(
          "the definition does not differ from the live " + called(live.name()));
    }
    Outgoing message = kind.topic().message(kind.onTrial(definition), Encoding.JSON);
    String basis = kind.content(live.definition());
    return new Begin(with(message, TrialTopics.BASIS, basis), differences);
  }

  /**
   * The messages that let a trial go live and end it.
   *
   * @param by who does it
   * @param anyway also where the live definition has changed since the trial began
   */
  public List<Outgoing> activate(String name, String by, boolean anyway) {
    Defined<D> live = live(name);
    Defined<D> trial = trial(name);
    if (trial.status() != null && trial.status().state() == StatusState.REJECTED) {
      throw new IllegalStateException(
          "the trial of %s was rejected: %s".formatted(called(name), trial.status().detail()));
    }
    if (!anyway && !kind.content(live.definition()).equals(trial.basis())) {
      throw new IllegalStateException(
          "the live %s is not what the trial was begun against: what has changed since would be lost;"
                  .formatted(called(name))
              + " begin the trial again, or take it over with --anyway");
    }
    Outgoing next =
        kind.topic().message(kind.live(trial.definition(), live.definition()), Encoding.JSON);
    return List.of(with(next, TrialTopics.ACTIVATED_BY, by), Outgoing.removal(trial.name()));
  }

  /** The message that ends a trial. */
  public Outgoing stop(String name) {
    String trial = TrialName.of(name);
    if (!defined.containsKey(trial)) {
      throw new IllegalStateException(none(name));
    }
    return Outgoing.removal(trial);
  }

  /**
   * What is to be compared: both must be in force.
   *
   * @param from null for since the trial is in force
   */
  public Compared<D> compared(String name, Instant from, Instant to) {
    Defined<D> live = inForce(live(name));
    Defined<D> trial = inForce(trial(name));
    return new Compared<>(
        live,
        trial,
        from == null ? trial.activeSince() : from,
        to,
        kind.differences(live.definition(), trial.definition()));
  }

  private Defined<D> inForce(Defined<D> one) {
    if (!one.isActive()) {
      throw new IllegalStateException(
          "%s is not in force: %s".formatted(called(one.name()), one.state()));
    }
    return one;
  }

  /** Every trial there is, with the live one; null where that is gone. */
  public record Pair<D>(Defined<D> trial, Defined<D> live, List<String> differences) {}

  public List<Pair<D>> all() {
    List<Pair<D>> all = new ArrayList<>();
    for (Defined<D> trial : defined.values()) {
      if (TrialName.isOne(trial.name())) {
        Defined<D> live = defined.get(TrialName.live(trial.name()));
        boolean readable = live != null && live.definition() != null && trial.definition() != null;
        all.add(
            new Pair<>(
                trial,
                live,
                readable ? kind.differences(live.definition(), trial.definition()) : List.of()));
      }
    }
    return all;
  }

  /** The live definition of a name. */
  public Defined<D> live(String name) {
    if (TrialName.isOne(name)) {
      throw new IllegalStateException(
          "%s names a trial: expected the live %s".formatted(name, called(TrialName.live(name))));
    }
    Defined<D> live = defined.get(name);
    if (live == null) {
      throw new IllegalStateException(
          "there is no live %s%s; what is new needs no trial: publish it"
              .formatted(called(name), Spelling.didYouMean(name, liveNames())));
    }
    return readable(live);
  }

  private Defined<D> trial(String name) {
    Defined<D> trial = defined.get(TrialName.of(name));
    if (trial == null) {
      throw new IllegalStateException(none(name));
    }
    return readable(trial);
  }

  private Defined<D> readable(Defined<D> one) {
    if (one.definition() == null) {
      throw new IllegalStateException(
          "%s cannot be read: %s".formatted(called(one.name()), one.state()));
    }
    return one;
  }

  private String none(String name) {
    return "there is no trial of %s%s"
        .formatted(called(name), Spelling.didYouMean(name, trialNames()));
  }

  private Set<String> liveNames() {
    return defined.keySet().stream()
        .filter(name -> !TrialName.isOne(name))
        .collect(Collectors.toSet());
  }

  private Set<String> trialNames() {
    return defined.keySet().stream()
        .filter(TrialName::isOne)
        .map(TrialName::live)
        .collect(Collectors.toSet());
  }

  private String called(String name) {
    return kind.status().code() + " " + name;
  }

  private static Outgoing with(Outgoing message, String header, String text) {
    List<Header> headers = new ArrayList<>(message.headers());
    headers.add(Header.of(header, text));
    return new Outgoing(message.key(), message.value(), headers);
  }
}
