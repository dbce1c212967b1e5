package io.idealstream.cli;

import io.idealstream.wire.Control;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all acts have in common: they go to topic {@code controls}. */
abstract class DriftAct implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();
  @Mixin private ActOptions options = new ActOptions();

  @Spec private CommandSpec spec;

  /** The act that is asked for. */
  abstract Control act(ActOptions asked);

  @Override
  public Integer call() {
    return new ActSender(kafka, acknowledged, spec.commandLine()).send(act(options));
  }

  /** A time that was given, or null. */
  Instant time(String option, String text, Function<String, Instant> reading) {
    try {
      return text == null ? null : reading.apply(text);
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + unreadable.getMessage(), unreadable);
    }
  }

  KafkaOptions kafka() {
    return kafka;
  }
}
