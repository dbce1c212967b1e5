package io.idealstream.cli;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line. A login that is not quoted falls apart into words, one of
 * which is the password: they are not repeated.
 */
final class WrongUsage implements IParameterExceptionHandler {
  private final IParameterExceptionHandler usual;

  WrongUsage(IParameterExceptionHandler usual) {
    this.usual = usual;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
    boolean secrets =
        Arrays.stream(arguments)
            .anyMatch(
                argument ->
                    argument.equals(KafkaProperty.OPTION)
                        || argument.startsWith(KafkaProperty.OPTION + "="));
    if (!secrets || !(failure instanceof UnmatchedArgumentException)) {
      return usual.handleParseException(failure, arguments);
    }
    CommandLine line = failure.getCommandLine();
    line.getErr()
        .println(
            "Words of the command line are not understood, and not shown, as a password may be among"
                + " them: put NAME=VALUE of "
                + KafkaProperty.OPTION
                + " into single quotes");
    line.usage(line.getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
