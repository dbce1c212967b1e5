package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.filter.BurstFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command {@code run} lets through to the screen. */
class RunLoggingTest {
  private Configuration configuration;

  @BeforeEach
  void read() {
    configuration =
        ConfigurationFactory.getInstance()
            .getConfiguration(
                new LoggerContext("run"), "run", Path.of("conf/log4j2-run.properties").toUri());
    configuration.initialize();
  }

  @Test
  void newsAndOwnWarningsAreShownAndOfFlinkOnlyErrors() {
    Map.of(
            RunCommand.class.getName(),
            Level.INFO,
            "io.idealstream.stream.Embed",
            Level.WARN,
            "org.apache.kafka.clients.NetworkClient",
            Level.WARN,
            "org.apache.flink.runtime.taskmanager.Task",
            Level.ERROR)
        .forEach(
            (logger, level) ->
                assertEquals(level, configuration.getLoggerConfig(logger).getLevel(), logger));
    assertEquals(
        Set.of("news", "file"),
        configuration.getLoggerConfig(RunCommand.class.getName()).getAppenders().keySet());
  }

  @Test
  void everyScreenIsStandardErrorAndALostBrokerDoesNotFloodIt() {
    for (String screen : Set.of("news", "screen", "network")) {
      ConsoleAppender appender = configuration.getAppender(screen);
      assertEquals(ConsoleAppender.Target.SYSTEM_ERR, appender.getTarget(), screen);
    }
    ConsoleAppender network = configuration.getAppender("network");
    assertInstanceOf(BurstFilter.class, network.getFilter());
  }
}
