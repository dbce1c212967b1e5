package io.idealstream.decision;

import java.util.List;

/** All methods, by name. */
public final class Methods {

  private static final List<Method> ALL =
      List.of(
          new PlainMethod(),
          new PairMethod(),
          new RealWordMethod(),
          new IdealWordMethod(),
          new ClearedWordMethod(),
          new OrthogonalProjection(),
          new OrthogonalCalibration(),
          new GeodesicMethod(),
          new ParetoMethod());

  private Methods() {}

  public static List<Method> all() {
    return ALL;
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Method named(String name) {
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no method '%s'; there are %s"
                        .formatted(name, ALL.stream().map(Method::name).toList())));
  }
}
