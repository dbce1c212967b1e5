package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what {@code tools/golden/words.py} wrote. */
final class Golden {

  private Golden() {}

  static JsonNode read(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/math/" + name)) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FactorSpace space(JsonNode of) {
    List<Factor> factors = new ArrayList<>();
    for (JsonNode factor : of.get("factors")) {
      List<String> values = stream(factor.get("values")).map(JsonNode::asText).toList();
      List<Double> weights = stream(factor.get("weights")).map(JsonNode::asDouble).toList();
      factors.add(new Factor(factor.get("name").asText(), values, weights));
    }
    return FactorSpace.of(factors);
  }

  static CellSums cells(JsonNode of, Anchor anchor) {
    CellSums sums = new CellSums(space(of), anchor);
    for (JsonNode event : of.get("events")) {
      sums.add(cell(event), vector(event.get("vector")), event.get("weight").asDouble());
    }
    return sums;
  }

  static Moments moments(JsonNode of, Anchor anchor) {
    Moments moments = new Moments(space(of), anchor);
    for (JsonNode event : of.get("events")) {
      moments.add(cell(event), vector(event.get("vector")), event.get("weight").asDouble());
    }
    return moments;
  }

  static int dimension(JsonNode of) {
    return of.get("events").get(0).get("vector").size();
  }

  static Cell cell(JsonNode event) {
    return Cell.of(stream(event.get("cell")).mapToInt(JsonNode::asInt).toArray());
  }

  static double[] vector(JsonNode numbers) {
    return stream(numbers).mapToDouble(JsonNode::asDouble).toArray();
  }

  /** Rows of numbers, one after the other. */
  static double[] matrix(JsonNode rows) {
    return stream(rows).flatMap(Golden::stream).mapToDouble(JsonNode::asDouble).toArray();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static void assertClose(double expected, double actual, double tolerance, String what) {
    assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)), what);
  }

  static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int j = 0; j < expected.length; j++) {
      assertClose(expected[j], actual[j], tolerance, what + " at " + j);
    }
  }
}
