package io.idealstream.cli.eval;

import io.idealstream.decision.Methods;
import io.idealstream.decision.eval.Asking;
import io.idealstream.decision.eval.CompositionTable;
import io.idealstream.decision.eval.Estimate;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.RetrievalTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the tables say in plain words, and what they do not say. One number is called larger than
 * another where they are two standard errors of their difference apart; errors are added as if the
 * two were measured on different pictures, which is cautious.
 */
public final class Reading {

  private static final double CLEARLY = 2;
  private static final int FEW_PICTURES = 30;
  private static final double TOO_SURE = 1.5;
  private static final double LITTLE = 0.01;

  private final List<String> sentences = new ArrayList<>();

  private Reading() {}

  /** Sentences about the tables, in their order; the limits come last. */
  public static List<String> of(Measurement measured) {
    Reading reading = new Reading();
    Tables tables = measured.tables();
    tables.emptyGroups().ifPresent(empty -> reading.say("Warning: " + empty + "."));
    tables.groups().forEach(reading::groups);
    tables.composition().ifPresent(reading::composition);
    tables.retrieval().ifPresent(reading::retrieval);
    tables
        .decomposition()
        .ifPresent(
            of ->
                reading.say(
                    "Words explain %s of the variance between the prompts. That alone does not show that the words are good."
                        .formatted(
                            of.r2().isPresent()
                                ? Numbers.percent(of.r2().getAsDouble()) + " percent"
                                : "an unknown share")));
    reading.limits(measured);
    return reading.sentences;
  }

  private void say(String sentence) {
    sentences.add(sentence);
  }

  private static boolean clearlyAbove(Estimate one, Estimate other) {
    double error = Math.hypot(zeroIfNone(one.standardError()), zeroIfNone(other.standardError()));
    return one.value() > other.value() + CLEARLY * error;
  }

  private static double zeroIfNone(double error) {
    return Double.isNaN(error) ? 0 : error;
  }

  private void groups(Tables.Groups groups) {
    Optional<GroupTable.Row> plain =
        groups.all().stream().filter(row -> row.method().equals("plain")).findAny();
    Optional<GroupTable.Row> best =
        groups.all().stream()
            .filter(row -> Methods.named(row.method()).debiases())
            .filter(row -> !Double.isNaN(row.worst().value()))
            .max(Comparator.comparingDouble(row -> row.worst().value()));
    plain.ifPresent(row -> plain(groups.factor(), row));
    if (best.isEmpty()) {
      return;
    }
    if (plain.isPresent() && !clearlyAbove(best.get().worst(), plain.get().worst())) {
      say(
          "No method is clearly better in the worst group: %s has %s there. Keep \"method: plain\", or measure more pictures."
              .formatted(best.get().method(), Numbers.percent(best.get().worst())));
      return;
    }
    choice(groups, best.get(), plain);
    small(groups);
    sure(groups, best.get().method());
  }

  private void plain(String factor, GroupTable.Row row) {
    String worst =
        row.worstGroup() == null
            ? "; which group is the worst cannot be told, since no picture has a value of every factor"
            : ", and in %s of 100 in the worst group, %s"
                .formatted(Numbers.percent(row.worst().value()), row.worstGroup());
    say(
        "Asked by the plain prompts, %s is answered rightly in %s of 100 pictures%s."
            .formatted(factor, Numbers.percent(row.average().value()), worst));
  }

  private void choice(Tables.Groups groups, GroupTable.Row best, Optional<GroupTable.Row> plain) {
    say(
        "The best worst group is that of %s: %s there, %s on average. A space takes it by \"method: %s\"."
            .formatted(
                best.method(),
                Numbers.percent(best.worst()),
                Numbers.percent(best.average()),
                best.method()));
    List<String> level =
        groups.all().stream()
            .filter(row -> !row.method().equals(best.method()))
            .filter(row -> Methods.named(row.method()).debiases())
            .filter(row -> !clearlyAbove(best.worst(), row.worst()))
            .map(row -> "%s (%s)".formatted(row.method(), Numbers.percent(row.worst().value())))
            .toList();
    if (!level.isEmpty()) {
      say(
          "These pictures do not tell it from "
              + String.join(", ", level)
              + "; among these the average, and which answers are cheaper to get wrong, may decide.");
    }
    if (plain.isPresent() && plain.get().average().value() > best.average().value() + LITTLE) {
      say(
          "It costs %s points on average: where pictures come as one-sided as here, the spurious factor is a fair hint, and doing without it has a price."
              .formatted(Numbers.percent(plain.get().average().value() - best.average().value())));
    }
  }

  private void small(Tables.Groups groups) {
    List<String> small =
        groups.all().get(0).groups().stream()
            .filter(group -> group.items() < FEW_PICTURES)
            .map(group -> "%s (%d)".formatted(group.name(), group.items()))
            .toList();
    if (!small.isEmpty()) {
      say(
          "Few pictures in %s: what is said of these groups, and of the worst, may be chance."
              .formatted(String.join(", ", small)));
    }
  }

  private void sure(Tables.Groups groups, String method) {
    for (Tables.Calibration of : groups.calibrations()) {
      double best = of.best().orElse(of.asked());
      if (of.method().equals(method) && best > TOO_SURE * of.asked()) {
        say(
            "Its probabilities are too sure; \"temperature: %s\" of factor %s, in place of %s, mends that and changes no label."
                .formatted(Numbers.fixed(best, 2), groups.factor(), Numbers.fixed(of.asked(), 2)));
      }
    }
  }

  private void composition(Tables.Composition composition) {
    composition.rows().stream()
        .max(Comparator.comparingDouble(row -> row.all().value()))
        .ifPresent(best -> composition(composition, best));
  }

  private void composition(Tables.Composition composition, CompositionTable.Row best) {
    boolean clear =
        composition.rows().stream()
            .filter(row -> row != best)
            .allMatch(row -> clearlyAbove(best.all(), row.all()));
    say(
        "All of %s are right in %s of 100 pictures by %s%s."
            .formatted(
                String.join(", ", composition.factors()),
                Numbers.percent(best.all()),
                best.method(),
                clear ? "" : "; the other ways are not clearly behind"));
  }

  private void retrieval(Tables.Retrieval retrieval) {
    Estimate text = rank(retrieval, Asking.TEXT);
    Estimate words = rank(retrieval, Asking.IDEAL_WORDS);
    String than = clearlyAbove(words, text) ? "up from" : "not clearly different from";
    say(
        "A personal concept learned from %d pictures brings the mean reciprocal rank to %s of 100, %s %s by the text alone."
            .formatted(retrieval.support(), Numbers.percent(words), than, Numbers.percent(text)));
  }

  private static Estimate rank(Tables.Retrieval retrieval, Asking asking) {
    return retrieval.rows().stream()
        .filter(row -> row.asking() == asking)
        .map(RetrievalTable.Row::meanReciprocalRank)
        .findAny()
        .orElseThrow();
  }

  private void limits(Measurement measured) {
    say(
        "All of this holds for these pictures and this model; pictures of another kind, or in another mixture, may be answered otherwise.");
    boolean fromItems =
        measured
            .space()
            .map(space -> space.estimate().labelSource().code())
            .filter(source -> !source.equals("prompts"))
            .isPresent();
    if (fromItems) {
      say(
          "The space labels by words that it learns from items; here they are those of its prompts.");
    }
    if (measured.broken() > 0) {
      say("%d pictures could not be read and are left out.".formatted(measured.broken()));
    }
    if (measured.published().isPresent()) {
      say(
          "Published numbers are by OpenAI's CLIP ViT-L/14. This model has its shape; whether it has its weights is not known here.");
    }
  }
}
