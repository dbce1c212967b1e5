package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Direction WATER = new Direction("share", "place", "water", Unit.SHARE);
  private static final Direction RAW_WATER =
      new Direction("raw-share", "place", "water", Unit.SHARE);
  private static final Direction AIR = new Direction("share", "place", "air", Unit.SHARE);
  private static final Direction FOG = new Direction("share", "place", "fog", Unit.SHARE);
  private static final Direction AXIS = new Direction("unnamed", "", "axis-1", Unit.DEGREES);
  private static final Direction LAND = new Direction("centre", "place", "land", Unit.DEGREES);

  private final Explanation explanation =
      new Explanation(
          "cam-3", interval -> Instant.parse("2026-03-01T14:00:00Z").plusSeconds(60 * interval));

  private static Finding finding(
      Finding.State state, Direction cause, double explained, Change change, Direction... others) {
    Cause of =
        new Cause(
            Optional.ofNullable(cause),
            1,
            explained,
            new ShiftSplit(List.of(), 0, 1),
            List.of(others));
    return new Finding(
        state,
        new Episode(0, 1, 1, 1, of),
        5,
        7,
        8,
        120,
        100,
        Optional.ofNullable(change),
        List.of());
  }

  @Test
  void aShareSaysWhatItIsAndWas() {
    Change change = new Change(WATER, 0.21, 0.46, 0.02, false);
    assertEquals(
        "Since 2026-03-01 14:05 UTC `place/water` is in 46.0 % of the items of cam-3, it was 21.0 %;"
            + " that is 83 % of the shift.",
        explanation.of(finding(Finding.State.STARTED, WATER, 0.83, change)));
  }

  @Test
  void whatCameWithItIsNamedUpToThree() {
    Change change = new Change(LAND, 1.204, 3.5, 0.1, false);
    assertEquals(
        "Since 2026-03-01 14:05 UTC the centre `place/land` of cam-3 is 3.50 degrees, it was 1.20"
            + " degrees. With it moved `place/water`, unnamed `axis-1`, `place/air` and 1 more.",
        explanation.of(
            finding(Finding.State.ONGOING, LAND, 0, change, WATER, AXIS, AIR, RAW_WATER, FOG)));
  }

  @Test
  void aValueThatMovedByPlainPromptsTooIsNamedOnce() {
    Change change = new Change(WATER, 0.21, 0.46, 0.02, false);
    assertEquals(
        "Since 2026-03-01 14:05 UTC `place/water` is in 46.0 % of the items of cam-3, it was 21.0 %;"
            + " that is 83 % of the shift. With it moved unnamed `axis-1`.",
        explanation.of(finding(Finding.State.STARTED, WATER, 0.83, change, RAW_WATER, AXIS)));
  }

  @Test
  void whatHasNoNameIsSaidToHaveNone() {
    assertEquals(
        "Since 2026-03-01 14:05 UTC the items of cam-3 look different, and no value of the space"
            + " says how.",
        explanation.of(finding(Finding.State.STARTED, null, 0, null)));
  }

  @Test
  void anEndSaysHowItIsNow() {
    Change change = new Change(WATER, 0.21, 0.22, 0.02, false);
    assertEquals(
        "The drift of `place/water` in cam-3 since 2026-03-01 14:05 UTC is over: now 22.0 %, in the"
            + " reference 21.0 %.",
        explanation.of(finding(Finding.State.RECOVERED, WATER, 0.83, change)));
    assertEquals(
        "The drift in cam-3 since 2026-03-01 14:05 UTC is over.",
        explanation.of(finding(Finding.State.RECOVERED, null, 0, null)));
  }

  private String since(Change change) {
    String sentence = explanation.of(finding(Finding.State.STARTED, change.direction(), 0, change));
    return sentence.substring("Since 2026-03-01 14:05 UTC ".length());
  }

  @Test
  void howOftenLabelsAreRightIsSaidOfTheirFactorAndGroup() {
    Direction average = new Direction("accuracy", "bird", "average", Unit.ACCURACY);
    assertEquals(
        "labels of `bird` in cam-3 are right in 71.0 % of what feedback judges, it was 90.0 %.",
        since(new Change(average, 0.9, 0.71, 0.02, false)));
    Direction group = new Direction("group-accuracy", "bird", "duck/lake", Unit.ACCURACY);
    assertEquals(
        "labels of `bird` in group `duck/lake` of cam-3 are right in 20.0 % of what feedback"
            + " judges, it was 90.0 %.",
        since(new Change(group, 0.9, 0.2, 0.02, false)));
    Direction sets = new Direction("coverage", "bird", "average", Unit.ACCURACY);
    assertEquals(
        "sets of `bird` in cam-3 hold the truth in 80.0 % of what feedback judges, it was 90.0 %.",
        since(new Change(sets, 0.9, 0.8, 0.02, false)));
  }

  @Test
  void whatComesInIsSaidInItsOwnNumbers() {
    Direction dead = new Direction("input", "", "dead-letters", Unit.FRACTION);
    assertEquals(
        "at least 10.4 % of the records of cam-3 become dead letters, it was 2.4 %.",
        since(new Change(dead, 0.024, 0.104, 0.01, true)));
    Direction rate = new Direction("input", "", "rate", Unit.DOUBLINGS);
    assertEquals(
        "cam-3 has at most 4.0 items an interval, it had 32.0.",
        since(new Change(rate, 5, 2, 0.1, true)));
    Direction size = new Direction("input", "", "picture-size", Unit.DOUBLINGS);
    assertEquals(
        "pictures of cam-3 have 0.262 million pixels, they had 1.049.",
        since(new Change(size, 20, 18, 0.1, false)));
  }
}
