package io.idealstream.cli;

import io.idealstream.math.DisentanglementSample;
import io.idealstream.math.DisentanglementSample.Averages;
import io.idealstream.math.DisentanglementSample.OfFactor;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How independently images rank factors: for scripts as a tree, for people as a table. */
final class DisentanglementReport {
  private final SpaceDefinition definition;
  private final FactorSpace space;
  private final DisentanglementSample sample;
  private final Optional<Averages> averages;

  DisentanglementReport(SpaceDefinition definition, DisentanglementSample sample) {
    this.definition = definition;
    this.space = definition.factorSpace();
    this.sample = sample;
    this.averages = sample.averages();
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("images", sample.images());
    tree.put("totalCorrelation", averages.map(Averages::totalCorrelation).orElse(null));
    Map<String, Object> factors = new LinkedHashMap<>();
    for (int i = 0; i < space.factors(); i++) {
      int factor = i;
      factors.put(
          space.factor(i).name(), averages.map(all -> all.factors().get(factor)).orElse(null));
    }
    tree.put("factors", factors);
    return tree;
  }

  Table table() {
    Table table =
        new Table()
            .row("space", definition.space() + ": " + space)
            .row("images", sample.images())
            .row(
                "total correlation",
                averages.map(all -> number(all.totalCorrelation()) + " nats").orElse("-"));
    for (int i = 0; i < space.factors(); i++) {
      int factor = i;
      table.row(
          space.factor(i).name(), averages.map(all -> text(all.factors().get(factor))).orElse("-"));
    }
    return table;
  }

  private static String text(OfFactor factor) {
    return String.format(
        Locale.ROOT,
        "one best value for %.1f %% of images, one order for %.1f %%, Kendall's tau %.3f",
        100 * factor.mode(),
        100 * factor.order(),
        factor.kendallTau());
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }
}
