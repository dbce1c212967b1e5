package io.idealstream.bench;

import java.util.List;
import java.util.Optional;

/** Everything that was measured in one run. */
public record Result(Form form, Machine machine, List<Measurement> measurements) {

  public Result {
    measurements = List.copyOf(measurements);
  }

  Optional<Measurement> find(String name) {
    return measurements.stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
