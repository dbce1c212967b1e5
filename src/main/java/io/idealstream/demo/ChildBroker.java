package io.idealstream.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A {@link Broker} in a process of its own, on any free port of 127.0.0.1. It ends with the one who
 * started it, however that ends, and leaves no files.
 */
public final class ChildBroker implements AutoCloseable {

  /** As the launcher has them for the command {@code broker}. */
  private static final List<String> JAVA_OPTIONS =
      List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Before what it could not do, in the one line that it prints. */
  private static final String FAILED = "failed: ";

  private final ChildJava process;
  private String bootstrapServers;

  private ChildBroker(ChildJava process) {
    this.process = process;
  }

  /**
   * Starts and returns once the broker answers.
   *
   * @param folder in which its data lies while it runs
   * @param stop is waited for too
   * @throws IOException in one sentence, when it does not start
   */
  public static ChildBroker start(Path folder, Stop stop) throws IOException {
    ChildJava process =
        ChildJava.start(
            new ChildJava.Start(
                ChildBroker.class,
                JAVA_OPTIONS,
                List.of(folder.toString()),
                Map.of(),
                Redirect.PIPE,
                Redirect.INHERIT));
    ChildBroker broker = new ChildBroker(process);
    try {
      broker.awaitAnswer(stop);
      return broker;
    } catch (IOException | RuntimeException failure) {
      process.kill();
      broker.close();
      throw failure;
    }
  }

  private void awaitAnswer(Stop stop) throws IOException {
    BufferedReader out = process.out();
    while (!out.ready() && process.isAlive()) {
      stop.check();
      stop.pause(LOOK_AGAIN);
    }
    String line = out.readLine();
    if (line == null || line.startsWith(FAILED)) {
      throw new IOException(
          line == null
              ? "the process of the Kafka broker ended before it answered"
              : line.substring(FAILED.length()));
    }
    bootstrapServers = line;
  }

  /** The process that was started. */
  public static void main(String[] arguments) throws IOException {
    ChildJava.leaveInterruptToParent();
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    try (Broker broker = Broker.start(0, Map.of(), Path.of(arguments[0]))) {
      broker.announceEnd(why -> System.err.println("idealstream: " + why));
      out.println(broker.bootstrapServers());
      ChildJava.awaitEndOfParent();
    } catch (IOException failure) {
      out.println(FAILED + failure.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }

  /** Its time on the processor so far. */
  public Duration onProcessor() {
    return process.onProcessor();
  }

  /** The address to give to Kafka clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker; returns when its process and its files are gone. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
