package io.idealstream.demo.count;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Places that labels of space {@code scenes} named, over pictures with their last answer.
 *
 * @param pictures each of which shows one place
 * @param named places named, of any picture none, one or several
 * @param right those among them that the picture shows
 */
public record SceneCount(long pictures, long named, long right) {

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pictures", pictures);
    tree.put("named", named);
    tree.put("right", right);
    return tree;
  }
}
