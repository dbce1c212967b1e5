package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Source;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Of what an act is, who does it and why. */
final class ActOptions {
  /** Time for an act to reach the job, so that what it asks for is what it gets. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  @Option(names = "--space", required = true, description = "The space.")
  private String space;

  @Option(names = "--feed", description = "Only this feed (default: all).")
  private String feed;

  @Mixin private DoneBy done = new DoneBy();

  String space() {
    return space;
  }

  String feed() {
    return feed;
  }

  /** An act on drift. */
  Control onDrift(Act act, String signal, String factor, String value, Instant until) {
    return act(act, null, signal, factor, value, null, null, until);
  }

  /** An act on words. */
  Control onWords(Act act, Source source, Long toVersion, Instant toTime) {
    return act(act, source, null, null, null, toVersion, toTime, null);
  }

  private Control act(
      Act act,
      Source source,
      String signal,
      String factor,
      String value,
      Long toVersion,
      Instant toTime,
      Instant until) {
    Instant now = Instant.now();
    return new Control(
        null,
        space,
        feed,
        source,
        signal,
        factor,
        value,
        act,
        toVersion,
        toTime,
        now.plus(ON_ITS_WAY),
        until,
        done.by(),
        done.reason(),
        now);
  }
}
