package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void everyScreenFollowsStandardErrorWhichKeepsTheLiveLineBelow() {
    for (String screen : Set.of("news", "screen")) {
      ConsoleAppender appender = configuration.getAppender(screen);
      assertEquals(ConsoleAppender.Target.SYSTEM_ERR, appender.getTarget(), screen);
      PrintStream before = System.err;
      ByteArrayOutputStream taken = new ByteArrayOutputStream();
      System.setErr(new PrintStream(taken, true, UTF_8));
      try {
        appender.append(
            Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setLoggerName("a")
                .setMessage(new SimpleMessage("followed"))
                .build());
      } finally {
        System.setErr(before);
      }
      assertTrue(taken.toString(UTF_8).contains("followed"), screen);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NetworkClient", "Metadata"})
  void ofALostBrokerClientsTellTheFileAloneAndThereTooOnlyAFewTimes(String logger) {
    LoggerConfig config = configuration.getLoggerConfig("org.apache.kafka.clients." + logger);
    assertEquals(Set.of("file"), config.getAppenders().keySet());
    Filter few = config.getAppenderRefs().get(0).getFilter();
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.WARN)
            .setMessage(new SimpleMessage("no connection"))
            .build();
    long kept =
        IntStream.range(0, 1000).filter(i -> few.filter(event) != Filter.Result.DENY).count();
    assertEquals(10, kept);
  }
}
