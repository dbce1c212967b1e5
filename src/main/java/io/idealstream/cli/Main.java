package io.idealstream.cli;

import io.idealstream.job.Version;
import io.idealstream.math.ScoreMode;
import io.idealstream.math.Weighting;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Spelling;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The launcher's entry: exit code 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "idealstream",
    description =
        "Ideal words over live streams: debiased labels, standing queries, live accuracy.",
    mixinStandardHelpOptions = true,
    version = "idealstream " + Version.NUMBER,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          BenchCommand.class,
          BrokerCommand.class,
          RunCommand.class,
          StopCommand.class,
          SavepointCommand.class,
          StatusCommand.class,
          WebCommand.class,
          AuditCommand.class,
          PublishCommand.class,
          QueryCommand.class,
          TrialCommand.class,
          PolicyCommand.class,
          TailCommand.class,
          TopicsCommand.class,
          TextsCommand.class,
          ModelCommand.class,
          WordsCommand.class,
          DriftCommand.class,
          ForgetCommand.class,
          EvalCommand.class,
          CalibrateCommand.class,
          ConfigCommand.class);

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    CommandLine line =
        commandLine(arguments).setOut(StandardOutput.out()).setErr(StandardOutput.err());
    int code = line.execute(arguments);
    line.getOut().flush();
    line.getErr().flush();
    if (hasRun(line)) {
      // Flink's own shutdown hooks may wait for what is gone
      Ending.haltAfter(RunCommand.CLOSING, code);
    }
    System.exit(code);
  }

  private static boolean hasRun(CommandLine line) {
    ParseResult parsed = line.getParseResult();
    return parsed != null
        && parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof RunCommand;
  }

  /**
   * Knows the command that arguments begin with, alone; all where they begin otherwise, as for
   * help: to read all of their annotations takes a third of a second.
   */
  static CommandLine commandLine(String... arguments) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    commands(arguments).forEach(line::addSubcommand);
    return line.setParameterExceptionHandler(new WrongUsage())
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Topic.class, Main::topic)
        .registerConverter(Weighting.class, name -> named(name, Weighting::named))
        .registerConverter(ScoreMode.class, name -> named(name, ScoreMode::named))
        .setExecutionStrategy(Main::execute)
        .setExecutionExceptionHandler(
            (failure, command, result) -> main.fail(failure, command.getErr()));
  }

  private static List<Class<?>> commands(String... arguments) {
    return COMMANDS.stream()
        .filter(command -> arguments.length > 0 && nameOf(command).equals(arguments[0]))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String nameOf(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command; --help lists them");
  }

  private static Topic<?> topic(String name) {
    for (Topic<?> topic : Topic.all()) {
      if (topic.code().equals(name)) {
        return topic;
      }
    }
    List<String> codes = Topic.all().stream().map(Topic::code).toList();
    String hint = Spelling.didYouMean(name, codes);
    throw new TypeConversionException(
        "there is no topic %s%s"
            .formatted(name, hint.isEmpty() ? "; expected " + String.join(", ", codes) : hint));
  }

  private static <T> T named(String name, Function<String, T> constant) {
    try {
      return constant.apply(name);
    } catch (IllegalArgumentException none) {
      throw new TypeConversionException(none.getMessage());
    }
  }

  /** Java's own exceptions about files say nothing but their names. */
  private static String sentence(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      return sentence(unchecked.getCause());
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** An unknown command is told also where help is asked for. */
  private static int execute(ParseResult result) {
    ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(last.commandSpec().commandLine(), last.unmatched());
    }
    return new CommandLine.RunLast().execute(result);
  }

  private int fail(Exception failure, PrintWriter err) {
    err.println("idealstream: " + sentence(failure));
    if (verbose) {
      failure.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
