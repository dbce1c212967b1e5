package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Comparison;
import io.idealstream.decision.eval.CompositionTable;
import io.idealstream.decision.eval.Decomposition;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.RetrievalTable;
import io.idealstream.decision.eval.SideEffects;
import io.idealstream.math.ScoreMode;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a measurement for people; shares in percent with 95 % intervals. */
public final class Grids {

  /** More groups than this do not fit a line. */
  private static final int MOST_GROUPS = 8;

  private final Measurement measured;
  private final List<Grid> grids = new ArrayList<>();

  private Grids(Measurement measured) {
    this.measured = measured;
  }

  /** All tables that there are. */
  public static List<Grid> of(Measurement measured) {
    Grids all = new Grids(measured);
    Tables tables = measured.tables();
    tables.groups().forEach(all::groups);
    tables.composition().ifPresent(all::composition);
    tables.retrieval().ifPresent(all::retrieval);
    tables.decomposition().ifPresent(all::decomposition);
    return all.grids;
  }

  private Optional<Published> published() {
    return measured.published();
  }

  private void groups(Tables.Groups groups) {
    List<String> head = new ArrayList<>(List.of("asked by", "worst group", "average", "gap"));
    published().ifPresent(of -> head.add("published"));
    List<List<String>> rows = new ArrayList<>();
    for (GroupTable.Row row : groups.all()) {
      List<String> line = new ArrayList<>(List.of(row.method()));
      line.addAll(summary(row));
      published().ifPresent(of -> line.add(Numbers.published(of.groups().get(row.method()))));
      rows.add(line);
    }
    String missing =
        groups.missing().isEmpty()
            ? ""
            : " The space's prompts do not suffice for "
                + String.join(", ", groups.missing())
                + ".";
    grids.add(
        new Grid(
            "Groups: " + groups.factor(),
            Count.of(groups.pictures(), "picture")
                + ", every method on all of them; percent [95 % interval]."
                + missing,
            head,
            rows));
    if (!groups.againstPlain().isEmpty()) {
      differences(groups);
    }
    if (!groups.sideEffects().isEmpty()) {
      sideEffects(groups);
    }
    int number = groups.all().get(0).groups().size();
    if (number > 0 && number <= MOST_GROUPS) {
      eachGroup(groups);
    }
    if (!groups.given().isEmpty()) {
      given(groups);
    }
    calibration(groups);
  }

  private void differences(Tables.Groups groups) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison of : groups.againstPlain()) {
      rows.add(List.of(of.method(), Numbers.points(of.worst()), Numbers.points(of.average())));
    }
    grids.add(
        new Grid(
            "Differences from plain: " + groups.factor(),
            "Points gained on the same pictures [all differences lie in these together with 95 % confidence].",
            List.of("asked by", "worst group", "average"),
            rows));
  }

  private void sideEffects(Tables.Groups groups) {
    List<List<String>> rows = new ArrayList<>();
    for (SideEffects.Row of : groups.sideEffects()) {
      rows.add(
          List.of(
              of.method(),
              Numbers.points(of.accuracy()),
              of.accuracyOf(),
              Numbers.points(of.gap()),
              of.gapOf()));
    }
    grids.add(
        new Grid(
            "Side effects: " + groups.factor(),
            "The worst changes from plain along factors that no method was asked to clear, in points [95 % interval]: the value that loses most accuracy, the factor whose gap grows most.",
            List.of("asked by", "accuracy", "of", "gap", "of"),
            rows));
  }

  private static List<String> summary(GroupTable.Row row) {
    return List.of(
        Numbers.percent(row.worst()), Numbers.percent(row.average()), Numbers.percent(row.gap()));
  }

  private void eachGroup(Tables.Groups groups) {
    List<String> head = new ArrayList<>(List.of("asked by"));
    for (GroupTable.Group group : groups.all().get(0).groups()) {
      head.add(group.name() + " (" + group.items() + ")");
    }
    List<List<String>> rows = new ArrayList<>();
    for (GroupTable.Row row : groups.all()) {
      List<String> line = new ArrayList<>(List.of(row.method()));
      row.groups().forEach(group -> line.add(Numbers.percent(group.accuracy())));
      rows.add(line);
    }
    grids.add(
        new Grid(
            "Each group: " + groups.factor(),
            "Percent right [95 % interval]; number of pictures in round brackets.",
            head,
            rows));
  }

  private void given(Tables.Groups groups) {
    List<List<String>> rows = new ArrayList<>();
    for (GroupTable.Row row : groups.given()) {
      List<String> line = new ArrayList<>(List.of(row.method(), Numbers.percent(row.withheld())));
      line.addAll(summary(row));
      rows.add(line);
    }
    grids.add(
        new Grid(
            "As the job gives the answers: " + groups.factor(),
            "The space's gate and thresholds withhold some; the others count.",
            List.of("asked by", "withheld", "worst group", "average", "gap"),
            rows));
  }

  private void calibration(Tables.Groups groups) {
    List<List<String>> rows = new ArrayList<>();
    for (Tables.Calibration of : groups.calibrations()) {
      rows.add(
          List.of(
              of.method(),
              Numbers.fixed(of.nll(), 3),
              Numbers.fixed(of.brier(), 3),
              Numbers.fixed(of.ece(), 3),
              Numbers.of(of.best(), 2)));
    }
    grids.add(
        new Grid(
            "Probabilities: " + groups.factor(),
            "The smaller the better; the temperature is the one to set for the factor, a dash where none between an eighth and eight times the one that is set is the likeliest; the plain prompts are answered without.",
            List.of("asked by", "NLL", "Brier", "ECE", "temperature"),
            rows));
  }

  private void composition(Tables.Composition composition) {
    List<String> head = new ArrayList<>(List.of("asked by", "all right"));
    head.addAll(composition.factors());
    published().ifPresent(of -> head.add("published"));
    List<List<String>> rows = new ArrayList<>();
    for (CompositionTable.Row row : composition.rows()) {
      List<String> line = new ArrayList<>(List.of(row.method(), Numbers.percent(row.all())));
      row.factors().forEach(factor -> line.add(Numbers.percent(factor)));
      published().ifPresent(of -> line.add(Numbers.published(of.compositions().get(row.method()))));
      rows.add(line);
    }
    grids.add(
        new Grid(
            "Combinations",
            Count.of(composition.pictures(), "picture")
                + ", any combination possible; percent [95 % interval].",
            head,
            rows));
  }

  private void retrieval(Tables.Retrieval retrieval) {
    List<String> head = new ArrayList<>(List.of("asked by", "MRR x 100", "deviation over seeds"));
    published().ifPresent(of -> head.add("published"));
    List<List<String>> rows = new ArrayList<>();
    for (RetrievalTable.Row row : retrieval.rows()) {
      List<String> line =
          new ArrayList<>(
              List.of(
                  row.asking().code(),
                  Numbers.percent(row.meanReciprocalRank()),
                  Numbers.percent(row.seedDeviation())));
      published().ifPresent(of -> line.add(Numbers.spread(of.retrieval().get(row.asking()), 1)));
      rows.add(line);
    }
    grids.add(
        new Grid(
            "Personal concepts",
            "%s of %s over %s; %s to learn a concept from, %s of them; [95 %% interval] over captions."
                .formatted(
                    Count.of(retrieval.captions(), "caption"),
                    Count.of(retrieval.concepts(), "concept"),
                    Count.of(retrieval.gallery(), "picture"),
                    Count.of(retrieval.support(), "picture"),
                    Count.of(retrieval.seeds(), "draw")),
            head,
            rows));
  }

  private void decomposition(Decomposition decomposition) {
    List<List<String>> rows = new ArrayList<>();
    for (Decomposition.Scores scores : decomposition.scores()) {
      rows.add(
          List.of(
              scores.mode().toString(),
              Numbers.of(scores.idealWords()),
              Numbers.of(scores.realWords()),
              Numbers.of(scores.average())));
      if (scores.mode() == ScoreMode.PAPER) {
        published().filter(of -> !of.scores().isEmpty()).ifPresent(of -> rows.add(published(of)));
      }
    }
    grids.add(
        new Grid(
            "Prompts as sums of words",
            "%s, ± deviation over cells or pairs. R2 %s; %s percent of the cells are their words' nearest."
                .formatted(
                    Count.of(decomposition.cells(), "cell"),
                    Numbers.of(decomposition.r2(), 3),
                    decomposition.accuracy().isPresent()
                        ? Numbers.percent(decomposition.accuracy().getAsDouble())
                        : "-"),
            List.of("distances", "ideal words", "real words", "average"),
            rows));
  }

  private static List<String> published(Published of) {
    List<String> row = new ArrayList<>(List.of("published"));
    of.scores().forEach(score -> row.add(Numbers.spread(score, 2)));
    return row;
  }
}
