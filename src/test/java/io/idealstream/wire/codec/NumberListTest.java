package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.idealstream.wire.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lists of numbers are read without an object for each, and are the same lists. */
class NumberListTest {

  @Test
  void numbersAreWholeOrNotAsTheyWereWritten() throws Unreadable {
    List<?> list = read("[1, 2.0, -3, 0.1, 9007199254740992]");
    assertInstanceOf(NumberList.class, list);
    assertEquals(List.of(1L, 2.0, -3L, 0.1, 9007199254740992L), list);
  }

  @Test
  void whatIsNoListOfNumbersAloneIsAListAllTheSame() throws Unreadable {
    assertEquals(List.of(), read("[]"));
    assertEquals(List.of(1L, 2.5, "x", 3L), read("[1, 2.5, \"x\", 3]"));
    assertEquals(Arrays.asList(1L, null), read("[1, null]"));
    assertEquals(List.of(List.of(1L), List.of(2.5)), read("[[1], [2.5]]"));
    assertEquals(List.of(1L, Long.MAX_VALUE), read("[1, 9223372036854775807]"));
  }

  @Test
  void everyFloatIsReadAsItWasWritten() throws Unreadable {
    Random random = new Random(1);
    List<Object> numbers = new ArrayList<>();
    while (numbers.size() < 10_000) {
      float number = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(number)) {
        numbers.add(Double.parseDouble(Float.toString(number)));
      }
    }
    assertEquals(numbers, read(numbers.toString()));
  }

  private static List<?> read(String json) throws Unreadable {
    return (List<?>) JsonTree.read(json.getBytes(UTF_8));
  }
}
