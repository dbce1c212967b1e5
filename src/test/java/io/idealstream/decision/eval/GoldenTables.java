package io.idealstream.decision.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What NumPy makes of the same items; written by tools/golden/evaluation.py. */
final class GoldenTables {

  private GoldenTables() {}

  static JsonNode of(String table) {
    try (InputStream file = GoldenTables.class.getResourceAsStream("/decision/evaluation.json")) {
      return new ObjectMapper().readTree(file).get(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> list(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  static double[] doubles(JsonNode node) {
    return list(node).stream().mapToDouble(JsonNode::asDouble).toArray();
  }

  static float[] floats(JsonNode node) {
    float[] floats = new float[node.size()];
    for (int j = 0; j < floats.length; j++) {
      floats[j] = (float) node.get(j).asDouble();
    }
    return floats;
  }
}
