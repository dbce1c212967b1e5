package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.Chance;
import io.idealstream.decision.eval.Comparison;
import io.idealstream.decision.eval.Difference;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.eval.Reliability;
import io.idealstream.decision.eval.SideEffects;
import io.idealstream.math.Interval;
import io.idealstream.model.ModelDescription;
import io.idealstream.model.ModelMemory;
import io.idealstream.wire.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final List<String> METHODS = List.of("plain", "ideal-words", "cleared-words");
  private static final int OF_TEN = 10;

  /** Two groups; of ten pictures of a group so many are right by each method. */
  private static Measurement measured(int tens, int[] first, int[] second) {
    GroupTable table = new GroupTable(METHODS, List.of("a", "b"));
    for (int i = 0; i < tens * OF_TEN; i++) {
      for (int group = 0; group < 2; group++) {
        int[] right = group == 0 ? first : second;
        List<Outcome> outcomes = new ArrayList<>();
        for (int m = 0; m < METHODS.size(); m++) {
          outcomes.add(Outcome.of(i % OF_TEN < right[m]));
        }
        table.add(group, outcomes.toArray(Outcome[]::new));
      }
    }
    return measured(groups(table, calibrations()));
  }

  private static Tables.Groups groups(GroupTable table, List<Tables.Calibration> calibrations) {
    Bootstrap bootstrap = new Bootstrap(200, 1);
    Chance chance = Chance.of(new int[] {1, 1});
    List<GroupTable.Row> rows = table.rows(bootstrap);
    List<Comparison> againstPlain = table.against("plain", bootstrap);
    return new Tables.Groups(
        "bird",
        table.items(),
        rows,
        List.of(),
        calibrations,
        List.of(),
        chance,
        againstPlain,
        List.of(),
        table.advice(rows, againstPlain, chance, bootstrap));
  }

  /** Debiased answers were made at temperature 2, and should be made at 6. */
  private static List<Tables.Calibration> calibrations() {
    return METHODS.stream()
        .map(
            method ->
                method.equals("plain")
                    ? calibration(method, 1, 3)
                    : calibration(method, 2, method.equals("cleared-words") ? 6 : 2.5))
        .toList();
  }

  private static Tables.Calibration calibration(String method, double asked, double best) {
    List<Reliability.Bin> bins = List.of(new Reliability.Bin(1, 0.9, 0.8));
    return new Tables.Calibration(method, 0, 0, 0, asked, OptionalDouble.of(best), bins);
  }

  private static Measurement measured(Tables.Groups groups) {
    return measured(List.of(groups));
  }

  private static Measurement measured(List<Tables.Groups> groups) {
    return measured(
        "yard",
        model(256),
        new Tables(
            groups,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of("1 of 4 groups without a picture: a/b"),
            List.of()));
  }

  private static Measurement measured(String data, ModelDescription model, Tables tables) {
    return measured(data, model, Split.TEST, tables);
  }

  private static Measurement measured(
      String data, ModelDescription model, Split split, Tables tables) {
    return new Measurement(
        new Measurement.Run(java.time.Instant.EPOCH, "1", "idealstream eval"),
        data,
        Optional.of(data),
        10,
        10,
        10,
        0,
        0,
        List.of(),
        List.of(),
        model,
        Optional.empty(),
        new Evaluation.Choice(List.of(), split, 5, 5, 1),
        tables);
  }

  private static ModelDescription model(int dimension) {
    ModelMemory memory = new ModelMemory(0, 0, 0, 0);
    return new ModelDescription(
        "place",
        "sha256:1",
        dimension,
        77,
        224,
        224,
        "v",
        "t",
        100,
        "file",
        List.of(),
        8,
        8,
        memory);
  }

  private static String read(Measurement measured) {
    return String.join("\n", Reading.of(measured));
  }

  @Test
  void factorsThatAreAdvisedDifferentMethodsGetNoSpace() {
    Tables.Groups bird = factor("bird", new int[] {10, 8, 7}, new int[] {4, 5, 9});
    Tables.Groups colour = factor("colour", new int[] {10, 10, 7}, new int[] {4, 9, 5});
    Measurement both = measured(List.of(bird, colour));
    assertTrue(
        read(both)
            .contains(
                "Factors are advised different methods (cleared-words for bird, ideal-words for"
                    + " colour), and a space has one for all of them: a report writes no space."),
        read(both));
    assertEquals(Optional.empty(), ChosenSpace.method(both));
    Measurement same = measured(List.of(bird, bird));
    assertFalse(read(same).contains("different methods"));
    assertEquals(Optional.of("cleared-words"), ChosenSpace.method(same));
  }

  private static Tables.Groups factor(String name, int[] first, int[] second) {
    Tables.Groups groups = measured(80, first, second).tables().groups().get(0);
    return new Tables.Groups(
        name,
        groups.pictures(),
        groups.all(),
        groups.given(),
        groups.calibrations(),
        groups.missing(),
        groups.chance(),
        groups.againstPlain(),
        groups.sideEffects(),
        groups.advice());
  }

  @Test
  void whatTheAdvisedMethodChangesElsewhereIsSaidWhereItIsClear() {
    Tables.Groups groups =
        measured(80, new int[] {10, 8, 7}, new int[] {4, 5, 6}).tables().groups().get(0);
    SideEffects.Row clear =
        new SideEffects.Row(
            "cleared-words",
            new Difference(-0.1, new Interval(-0.2, -0.05)),
            "light/night",
            new Difference(0.1, new Interval(-0.05, 0.2)),
            "light");
    String read = read(measured(withSideEffects(groups, clear)));
    assertTrue(
        read.contains(
            "Where nobody asked for it, it costs pictures of light/night -10.0 [-20.0, -5.0] points."),
        read);
    assertFalse(read.contains("The gap along light"), read);
  }

  private static Tables.Groups withSideEffects(Tables.Groups groups, SideEffects.Row row) {
    return new Tables.Groups(
        groups.factor(),
        groups.pictures(),
        groups.all(),
        groups.given(),
        groups.calibrations(),
        groups.missing(),
        groups.chance(),
        groups.againstPlain(),
        List.of(row),
        groups.advice());
  }

  @Test
  void theMethodWithTheBestWorstGroupIsNamedWithItsPrice() {
    String read = read(measured(80, new int[] {10, 8, 7}, new int[] {4, 5, 6}));
    assertTrue(read.contains("70.0 of 100 pictures, and in 40.0 of 100 in the worst group, b"));
    assertTrue(read.contains("cleared-words gains +20.0 ["), read);
    assertTrue(read.contains("points in the worst group and costs -5.0 ["), read);
    assertTrue(read.contains("\"method: cleared-words\""), read);
    assertFalse(read.contains("Few pictures"), read);
    assertTrue(read.startsWith("Warning: 1 of 4 groups without a picture: a/b.\n"), read);
  }

  @Test
  void methodsThatPicturesDoNotTellApartAreSaidToBeLevel() {
    String read = read(measured(20, new int[] {10, 9, 9}, new int[] {3, 7, 7}));
    assertTrue(
        read.contains(
            "ideal-words is clearly better than the plain prompts in the worst group and on average"),
        read);
    assertTrue(read.contains("These pictures do not tell it from cleared-words"), read);
    assertFalse(read.contains("chance"), read);
  }

  @Test
  void plainPromptsAreKeptWhereNothingIsClearlyBetter() {
    String read = read(measured(2, new int[] {9, 8, 8}, new int[] {6, 7, 6}));
    assertTrue(read.contains("No method is clearly better than the plain prompts: ideal"), read);
    assertFalse(read.contains("A space takes it"), read);
  }

  @Test
  void answersNoBetterThanChanceAreSaidToBeSo() {
    String read = read(measured(2, new int[] {10, 9, 9}, new int[] {0, 1, 1}));
    assertTrue(
        read.contains(
            "not clearly better than chance: always giving the most frequent value is right"
                + " in 50.0 of 100"),
        read);
    assertTrue(read.contains("Other prompts or another model may help more"), read);
  }

  @Test
  void aTemperatureAtTheEndOfTheSearchIsNoFinding() {
    List<Tables.Calibration> none =
        METHODS.stream()
            .map(
                method ->
                    new Tables.Calibration(method, 0, 0, 0, 1, OptionalDouble.empty(), List.of()))
            .toList();
    GroupTable table = new GroupTable(METHODS, List.of("a", "b"));
    for (int i = 0; i < 40; i++) {
      table.add(0, Outcome.RIGHT, Outcome.RIGHT, Outcome.WRONG);
      table.add(1, Outcome.WRONG, Outcome.RIGHT, Outcome.WRONG);
    }
    String read = read(measured(groups(table, none)));
    assertTrue(read.contains("These pictures tell no temperature for bird"), read);
  }

  @Test
  void fewPicturesOfAGroupAreSaid() {
    String read = read(measured(2, new int[] {10, 9, 9}, new int[] {0, 9, 10}));
    assertTrue(read.contains("Few pictures in a (20), b (20)"), read);
  }

  @Test
  void theTemperatureIsTheOneToSetInPlaceOfTheFactorsOwn() {
    String read = read(measured(20, new int[] {10, 8, 7}, new int[] {4, 5, 6}));
    assertTrue(read.contains("\"temperature: 6.00\" of factor bird, in place of 2.00"), read);
    assertFalse(
        read(measured(20, new int[] {10, 8, 7}, new int[] {4, 6, 5})).contains("too sure"),
        "2.5 is not far from 2");
  }

  @Test
  void withoutPicturesOfKnownGroupsNoWorstGroupIsNamed() {
    GroupTable table = new GroupTable(METHODS, List.of());
    table.add(GroupTable.UNKNOWN, Outcome.RIGHT, Outcome.RIGHT, Outcome.WRONG);
    Measurement measured = measured(groups(table, calibrations()));
    String read = read(measured);
    assertTrue(read.contains("100.0 of 100 pictures; which group is the worst cannot be told"));
    assertFalse(read.contains("null") || read.contains("-,"), read);
    assertTrue(
        Grids.of(measured).stream().noneMatch(grid -> grid.title().startsWith("Each group")));
    assertEquals(
        2, Drawings.of(measured, new WrongAnswers()).size(), "the average, and probabilities");
  }

  @Test
  void publishedNumbersStandBesideModelsOfThatShapeAlone() {
    Tables none = measured(2, new int[3], new int[3]).tables();
    assertTrue(measured("waterbirds", model(768), none).published().isPresent());
    assertTrue(measured("waterbirds", model(512), none).published().isEmpty());
    assertTrue(measured("yard", model(768), none).published().isEmpty());
    for (Split other : new Split[] {Split.TRAIN, Split.VALIDATION, null}) {
      assertTrue(measured("waterbirds", model(768), other, none).published().isEmpty());
    }
    assertTrue(read(measured("celeba", model(768), none)).contains("not known here"));
  }
}
