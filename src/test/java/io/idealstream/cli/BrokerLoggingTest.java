package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command {@code broker} lets through to the screen. */
class BrokerLoggingTest {
  private Configuration configuration;
  private ConsoleAppender screen;

  @BeforeEach
  void read() {
    configuration =
        ConfigurationFactory.getInstance()
            .getConfiguration(
                new LoggerContext("broker"),
                "broker",
                Path.of("conf/log4j2-broker.properties").toUri());
    configuration.initialize();
    screen = configuration.getAppender("screen");
  }

  @Test
  void onlyErrorsAreShownAndOnStandardError() {
    Map.of(
            "kafka.log.LogManager", Level.ERROR,
            "org.apache.kafka.storage.internals.log.LogDirFailureChannel", Level.ERROR,
            "kafka.server.BrokerServer", Level.OFF)
        .forEach(
            (logger, level) ->
                assertEquals(level, configuration.getLoggerConfig(logger).getLevel(), logger));
    assertEquals(ConsoleAppender.Target.SYSTEM_ERR, screen.getTarget());
  }

  @Test
  void anErrorIsOneLineThatEndsWithItsCause() {
    assertEndsWith(
        " ERROR LogDirFailureChannel: Error while appending: No space left on device\n",
        new IOException("No space left on device"));
    assertEndsWith(" ERROR LogDirFailureChannel: Error while appending\n", null);
  }

  private void assertEndsWith(String expected, Throwable cause) {
    String line =
        (String)
            screen
                .getLayout()
                .toSerializable(
                    Log4jLogEvent.newBuilder()
                        .setLoggerName("kafka.LogDirFailureChannel")
                        .setLevel(Level.ERROR)
                        .setMessage(new SimpleMessage("Error while appending"))
                        .setThrown(cause)
                        .build());
    assertTrue(line.endsWith(expected), line);
  }
}
