package io.idealstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final double LIMIT = 0.15;

  @Test
  void aRateIsWorseBelowTheLimitAndNotAtIt() {
    Result before = Results.of(Results.rate("pictures", 0.80));
    assertEquals(List.of(), worse(before, Results.of(Results.rate("pictures", 0.80 * 0.851))));
    assertEquals(
        List.of("pictures"), worse(before, Results.of(Results.rate("pictures", 0.80 * 0.849))));
    assertEquals(List.of(), worse(before, Results.of(Results.rate("pictures", 1.60))));
  }

  @Test
  void aTimeIsWorseAboveTheLimitAndNotAtIt() {
    Result before = Results.of(Results.time("fit", 4));
    assertEquals(List.of(), worse(before, Results.of(Results.time("fit", 4 * 1.149))));
    assertEquals(List.of("fit"), worse(before, Results.of(Results.time("fit", 4 * 1.151))));
    assertEquals(List.of(), worse(before, Results.of(Results.time("fit", 1))));
  }

  @Test
  void anAbsoluteValueDecidesNothing() {
    Measurement slow = Measurement.alone("loop", 1, "pictures/s", Better.HIGHER, 0.1);
    Measurement fast = Measurement.alone("loop", 900, "pictures/s", Better.HIGHER, 0.1);
    assertEquals(List.of(), worse(Results.of(fast), Results.of(slow)));
    assertEquals(List.of(), worse(Results.of(Results.rate("loop", 1)), Results.of(slow)));
    assertEquals(List.of(), worse(Results.of(slow), Results.of(Results.rate("loop", 0.1))));
  }

  @Test
  void whatOneOfThemHasNotIsSaidAndDecidesNothing() {
    Comparison comparison =
        new Comparison(
            Results.of(Results.rate("pictures", 0.8), Results.time("fit", 4)),
            Results.of(Results.rate("pictures", 0.8), Results.time("labels", 4)),
            LIMIT);
    assertEquals(List.of(), comparison.worse());
    assertEquals(
        List.of("Not measured now: fit.", "Not measured before: labels."), comparison.remarks());
  }

  @Test
  void whatIsWorseIsNamed() {
    Comparison comparison =
        new Comparison(
            Results.of(Results.time("fit", 4)), Results.of(Results.time("fit", 5)), LIMIT);
    assertEquals(List.of("Worse by more than 15 %: fit."), comparison.remarks());
  }

  @Test
  void anotherMachineIsSaidAndNotRefused() {
    Machine other =
        new Machine(8, 1L << 35, "Linux amd64", "Debian 21", "1.0", "bundled model", "sha256:a");
    Result before = new Result(Form.QUICK, other, List.of(Results.rate("pictures", 0.8)));
    Comparison comparison =
        new Comparison(before, Results.of(Results.rate("pictures", 0.8)), LIMIT);
    assertEquals(
        List.of("Before: another machine, of 8 processors, 32.0 GiB, Linux amd64, Java Debian 21."),
        comparison.remarks());
  }

  @Test
  void anotherFormAndAnotherModelAreRefused() {
    Result before = Results.of(Results.rate("pictures", 0.8));
    assertEquals(
        Optional.of("it was measured in form quick, this is full: sizes differ"),
        Comparison.whyRefused(before, Form.FULL, "sha256:a"));
    String why = Comparison.whyRefused(before, Form.QUICK, "sha256:b").orElseThrow();
    assertTrue(why.startsWith("it was measured with another model: bundled model"), why);
    assertEquals(Optional.empty(), Comparison.whyRefused(before, Form.QUICK, "sha256:a"));
  }

  @Test
  void theTableHasBothAndTheChange() {
    Result before = Results.of(Results.rate("pictures", 0.80));
    Result now = Results.of(Results.rate("pictures", 0.60), Results.time("fit", 4));
    assertEquals(
        List.of(
            "measured  before  value  unit      ratio before  ratio  change  of",
            "pictures    80.0   60.0  images/s          0.80   0.60   -25 %  a plain loop",
            "fit            -   40.0  ms                       4.00          a bare mean"),
        ResultTable.of(now, new Comparison(before, now, LIMIT)));
  }

  private static List<String> worse(Result before, Result now) {
    return new Comparison(before, now, LIMIT).worse();
  }
}
