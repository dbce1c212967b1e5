package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Advice;
import io.idealstream.decision.eval.Chance;
import io.idealstream.decision.eval.Comparison;
import io.idealstream.decision.eval.CompositionTable;
import io.idealstream.decision.eval.Decomposition;
import io.idealstream.decision.eval.Difference;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.Reliability;
import io.idealstream.decision.eval.RetrievalTable;
import io.idealstream.decision.eval.SideEffects;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What was measured.
 *
 * @param groups one per label factor of a space with spurious factors
 * @param composition of a space with several label factors
 * @param retrieval of pictures of personal concepts
 * @param decomposition of the space's prompts
 * @param words what the pictures themselves say of the space's words
 * @param prism some of the space's prompts where they differ most
 * @param emptyGroups what the tables by groups say nothing of, in a sentence
 * @param leftOut why tables are not there, in sentences
 */
public record Tables(
    List<Groups> groups,
    Optional<Composition> composition,
    Optional<Retrieval> retrieval,
    Optional<Decomposition> decomposition,
    List<MeasuredWord> words,
    Optional<Prism> prism,
    Optional<String> emptyGroups,
    List<String> leftOut) {

  /**
   * Answers to one factor, by groups of all factors.
   *
   * @param pictures answered
   * @param all every method on every picture, whatever gate and thresholds say
   * @param given as the job gives the answers; empty where it withholds none
   * @param calibrations of all answers
   * @param missing methods that the space's prompts do not suffice for
   * @param chance how right one is who does not look at the pictures
   * @param againstPlain the other methods held against the plain prompts; empty where these did not
   *     answer
   * @param sideEffects what the other methods change elsewhere; empty where no other factor tells
   * @param advice which method to take; empty where no debiasing method answered in known groups
   */
  public record Groups(
      String factor,
      int pictures,
      List<GroupTable.Row> all,
      List<GroupTable.Row> given,
      List<Calibration> calibrations,
      List<String> missing,
      Chance chance,
      List<Comparison> againstPlain,
      List<SideEffects.Row> sideEffects,
      Optional<Advice> advice) {}

  /**
   * How far the probabilities of a method can be believed.
   *
   * @param nll in nats
   * @param asked temperature that the answers were made with: the factor's; 1 for the plain
   *     prompts, which are answered without
   * @param best temperature to ask for instead, at which the truth is likeliest; empty where that
   *     is not known
   */
  public record Calibration(
      String method,
      double nll,
      double brier,
      double ece,
      double asked,
      OptionalDouble best,
      List<Reliability.Bin> bins) {}

  /**
   * Combinations of the label factors.
   *
   * @param pictures answered
   * @param best the method that has all factors right most often
   * @param leads by how much more often than each of the others
   */
  public record Composition(
      int pictures,
      List<String> factors,
      List<CompositionTable.Row> rows,
      List<String> missing,
      CompositionTable.Row best,
      List<Difference> leads) {}

  /**
   * Ranks of pictures.
   *
   * @param support pictures that a concept is learned from, at most
   */
  public record Retrieval(
      int concepts,
      int captions,
      int gallery,
      int support,
      int seeds,
      List<RetrievalTable.Row> rows) {}

  /**
   * A word as the pictures alone would have it.
   *
   * @param pictures with the value
   * @param length of the word; NaN where the pictures do not determine it
   * @param standardError of the word; NaN where it is not known
   * @param valueClass of the value, from 1, where the pictures do not compare all values of its
   *     factor; empty where they do, and for a value that no picture has
   */
  public record MeasuredWord(
      String factor,
      String value,
      long pictures,
      double length,
      double standardError,
      OptionalInt valueClass) {}
}
