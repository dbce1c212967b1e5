package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Unreadable;
import java.util.Map;

/** JSON for what is no record of a topic, such as the output of a command. */
public final class Json {

  private Json() {}

  /**
   * One line of JSON.
   *
   * @param tree maps with texts as keys, lists, texts, numbers, booleans, nulls, arrays of float or
   *     double, bytes, instants and records, in any nesting
   * @throws IllegalArgumentException for a NaN, an infinity or another type
   */
  public static String text(Object tree) {
    return new String(JsonTree.write(Shape.treeOf(tree)), UTF_8);
  }

  /**
   * A JSON object as a map of maps, lists, texts, Long, Double, Boolean and null.
   *
   * @throws Unreadable if the bytes are anything else
   */
  public static Map<String, Object> object(byte[] bytes) throws Unreadable {
    return Place.root().object(JsonTree.read(bytes));
  }
}
