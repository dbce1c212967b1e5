package io.idealstream.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CarryOverTest {

  private static final int DIMENSION = 3;

  /** One item as it came, before any sums were made of it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Item(Map<String, String> values, float[] vector) {}

  /** Some of four factors, each with some of four values; at least two of each. */
  private static SpaceDefinition random(Random random) {
    List<String> factors = some(random, List.of("f0", "f1", "f2", "f3"), 1);
    StringBuilder yaml = new StringBuilder("space: s\ntemplates: [\"");
    factors.forEach(factor -> yaml.append("{").append(factor).append("} "));
    yaml.append("\"]\nplain: {").append(factors.get(0)).append(": [\"{").append(factors.get(0));
    yaml.append("}\"]}\nfactors:\n");
    for (String factor : factors) {
      String values =
          some(random, List.of("a", "b", "c", "d"), 2).stream()
              .map(value -> value + ": [" + value + "]")
              .collect(Collectors.joining(", "));
      String role = factor.equals(factors.get(0)) ? "label" : "spurious";
      yaml.append("  %s: {role: %s, values: {%s}}\n".formatted(factor, role, values));
    }
    return BirdSpaces.definition(yaml.toString());
  }

  private static List<String> some(Random random, List<String> of, int least) {
    List<String> some = new ArrayList<>();
    while (some.size() < least) {
      some = of.stream().filter(name -> random.nextInt(3) > 0).collect(Collectors.toList());
    }
    Collections.shuffle(some, random);
    return some;
  }

  private static List<Item> items(Random random, SpaceDefinition space) {
    List<Item> items = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Map<String, String> values = new HashMap<>();
      space
          .factors()
          .forEach(
              (name, factor) ->
                  values.put(name, factor.names().get(random.nextInt(factor.names().size()))));
      float[] vector = new float[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        vector[j] = random.nextFloat();
      }
      items.add(new Item(values, vector));
    }
    return items;
  }

  private static Map<String, Decayed<VectorSum>> sums(List<Item> items) {
    Map<String, Decayed<VectorSum>> sums = new HashMap<>();
    for (Item item : items) {
      sums.computeIfAbsent(
              CellName.of(item.values),
              unseen -> Forgetting.nothing(ForwardDecay.none(), DIMENSION, 0))
          .sums()
          .add(item.vector, 1);
    }
    return sums;
  }

  /**
   * The items that the new definition can place, under its factors: summed afresh, item by item.
   */
  private static Map<Map<String, String>, double[]> expected(
      List<Item> items, SpaceDefinition space) {
    Map<Map<String, String>, double[]> sums = new HashMap<>();
    for (Item item : items) {
      Map<String, String> cell = new TreeMap<>();
      space
          .factors()
          .forEach(
              (factor, definition) -> {
                String value = item.values.get(factor);
                if (value != null && definition.names().contains(value)) {
                  cell.put(factor, value);
                }
              });
      if (cell.size() == space.factors().size()) {
        double[] sum = sums.computeIfAbsent(cell, unseen -> new double[DIMENSION + 1]);
        sum[DIMENSION]++;
        for (int j = 0; j < DIMENSION; j++) {
          sum[j] += item.vector[j];
        }
      }
    }
    return sums;
  }

  @Test
  void sumsAreThoseOfTheItemsThatTheNewDefinitionCanPlace() {
    Random random = new Random(11);
    int carriedOver = 0;
    for (int round = 0; round < 500; round++) {
      SpaceDefinition before = random(random);
      SpaceDefinition after = random(random);
      List<Item> items = items(random, before);
      Map<Map<String, String>, double[]> expected = expected(items, after);
      Map<String, Decayed<VectorSum>> carried = CarryOver.to(after).sums(sums(items));
      assertEquals(expected.size(), carried.size());
      expected.forEach(
          (cell, sum) -> {
            VectorSum found = carried.get(CellName.of(cell)).sums();
            assertEquals((long) sum[DIMENSION], found.count());
            for (int j = 0; j < DIMENSION; j++) {
              assertEquals(sum[j], found.sum(j), 1e-9);
            }
          });
      carriedOver += carried.size();
    }
    assertTrue(carriedOver > 200, "cells carried over: " + carriedOver);
  }

  @Test
  void nothingChangesUnderTheSameFactorsAndValues() {
    Random random = new Random(12);
    SpaceDefinition space = random(random);
    Map<String, Decayed<VectorSum>> before = sums(items(random, space));
    Map<String, Decayed<VectorSum>> after = CarryOver.to(space).sums(before);
    assertEquals(before.keySet(), after.keySet());
    before.forEach(
        (name, sum) -> assertArrayEquals(sum.sums().toArray(), after.get(name).sums().toArray()));
  }

  @Test
  void theSumsThatAreCarriedOverAreNotTheOldOnes() {
    Random random = new Random(13);
    SpaceDefinition space = random(random);
    Map<String, Decayed<VectorSum>> before = sums(items(random, space));
    Map<String, Decayed<VectorSum>> after = CarryOver.to(space).sums(before);
    after.values().forEach(sum -> sum.sums().clear());
    before.values().forEach(sum -> assertTrue(sum.sums().count() > 0));
  }

  @Test
  void namesOfCellsDoNotDependOnTheOrderOfFactorsAndHoldAnyPrintableCharacter() {
    Map<String, String> values = new TreeMap<>();
    values.put("zone", "a/b=c, \"d\"");
    values.put("bird", "{owl}");
    assertEquals("bird\u001f{owl}\u001ezone\u001fa/b=c, \"d\"", CellName.of(values));
    assertEquals(values, CellName.values(CellName.of(values)));
  }
}
