package io.idealstream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * One JSON file of a model folder, read with errors that name the file and the path inside it.
 *
 * @param file name of the file, for messages
 * @param path where in the file this node stands, for messages
 */
public record ModelJson(String file, String path, JsonNode node) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static ModelJson parse(String file, byte[] bytes) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root == null || !root.isObject()) {
        throw new ModelRefused(file + ": expected a JSON object, found " + kind(root));
      }
      return new ModelJson(file, "", root);
    } catch (JsonProcessingException e) {
      throw new ModelRefused(file + ": not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ModelRefused(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** The node below {@code name}; refused when it is missing or null. */
  public ModelJson get(String name) {
    ModelJson child = child(name);
    if (child.node.isMissingNode() || child.node.isNull()) {
      throw new ModelRefused(file + ": expected " + child.path + ", found nothing");
    }
    return child;
  }

  /** The node below {@code name}, which may be missing. */
  public ModelJson child(String name) {
    return new ModelJson(file, path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  public String text() {
    return expect(node.isTextual(), "a string").textValue();
  }

  public double number() {
    return expect(node.isNumber(), "a number").doubleValue();
  }

  public int integer() {
    return expect(node.isIntegralNumber() && node.canConvertToInt(), "a whole number").intValue();
  }

  public boolean truth() {
    return expect(node.isBoolean(), "true or false").booleanValue();
  }

  public Iterable<ModelJson> elements() {
    expect(node.isArray(), "an array");
    Iterator<JsonNode> each = node.elements();
    return () ->
        new Iterator<>() {
          private int index;

          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public ModelJson next() {
            return new ModelJson(file, path + "[" + index++ + "]", each.next());
          }
        };
  }

  public Iterable<Map.Entry<String, JsonNode>> fields() {
    return expect(node.isObject(), "an object").properties();
  }

  /** A refusal that names this place. */
  public ModelRefused refuse(String expected) {
    String found = node.isValueNode() ? node.toString() : kind(node);
    return new ModelRefused(
        file + ": expected " + path + " to be " + expected + ", found " + found);
  }

  private JsonNode expect(boolean holds, String expected) {
    if (!holds) {
      throw refuse(expected);
    }
    return node;
  }

  private static String kind(JsonNode node) {
    return node == null || node.isMissingNode() ? "nothing" : "a JSON " + node.getNodeType();
  }
}
