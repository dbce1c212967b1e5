package io.idealstream.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A process of Java with the classes of this one. It is to end once its standard input does, so
 * that it never outlives the one who started it, however that ends.
 */
public final class ChildJava implements AutoCloseable {

  private static final String LOGGING = "log4j2.configurationFile";
  private static final Duration ENDING = Duration.ofSeconds(20);

  private final Process process;

  private ChildJava(Process process) {
    this.process = process;
  }

  /**
   * What is started, and how.
   *
   * @param main begins with {@link #leaveInterruptToParent}, and ends after {@link
   *     #awaitEndOfParent}
   * @param options of Java
   * @param environment beside that of this process
   * @param out where its standard output goes
   * @param err where its standard error goes
   */
  public record Start(
      Class<?> main,
      List<String> options,
      List<String> arguments,
      Map<String, String> environment,
      Redirect out,
      Redirect err) {}

  /** Starts it; does not wait for anything. */
  public static ChildJava start(Start start) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(start.options);
    Optional.ofNullable(System.getProperty(LOGGING))
        .ifPresent(file -> command.add("-D" + LOGGING + "=" + file));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), start.main.getName()));
    command.addAll(start.arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(start.out).redirectError(start.err);
    builder.environment().putAll(start.environment);
    return new ChildJava(builder.start());
  }

  /** In the child: a terminal's Ctrl-C is for the whole group, and the parent's end what counts. */
  public static void leaveInterruptToParent() {
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
  }

  /** In the child: returns once the parent has closed it, or is gone. */
  public static void awaitEndOfParent() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  /** What it prints, where that is a pipe. */
  BufferedReader out() {
    return process.inputReader(UTF_8);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its time on the processor so far. */
  public Duration onProcessor() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it whatever it does. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Returns when it has ended. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interruption) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
