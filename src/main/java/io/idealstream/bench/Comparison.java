package io.idealstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A result beside an earlier one. Only ratios decide: times are those of a machine. */
public final class Comparison {

  private final Result before;
  private final Result now;
  private final double limit;

  /**
   * @param limit share by which a ratio may be worse
   */
  public Comparison(Result before, Result now, double limit) {
    this.before = before;
    this.now = now;
    this.limit = limit;
  }

  /** Why a result cannot be held against an earlier one; empty where it can. */
  public static Optional<String> whyRefused(Result before, Form form, String fingerprint) {
    if (before.form() != form) {
      return Optional.of(
          "it was measured in form %s, this is %s: sizes differ"
              .formatted(before.form().code(), form.code()));
    }
    if (!before.machine().fingerprint().equals(fingerprint)) {
      return Optional.of(
          "it was measured with another model: %s (%s), this one is %s"
              .formatted(before.machine().model(), before.machine().fingerprint(), fingerprint));
    }
    return Optional.empty();
  }

  /** Names of measurements whose ratio is worse by more than the limit. */
  public List<String> worse() {
    return now.measurements().stream()
        .filter(one -> loss(one).isPresent() && loss(one).get() > limit)
        .map(Measurement::name)
        .toList();
  }

  /** What is worse, and what could not be compared, in sentences. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!before.machine().isLike(now.machine())) {
      remarks.add("Before: another machine, of " + before.machine().text() + ".");
    }
    for (Measurement one : before.measurements()) {
      if (now.find(one.name()).isEmpty()) {
        remarks.add("Not measured now: " + one.name() + ".");
      }
    }
    for (Measurement one : now.measurements()) {
      if (before.find(one.name()).isEmpty()) {
        remarks.add("Not measured before: " + one.name() + ".");
      }
    }
    for (String name : worse()) {
      remarks.add("Worse by more than %s: %s.".formatted(Figures.percent(limit), name));
    }
    return remarks;
  }

  Optional<Measurement> before(Measurement one) {
    return before.find(one.name());
  }

  /** By what share the ratio of a measurement is worse; empty where one of the two has none. */
  Optional<Double> loss(Measurement one) {
    return one.ratio() == null
        ? Optional.empty()
        : before(one).map(Measurement::ratio).map(one::loss);
  }
}
