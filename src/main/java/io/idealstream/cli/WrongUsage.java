package io.idealstream.cli;

import io.idealstream.wire.config.Spelling;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line, and where help is: the whole of it would drive the
 * message off the screen. A login that is not quoted falls apart into words, one of which is the
 * password: they are not repeated.
 */
final class WrongUsage implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(line.getColorScheme().errorText(message(failure, arguments)));
    if (UnmatchedArgumentException.printSuggestions(failure, err)) {
      return CommandLine.ExitCode.USAGE;
    }
    if (line.getSubcommands().isEmpty()) {
      err.println(line.getCommandSpec().qualifiedName() + " --help tells more.");
    } else {
      line.usage(err);
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(ParameterException failure, String... arguments) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return failure.getMessage();
    }
    if (Arrays.stream(arguments).anyMatch(WrongUsage::mayHoldSecrets)) {
      return "Words of the command line are not understood, and not shown, as a password may be among"
          + " them: put NAME=VALUE of "
          + KafkaProperty.OPTION
          + " into single quotes";
    }
    List<String> options = unmatched.getUnmatched().stream().filter(WrongUsage::isOption).toList();
    return options.isEmpty()
        ? failure.getMessage()
        : unknownOptions(options, failure.getCommandLine());
  }

  private static boolean mayHoldSecrets(String argument) {
    return argument.equals(KafkaProperty.OPTION) || argument.startsWith(KafkaProperty.OPTION + "=");
  }

  /** A number below zero is none. */
  private static boolean isOption(String word) {
    return word.matches("--?[A-Za-z].*");
  }

  /** What else is unmatched may be the value of one that is not known, and not to blame. */
  private static String unknownOptions(List<String> options, CommandLine line) {
    List<String> known =
        line.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(OptionSpec::longestName)
            .toList();
    return options.stream()
        .map(option -> option.replaceFirst("=.*", ""))
        .map(name -> "Unknown option: " + name + Spelling.didYouMean(name, known))
        .collect(Collectors.joining("\n"));
  }
}
