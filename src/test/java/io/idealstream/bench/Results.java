package io.idealstream.bench;

import java.util.List;

/** Results that nobody measured. */
final class Results {

  static final Machine MACHINE =
      new Machine(2, 1L << 34, "Linux amd64", "Debian 17", "1.0", "bundled model", "sha256:a");

  private Results() {}

  static Result of(Measurement... measurements) {
    return new Result(Form.QUICK, MACHINE, List.of(measurements));
  }

  /** A rate. */
  static Measurement rate(String name, double ratio) {
    return new Measurement(
        name, 100 * ratio, "images/s", Better.HIGHER, ratio, "a plain loop", 0.1);
  }

  /** A time. */
  static Measurement time(String name, double ratio) {
    return new Measurement(name, 10 * ratio, "ms", Better.LOWER, ratio, "a bare mean", 0.1);
  }
}
