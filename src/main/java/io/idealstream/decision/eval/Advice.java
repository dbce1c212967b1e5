package io.idealstream.decision.eval;

import io.idealstream.decision.Methods;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which method to take, by worst group and average together.
 *
 * @param row of the method to take
 * @param against how it compares with the plain prompts; empty where it is these, or they did not
 *     answer
 * @param level other methods that the items do not tell from it
 * @param beatsChance whether the method is clearly better than one who does not look
 */
public record Advice(
    Verdict verdict,
    GroupTable.Row row,
    Optional<Comparison> against,
    List<String> level,
    boolean beatsChance) {

  private static final String PLAIN = "plain";

  /** Why the method. */
  public enum Verdict {
    /** It is clearly better than the plain prompts, in the worst group or on average. */
    BETTER,
    /** It is clearly better in the worst group, and clearly worse on average. */
    TRADE,
    /** No method is clearly better than the plain prompts. */
    KEEP,
    /** The plain prompts did not answer: it has the best worst group and average together. */
    BEST
  }

  /**
   * Weighs methods.
   *
   * @param rows without those whose worst group is not known
   * @param againstPlain other methods held against the plain prompts
   * @param compare every other method held against one
   */
  static Optional<Advice> of(
      List<GroupTable.Row> rows,
      List<Comparison> againstPlain,
      Chance chance,
      Function<String, List<Comparison>> compare) {
    List<GroupTable.Row> debiased =
        rows.stream().filter(row -> Methods.named(row.method()).debiases()).toList();
    Optional<GroupTable.Row> plain =
        rows.stream().filter(row -> row.method().equals(PLAIN)).findAny();
    if (debiased.isEmpty()) {
      return Optional.empty();
    }
    if (plain.isEmpty()) {
      GroupTable.Row best =
          debiased.stream()
              .max(Comparator.comparingDouble(r -> r.worst().value() + r.average().value()))
              .orElseThrow();
      return Optional.of(advice(Verdict.BEST, best, Optional.empty(), chance, compare));
    }
    Optional<Comparison> best =
        againstPlain.stream()
            .filter(found -> found.isBetter() || found.isTrade())
            .filter(found -> found.gain() > 0)
            .max(Comparator.comparingDouble(Comparison::gain));
    if (best.isEmpty()) {
      return Optional.of(advice(Verdict.KEEP, plain.get(), Optional.empty(), chance, compare));
    }
    GroupTable.Row row =
        debiased.stream()
            .filter(one -> one.method().equals(best.get().method()))
            .findAny()
            .orElseThrow();
    Verdict verdict = best.get().isTrade() ? Verdict.TRADE : Verdict.BETTER;
    return Optional.of(advice(verdict, row, best, chance, compare));
  }

  private static Advice advice(
      Verdict verdict,
      GroupTable.Row row,
      Optional<Comparison> against,
      Chance chance,
      Function<String, List<Comparison>> compare) {
    List<String> level =
        compare.apply(row.method()).stream()
            .filter(other -> Methods.named(other.method()).debiases())
            .filter(other -> !other.isWorse())
            .map(Comparison::method)
            .toList();
    return new Advice(verdict, row, against, level, chance.isBeatenBy(row));
  }
}
