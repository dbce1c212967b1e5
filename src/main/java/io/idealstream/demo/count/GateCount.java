package io.idealstream.demo.count;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the gate of space {@code birds} made of pictures, each with its last answer.
 *
 * @param birds pictures of birds
 * @param birdsOutside those among them that were taken for something else
 * @param others pictures without a bird
 * @param othersLabelled those among them that were taken for birds
 */
public record GateCount(long birds, long birdsOutside, long others, long othersLabelled) {

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("birds", birds);
    tree.put("birdsOutside", birdsOutside);
    tree.put("others", others);
    tree.put("othersLabelled", othersLabelled);
    return tree;
  }
}
