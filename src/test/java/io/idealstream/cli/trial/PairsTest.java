package io.idealstream.cli.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

  private final List<String> taken = new ArrayList<>();
  private final Pairs<String> pairs = new Pairs<>((live, trial) -> taken.add(live + "/" + trial));

  @Test
  void eachItemIsTakenOnceBothSidesHaveSpokenWhicheverComesFirst() {
    pairs.add("1", false, "a");
    pairs.add("2", true, "b");
    pairs.add("2", false, "c");
    pairs.add("1", true, "d");
    pairs.add("3", false, "e");
    pairs.add("4", true, "f");
    pairs.add("5", true, "g");
    assertEquals(List.of("c/b", "a/d"), taken);
    assertEquals(1, pairs.onlyOf(false));
    assertEquals(2, pairs.onlyOf(true));
    assertEquals(0, pairs.repeated());
  }

  @Test
  void whatIsSaidAgainIsCountedAndChangesNothing() {
    pairs.add("1", false, "a");
    pairs.add("1", false, "b");
    pairs.add("1", true, "c");
    pairs.add("1", true, "d");
    pairs.add("1", false, "e");
    assertEquals(List.of("a/c"), taken);
    assertEquals(3, pairs.repeated());
    assertEquals(0, pairs.onlyOf(false));
  }

  @Test
  void theRestIsTakenWithoutTheOtherSide() {
    pairs.add("1", false, "a");
    pairs.add("1", true, "b");
    pairs.add("2", true, "c");
    pairs.takeRest();
    pairs.takeRest();
    assertEquals(List.of("a/b", "null/c"), taken);
  }
}
