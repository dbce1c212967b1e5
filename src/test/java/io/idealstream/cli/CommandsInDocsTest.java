package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every command of ours that a page shows is one that the command line takes. */
class CommandsInDocsTest {

  /** What needs a container engine, a cluster or another network, by its first word. */
  private static final Pattern NOT_RUN =
      Pattern.compile("^(docker|kubectl|helm|flink|optimum-cli|huggingface-cli) .*");

  private static final CommandLine LINE = Main.commandLine();

  @Test
  void everyCommandThatIsToBeTypedIsWhole() throws IOException {
    List<String> wrong = new ArrayList<>();
    int commands = 0;
    for (DocPage page : DocPage.all()) {
      for (DocCommand command : DocCommand.typed(page)) {
        commands++;
        try {
          parse(command);
        } catch (ParameterException refused) {
          wrong.add(command + ": " + refused.getMessage());
        }
      }
    }
    assertTrue(commands > 80, commands + " commands found");
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyCommandThatIsMentionedHasItsOptions() throws IOException {
    List<String> names = List.copyOf(LINE.getSubcommands().keySet());
    List<String> wrong = new ArrayList<>();
    int commands = 0;
    for (DocPage page : DocPage.all()) {
      for (DocCommand command : DocCommand.mentioned(page, names)) {
        commands++;
        try {
          parse(command);
        } catch (MissingParameterException partly) {
          // a sentence need not say everything
        } catch (ParameterException refused) {
          wrong.add(command + ": " + refused.getMessage());
        }
      }
    }
    assertTrue(commands > 40, commands + " commands found");
    assertEquals(List.of(), wrong);
  }

  /** A new one belongs here, and its page says that it was not run. */
  @Test
  void whatCannotBeRunHereIsCounted() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    for (DocPage page : DocPage.all()) {
      page.blocks().stream()
          .flatMap(block -> DocCommand.lines(block).stream())
          .filter(line -> NOT_RUN.matcher(line).matches())
          .forEach(line -> found.merge(page.file().toString(), 1, Integer::sum));
    }
    assertEquals(
        Map.of("docker/README.md", 1, "docs/delivery.md", 2, "docs/your-clip.md", 3), found);
    for (String page : List.of("docker/README.md", "docs/your-clip.md")) {
      assertTrue(DocPage.of(page).prose().contains("not run"), page);
    }
  }

  /** As the launcher has it, which refuses what no command takes. */
  private static void parse(DocCommand command) {
    ParseResult result = LINE.parseArgs(command.words().toArray(new String[0]));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    CommandLine last = result.commandSpec().commandLine();
    if (!result.unmatched().isEmpty()) {
      throw new ParameterException(last, "unknown: " + result.unmatched());
    }
    if (!last.getSubcommands().isEmpty()) {
      throw new ParameterException(last, "expected a command of " + last.getCommandName());
    }
  }
}
