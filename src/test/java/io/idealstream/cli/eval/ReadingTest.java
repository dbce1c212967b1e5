package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.eval.Reliability;
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
    List<GroupTable.Row> rows = table.rows(new Bootstrap(200, 1));
    Tables.Groups groups =
        new Tables.Groups("bird", table.items(), rows, List.of(), calibrations(), List.of());
    return measured(groups);
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
    return measured(
        "yard",
        model(256),
        new Tables(
            List.of(groups),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of("1 of 4 groups have no picture: a/b"),
            List.of()));
  }

  private static Measurement measured(String data, ModelDescription model, Tables tables) {
    return measured(data, model, Split.TEST, tables);
  }

  private static Measurement measured(
      String data, ModelDescription model, Split split, Tables tables) {
    return new Measurement(
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
  void theMethodWithTheBestWorstGroupIsNamedWithItsPrice() {
    String read = read(measured(20, new int[] {10, 8, 7}, new int[] {4, 5, 6}));
    assertTrue(read.contains("70.0 of 100 pictures, and in 40.0 of 100 in the worst group, b"));
    assertTrue(read.contains("The best worst group is that of cleared-words: 60.0"), read);
    assertTrue(read.contains("\"method: cleared-words\""), read);
    assertTrue(read.contains("It costs 5.0 points on average"), read);
    assertFalse(read.contains("Few pictures"), read);
    assertTrue(read.startsWith("Warning: 1 of 4 groups have no picture: a/b.\n"), read);
  }

  @Test
  void methodsThatPicturesDoNotTellApartAreSaidToBeLevel() {
    String read = read(measured(20, new int[] {10, 9, 9}, new int[] {3, 7, 7}));
    assertTrue(read.contains("do not tell it from"), read);
    assertFalse(read.contains("It costs"), read);
  }

  @Test
  void plainPromptsAreKeptWhereNothingIsClearlyBetter() {
    String read = read(measured(2, new int[] {9, 8, 8}, new int[] {6, 7, 6}));
    assertTrue(read.contains("No method is clearly better in the worst group"), read);
    assertFalse(read.contains("The best worst group"), read);
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
    List<GroupTable.Row> rows = table.rows(new Bootstrap(200, 1));
    Measurement measured =
        measured(new Tables.Groups("bird", 1, rows, List.of(), calibrations(), List.of()));
    String read = read(measured);
    assertTrue(read.contains("100.0 of 100 pictures; which group is the worst cannot be told"));
    assertFalse(read.contains("null") || read.contains("-,"), read);
    assertTrue(
        Grids.of(measured).stream().noneMatch(grid -> grid.title().startsWith("Each group")));
    assertEquals(2, Drawings.of(measured).size(), "the average, and probabilities");
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
