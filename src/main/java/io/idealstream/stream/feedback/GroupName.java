package io.idealstream.stream.feedback;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** A group of items as people read it. */
final class GroupName {

  private GroupName() {}

  /**
   * {@code waterbird/land}: one value of each factor.
   *
   * @param factors of the space, in its order
   * @param values by factor
   */
  static String of(Collection<String> factors, Map<String, String> values) {
    return factors.stream().map(values::get).collect(Collectors.joining("/"));
  }
}
