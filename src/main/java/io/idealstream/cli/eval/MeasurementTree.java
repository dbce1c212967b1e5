package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Advice;
import io.idealstream.decision.eval.Comparison;
import io.idealstream.decision.eval.CompositionTable;
import io.idealstream.decision.eval.Decomposition;
import io.idealstream.decision.eval.Difference;
import io.idealstream.decision.eval.Estimate;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.RetrievalTable;
import io.idealstream.decision.eval.SideEffects;
import io.idealstream.math.ScoreMode;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A measurement for scripts: shares from 0 to 1, null for what cannot be told. */
public final class MeasurementTree {

  private final Measurement measured;

  public MeasurementTree(Measurement measured) {
    this.measured = measured;
  }

  /** Maps, lists, texts and numbers. */
  public Map<String, Object> tree() {
    Tables tables = measured.tables();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", run());
    tree.put("data", data());
    tree.put("model", model());
    tree.put("space", measured.space().map(SpaceDefinition::space).orElse(null));
    tree.put("groups", tables.groups().stream().map(this::groups).toList());
    tree.put("compositions", tables.composition().map(this::composition).orElse(null));
    tree.put("retrieval", tables.retrieval().map(this::retrieval).orElse(null));
    tree.put("decomposition", tables.decomposition().map(this::decomposition).orElse(null));
    tree.put("words", tables.words().stream().map(MeasurementTree::word).toList());
    tree.put("emptyGroups", tables.emptyGroups().orElse(null));
    tree.put("leftOut", tables.leftOut());
    return tree;
  }

  private Map<String, Object> run() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("time", measured.run().time().toString());
    tree.put("version", measured.run().version());
    tree.put("command", measured.run().command());
    return tree;
  }

  private Map<String, Object> data() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", measured.data());
    tree.put("split", measured.choice().split() == null ? null : measured.choice().split().code());
    tree.put("pictures", measured.pictures());
    tree.put("asked", measured.asked());
    tree.put("embedded", measured.embedded());
    tree.put("reused", measured.reused());
    tree.put("broken", measured.broken());
    tree.put(
        "firstBroken",
        measured.firstBroken().stream()
            .map(broken -> Map.of("file", broken.file().toString(), "why", broken.why()))
            .toList());
    tree.put("problems", measured.problems());
    return tree;
  }

  private Map<String, Object> model() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("place", measured.model().place());
    tree.put("fingerprint", measured.model().fingerprint());
    return tree;
  }

  private Map<String, Object> groups(Tables.Groups groups) {
    Map<String, Object> methods = new LinkedHashMap<>();
    for (int m = 0; m < groups.all().size(); m++) {
      GroupTable.Row row = groups.all().get(m);
      Map<String, Object> tree = summary(row);
      tree.put("calibration", calibration(groups.calibrations().get(m)));
      tree.put(
          "againstPlain",
          groups.againstPlain().stream()
              .filter(of -> of.method().equals(row.method()))
              .findAny()
              .map(MeasurementTree::comparison)
              .orElse(null));
      tree.put(
          "sideEffects",
          groups.sideEffects().stream()
              .filter(of -> of.method().equals(row.method()))
              .findAny()
              .map(MeasurementTree::sideEffects)
              .orElse(null));
      tree.put("given", groups.given().isEmpty() ? null : given(groups.given().get(m)));
      tree.put(
          "published", measured.published().map(of -> of.groups().get(row.method())).orElse(null));
      methods.put(row.method(), tree);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("factor", groups.factor());
    tree.put("pictures", groups.pictures());
    tree.put("methods", methods);
    tree.put("missing", groups.missing());
    tree.put(
        "chance", Map.of("constant", groups.chance().constant(), "guess", groups.chance().guess()));
    tree.put("advice", groups.advice().map(MeasurementTree::advice).orElse(null));
    return tree;
  }

  private static Map<String, Object> summary(GroupTable.Row row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("worst", estimate(row.worst()));
    tree.put("worstGroup", row.worstGroup());
    tree.put("average", estimate(row.average()));
    tree.put("gap", estimate(row.gap()));
    Map<String, Object> groups = new LinkedHashMap<>();
    row.groups().forEach(group -> groups.put(group.name(), group(group)));
    tree.put("groups", groups);
    return tree;
  }

  private static Map<String, Object> sideEffects(SideEffects.Row row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("accuracy", difference(row.accuracy()));
    tree.put("accuracyOf", row.accuracyOf());
    tree.put("gap", difference(row.gap()));
    tree.put("gapOf", row.gapOf());
    return tree;
  }

  private static Map<String, Object> given(GroupTable.Row row) {
    Map<String, Object> tree = summary(row);
    tree.put("withheld", estimate(row.withheld()));
    return tree;
  }

  private static Map<String, Object> group(GroupTable.Group group) {
    Map<String, Object> tree = estimate(group.accuracy());
    tree.put("pictures", group.items());
    return tree;
  }

  private static Map<String, Object> calibration(Tables.Calibration calibration) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("nll", orNull(calibration.nll()));
    tree.put("brier", orNull(calibration.brier()));
    tree.put("ece", orNull(calibration.ece()));
    tree.put("temperature", orNull(calibration.best()));
    return tree;
  }

  private Map<String, Object> composition(Tables.Composition composition) {
    Map<String, Object> methods = new LinkedHashMap<>();
    for (CompositionTable.Row row : composition.rows()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("all", estimate(row.all()));
      for (int f = 0; f < row.factors().size(); f++) {
        tree.put(composition.factors().get(f), estimate(row.factors().get(f)));
      }
      tree.put(
          "published",
          measured.published().map(of -> of.compositions().get(row.method())).orElse(null));
      methods.put(row.method(), tree);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pictures", composition.pictures());
    tree.put("factors", composition.factors());
    tree.put("methods", methods);
    tree.put("missing", composition.missing());
    return tree;
  }

  private Map<String, Object> retrieval(Tables.Retrieval retrieval) {
    Map<String, Object> rows = new LinkedHashMap<>();
    for (RetrievalTable.Row row : retrieval.rows()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("meanReciprocalRank", estimate(row.meanReciprocalRank()));
      tree.put("overText", difference(row.overText()));
      tree.put("seedDeviation", orNull(row.seedDeviation()));
      tree.put(
          "published",
          measured.published().map(of -> of.retrieval().get(row.asking())).orElse(null));
      rows.put(row.asking().code(), tree);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("concepts", retrieval.concepts());
    tree.put("captions", retrieval.captions());
    tree.put("gallery", retrieval.gallery());
    tree.put("support", retrieval.support());
    tree.put("seeds", retrieval.seeds());
    tree.put("asked", rows);
    return tree;
  }

  private Map<String, Object> decomposition(Decomposition decomposition) {
    Map<String, Object> modes = new LinkedHashMap<>();
    for (Decomposition.Scores scores : decomposition.scores()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("idealWords", scores.idealWords().orElse(null));
      tree.put("realWords", scores.realWords().orElse(null));
      tree.put("average", scores.average().orElse(null));
      tree.put("published", scores.mode() == ScoreMode.PAPER ? published() : null);
      modes.put(scores.mode().toString(), tree);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cells", decomposition.cells());
    tree.put("r2", orNull(decomposition.r2()));
    tree.put("accuracy", orNull(decomposition.accuracy()));
    tree.put("scores", modes);
    return tree;
  }

  private List<List<Double>> published() {
    return measured
        .published()
        .map(Published::scores)
        .filter(scores -> !scores.isEmpty())
        .orElse(null);
  }

  private static Map<String, Object> word(Tables.MeasuredWord word) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("factor", word.factor());
    tree.put("value", word.value());
    tree.put("pictures", word.pictures());
    tree.put("length", orNull(word.length()));
    tree.put("standardError", orNull(word.standardError()));
    tree.put("valueClass", word.valueClass().isPresent() ? word.valueClass().getAsInt() : null);
    return tree;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("value", orNull(estimate.value()));
    tree.put("standardError", orNull(estimate.standardError()));
    tree.put("low", orNull(estimate.interval().low()));
    tree.put("high", orNull(estimate.interval().high()));
    return tree;
  }

  private static Map<String, Object> difference(Difference difference) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("value", orNull(difference.value()));
    tree.put("low", orNull(difference.interval().low()));
    tree.put("high", orNull(difference.interval().high()));
    return tree;
  }

  private static Map<String, Object> comparison(Comparison comparison) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("worst", difference(comparison.worst()));
    tree.put("average", difference(comparison.average()));
    return tree;
  }

  private static Map<String, Object> advice(Advice advice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("verdict", advice.verdict().name().toLowerCase(Locale.ROOT));
    tree.put("method", advice.row().method());
    tree.put("level", advice.level());
    tree.put("beatsChance", advice.beatsChance());
    return tree;
  }

  private static Double orNull(double number) {
    return Double.isFinite(number) ? number : null;
  }

  private static Double orNull(OptionalDouble number) {
    return number.isPresent() ? orNull(number.getAsDouble()) : null;
  }
}
