package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * Alarms that belong together, put down to one cause.
 *
 * @param since index of the interval at which it is estimated to have begun
 * @param detected index of the interval of its first alarm
 * @param last index of the interval of its last alarm
 * @param alarms so far, at least one
 * @param cause by all items since it began; what else raised an alarm are its consequences
 */
public record Episode(long since, long detected, long last, int alarms, Cause cause) {

  static Episode read(FlatReader in) {
    return new Episode(in.number(), in.number(), in.number(), (int) in.number(), Cause.read(in));
  }

  void write(FlatWriter out) {
    out.number(since).number(detected).number(last).number(alarms);
    cause.write(out);
  }
}
