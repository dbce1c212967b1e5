package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class KafkaOptionsTest {

  private static String again(String... options) {
    return CommandLine.populateCommand(new KafkaOptions(), options).again();
  }

  @Test
  void aProposedCommandReachesTheSameTopicsAndRepeatsNoProperty() {
    assertEquals("", again());
    assertEquals(" --config my-job.yaml", again("--config", "my-job.yaml"));
    assertEquals(
        " --kafka broker-1:9093 --prefix birds.",
        again(
            "--kafka=broker-1:9093",
            "--prefix=birds.",
            "--kafka-property",
            "sasl.jaas.config=password"));
  }
}
