package io.idealstream.cli.eval;

import io.idealstream.decision.Methods;
import io.idealstream.decision.eval.Advice;
import io.idealstream.decision.eval.Asking;
import io.idealstream.decision.eval.Comparison;
import io.idealstream.decision.eval.Difference;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.RetrievalTable;
import io.idealstream.decision.eval.SideEffects;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the tables say in plain words, and what they do not say. One method is called clearly better
 * than another where the whole interval of their difference on the same pictures is above zero.
 */
public final class Reading {

  private static final int FEW_PICTURES = 30;
  private static final double TOO_SURE = 1.5;
  private static final int MOST_CLASSES = 8;

  private final List<String> sentences = new ArrayList<>();

  private Reading() {}

  /** Sentences about the tables, in their order; the limits come last. */
  public static List<String> of(Measurement measured) {
    Reading reading = new Reading();
    Tables tables = measured.tables();
    tables.emptyGroups().ifPresent(empty -> reading.say("Warning: " + empty + "."));
    tables.groups().forEach(reading::groups);
    ChosenSpace.disagreement(measured).ifPresent(reading::say);
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
    reading.classes(tables.words());
    reading.limits(measured);
    return reading.sentences;
  }

  private void say(String sentence) {
    sentences.add(sentence);
  }

  private void groups(Tables.Groups groups) {
    groups.all().stream()
        .filter(row -> row.method().equals("plain"))
        .findAny()
        .ifPresent(row -> plain(groups, row));
    groups.advice().ifPresent(advice -> advice(groups, advice));
  }

  private void plain(Tables.Groups groups, GroupTable.Row row) {
    String worst =
        row.worstGroup() == null
            ? "; which group is the worst cannot be told, since no picture has a value of every factor"
            : ", and in %s of 100 in the worst group, %s"
                .formatted(Numbers.percent(row.worst().value()), row.worstGroup());
    say(
        "Asked by the plain prompts, %s is answered rightly in %s of 100 pictures%s."
            .formatted(groups.factor(), Numbers.percent(row.average().value()), worst));
    if (!groups.chance().isBeatenBy(row)) {
      say(
          "That is not clearly better than chance: always giving the most frequent value is right in %s of 100, and guessing in %s of 100 of every group."
              .formatted(
                  Numbers.percent(groups.chance().constant()),
                  Numbers.percent(groups.chance().guess())));
    }
  }

  private void advice(Tables.Groups groups, Advice advice) {
    switch (advice.verdict()) {
      case BETTER -> better(advice);
      case TRADE -> trade(advice);
      case BEST ->
          say(
              "The best worst group and average together are those of %s: %s and %s. A space takes it by \"method: %s\"."
                  .formatted(
                      advice.row().method(),
                      Numbers.percent(advice.row().worst()),
                      Numbers.percent(advice.row().average()),
                      advice.row().method()));
      case KEEP -> keep(groups, advice);
    }
    if (advice.verdict() != Advice.Verdict.KEEP) {
      level(advice);
      if (!advice.beatsChance()) {
        say(
            "It is not clearly better than chance, though: other prompts or another model may help more than another method.");
      }
      sideEffects(groups, advice.row().method());
      small(groups);
      sure(groups, advice.row().method());
    }
  }

  private void better(Advice advice) {
    Comparison than = advice.against().orElseThrow();
    String where =
        than.worst().isClearGain() && than.average().isClearGain()
            ? "in the worst group and on average"
            : than.worst().isClearGain() ? "in the worst group" : "on average";
    say(
        "%s is clearly better than the plain prompts %s: %s points in the worst group, %s on average. A space takes it by \"method: %s\"."
            .formatted(
                advice.row().method(),
                where,
                Numbers.points(than.worst()),
                Numbers.points(than.average()),
                advice.row().method()));
  }

  private void trade(Advice advice) {
    Comparison than = advice.against().orElseThrow();
    say(
        "%s gains %s points in the worst group and costs %s on average: where pictures come as one-sided as here, the spurious factor is a fair hint, and doing without it has a price. A space takes it by \"method: %s\"."
            .formatted(
                advice.row().method(),
                Numbers.points(than.worst()),
                Numbers.points(than.average()),
                advice.row().method()));
  }

  private void level(Advice advice) {
    if (!advice.level().isEmpty()) {
      say(
          "These pictures do not tell it from "
              + String.join(", ", advice.level())
              + "; among these, which answers are cheaper to get wrong may decide.");
    }
  }

  private void keep(Tables.Groups groups, Advice advice) {
    Optional<Comparison> best =
        groups.againstPlain().stream()
            .filter(than -> Methods.named(than.method()).debiases())
            .filter(than -> !Double.isNaN(than.gain()))
            .max(Comparator.comparingDouble(Comparison::gain));
    best.ifPresent(
        than ->
            say(
                "No method is clearly better than the plain prompts: %s comes nearest with %s points in the worst group and %s on average. Keep \"method: plain\", or measure more pictures."
                    .formatted(
                        than.method(),
                        Numbers.points(than.worst()),
                        Numbers.points(than.average()))));
    if (!advice.beatsChance()) {
      say("Other prompts or another model may help more than another method.");
    }
    small(groups);
  }

  private void sideEffects(Tables.Groups groups, String method) {
    for (SideEffects.Row of : groups.sideEffects()) {
      if (of.method().equals(method) && of.accuracy().isClearLoss()) {
        say(
            "Where nobody asked for it, it costs pictures of %s %s points."
                .formatted(of.accuracyOf(), Numbers.points(of.accuracy())));
      }
      if (of.method().equals(method) && of.gap().isClearGain()) {
        say(
            "The gap along %s, which it was not asked to clear, grows by %s points."
                .formatted(of.gapOf(), Numbers.points(of.gap())));
      }
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
      if (!of.method().equals(method)) {
        continue;
      }
      if (of.best().isEmpty()) {
        say(
            "These pictures tell no temperature for %s: the likeliest is where the search ended, as where all answers are right, or no better than chance."
                .formatted(groups.factor()));
      } else if (of.best().getAsDouble() > TOO_SURE * of.asked()) {
        say(
            "Its probabilities are too sure; \"temperature: %s\" of factor %s, in place of %s, mends that and changes no label."
                .formatted(
                    Numbers.of(of.best(), 2), groups.factor(), Numbers.fixed(of.asked(), 2)));
      }
    }
  }

  private void composition(Tables.Composition composition) {
    boolean clear = composition.leads().stream().allMatch(Difference::isClearGain);
    say(
        "All of %s are right in %s of 100 pictures by %s%s."
            .formatted(
                String.join(", ", composition.factors()),
                Numbers.percent(composition.best().all()),
                composition.best().method(),
                clear ? "" : "; the other ways are not clearly behind"));
  }

  private void retrieval(Tables.Retrieval retrieval) {
    RetrievalTable.Row words = row(retrieval, Asking.IDEAL_WORDS);
    Difference gain = words.overText();
    String than =
        gain.isClearGain()
            ? "clearly up from"
            : gain.isClearLoss() ? "clearly down from" : "not clearly different from";
    say(
        "A personal concept learned from %s brings the mean reciprocal rank to %s of 100, %s %s by the text alone: %s points."
            .formatted(
                Count.of(retrieval.support(), "picture"),
                Numbers.percent(words.meanReciprocalRank()),
                than,
                Numbers.percent(row(retrieval, Asking.TEXT).meanReciprocalRank().value()),
                Numbers.points(gain)));
  }

  private static RetrievalTable.Row row(Tables.Retrieval retrieval, Asking asking) {
    return retrieval.rows().stream().filter(row -> row.asking() == asking).findAny().orElseThrow();
  }

  /** Values that the pictures do not compare have words of their own classes. */
  private void classes(List<Tables.MeasuredWord> words) {
    Map<String, SortedMap<Integer, List<String>>> factors = new LinkedHashMap<>();
    for (Tables.MeasuredWord word : words) {
      word.valueClass()
          .ifPresent(
              number ->
                  factors
                      .computeIfAbsent(word.factor(), factor -> new TreeMap<>())
                      .computeIfAbsent(number, first -> new ArrayList<>())
                      .add(word.value()));
    }
    factors.forEach(
        (factor, classes) ->
            say(
                "These pictures do not compare all values of %s; words of different classes cannot be held against each other: %s."
                    .formatted(
                        factor,
                        classes.entrySet().stream()
                            .limit(MOST_CLASSES)
                            .map(of -> of.getKey() + " (" + Found.brief(of.getValue()) + ")")
                            .collect(Collectors.joining(", ")))));
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
      say(
          Count.of(
                  measured.broken(),
                  "picture could not be read and is",
                  "pictures could not be read and are")
              + " left out.");
    }
    if (measured.published().isPresent()) {
      say(
          "Published numbers are by OpenAI's CLIP ViT-L/14. This model has its shape; whether it has its weights is not known here.");
    }
  }
}
