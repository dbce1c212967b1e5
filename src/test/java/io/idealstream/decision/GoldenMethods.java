package io.idealstream.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.math.Cell;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What NumPy makes of the same vectors; written by tools/golden/methods.py. */
final class GoldenMethods {

  /** Scores of one factor by method: one row per item. */
  record OfFactor(int factor, Map<String, List<double[]>> scores, List<Integer> pairWinners) {}

  record Case(String name, SpaceVectors vectors, List<float[]> items, List<OfFactor> factors) {}

  private GoldenMethods() {}

  static List<Case> read() {
    try (InputStream file = GoldenMethods.class.getResourceAsStream("/decision/methods.json")) {
      return stream(new ObjectMapper().readTree(file)).stream().map(GoldenMethods::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case read(JsonNode of) {
    List<OfFactor> factors =
        stream(of.get("factors")).stream()
            .map(
                factor ->
                    new OfFactor(
                        factor.get("factor").asInt(),
                        scores(factor.get("scores")),
                        stream(factor.get("pairWinners")).stream().map(JsonNode::asInt).toList()))
            .toList();
    List<float[]> items =
        stream(of.get("items")).stream().map(item -> floats(numbers(item))).toList();
    return new Case(of.get("name").asText(), vectors(of), items, factors);
  }

  private static SpaceVectors vectors(JsonNode of) {
    FactorSpace space = space(of);
    List<Cell> cells =
        stream(of.get("cells")).stream()
            .map(cell -> Cell.of(stream(cell).stream().mapToInt(JsonNode::asInt).toArray()))
            .toList();
    double[] vectors = numbers(of.get("vectors"));
    Set<Integer> spurious = new HashSet<>();
    of.get("spurious").forEach(factor -> spurious.add(factor.asInt()));
    boolean[] determined = new boolean[space.rows()];
    Arrays.fill(determined, true);
    SpaceVectors known =
        SpaceVectors.of(space, vectors.length / cells.size())
            .withSpurious(spurious)
            .withWords(numbers(of.get("words")), determined)
            .withCells(new CellVectors(cells, vectors));
    for (int i = 0; i < space.factors(); i++) {
      known = known.withPlain(i, numbers(of.get("plain").get(i)));
    }
    return known;
  }

  private static FactorSpace space(JsonNode of) {
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < of.get("sizes").size(); i++) {
      String name = "f" + i;
      List<String> values =
          IntStream.range(0, of.get("sizes").get(i).asInt()).mapToObj(v -> name + "v" + v).toList();
      List<Double> weights =
          stream(of.get("weights").get(i)).stream().map(JsonNode::asDouble).toList();
      factors.add(new Factor(name, values, weights));
    }
    return FactorSpace.of(factors);
  }

  private static Map<String, List<double[]>> scores(JsonNode of) {
    Map<String, List<double[]>> scores = new LinkedHashMap<>();
    of.fields()
        .forEachRemaining(
            method ->
                scores.put(
                    method.getKey(),
                    stream(method.getValue()).stream().map(GoldenMethods::numbers).toList()));
    return scores;
  }

  /** All numbers of nested lists, in order. */
  private static double[] numbers(JsonNode of) {
    return stream(of).stream()
        .flatMapToDouble(
            node ->
                node.isArray() ? Arrays.stream(numbers(node)) : DoubleStream.of(node.asDouble()))
        .toArray();
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int j = 0; j < floats.length; j++) {
      floats[j] = (float) numbers[j];
    }
    return floats;
  }

  private static List<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }
}
