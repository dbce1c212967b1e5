package io.idealstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The space of a golden case as a space file. */
final class GoldenSpace {

  private GoldenSpace() {}

  static String file(JsonNode golden) {
    return space(golden).toString();
  }

  private static ObjectNode space(JsonNode golden) {
    ObjectNode space = new ObjectMapper().createObjectNode();
    space.put("space", "golden");
    StringBuilder template = new StringBuilder();
    ObjectNode factors = space.putObject("factors");
    for (JsonNode factor : golden.get("factors")) {
      String name = factor.get("name").asText();
      template.append('{').append(name).append("} ");
      ObjectNode definition = factors.putObject(name);
      definition.put("role", factors.size() == 1 ? "label" : "spurious");
      ObjectNode values = definition.putObject("values");
      ObjectNode weights = definition.putObject("weights");
      for (int v = 0; v < factor.get("values").size(); v++) {
        String value = factor.get("values").get(v).asText();
        values.putArray(value).add(value);
        weights.set(value, factor.get("weights").get(v));
      }
    }
    space.putArray("templates").add(template.toString());
    space.putObject("plain").putArray("factor0").add("{factor0}");
    return space;
  }
}
