package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line's logging lets through to the screen. */
class ScreenLoggingTest {

  private Configuration configuration;

  @BeforeEach
  void read() {
    configuration =
        ConfigurationFactory.getInstance()
            .getConfiguration(
                new LoggerContext("screen"), "screen", Path.of("conf/log4j2.properties").toUri());
    configuration.initialize();
  }

  @Test
  void ownWarningsAreShownAndOfKafkaAndFlinkOnlyErrors() {
    Map.of(
            "io.idealstream.stream.Embed", Level.WARN,
            "io.idealstream.stream.output.DeadLetterOffice", Level.OFF,
            "org.apache.flink.metrics.MetricGroup", Level.ERROR,
            "org.apache.flink.runtime.taskmanager.Task", Level.ERROR,
            "org.apache.kafka.clients.NetworkClient", Level.OFF,
            "org.apache.kafka.clients.consumer.KafkaConsumer", Level.ERROR,
            "kafka.log.LogManager", Level.ERROR,
            "kafka.server.BrokerServer", Level.OFF)
        .forEach(
            (logger, level) ->
                assertEquals(level, configuration.getLoggerConfig(logger).getLevel(), logger));
  }

  @Test
  void theScreenIsStandardErrorSoThatResultsStayAlone() {
    ConsoleAppender screen = configuration.getAppender("screen");
    assertEquals(ConsoleAppender.Target.SYSTEM_ERR, screen.getTarget());
    assertEquals(Map.of("screen", screen), configuration.getRootLogger().getAppenders());
  }
}
