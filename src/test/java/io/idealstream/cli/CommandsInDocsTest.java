package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.DocPage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every command of ours that a page shows is one that the command line takes. */
class CommandsInDocsTest {

  /** Pages whose commands no test types in their order, and why. */
  private static final Map<String, String> NOT_TYPED =
      Map.of(
          "CONTRIBUTING.md", "tests, this one among them",
          "docker/README.md", "a container engine",
          "docs/benchmarks.md", "measurements, half an hour of them",
          "docs/endurance.md", "tests of the slow profile",
          "docs/ideal-words.md", "each alone, by CommandsAloneIT",
          "docs/learning.md", "each alone, by CommandsAloneIT",
          "docs/real-clip.md", "vectors that are not shipped, by RealClipIT");

  private static final Pattern BENCH = Pattern.compile("-Dbench\\.main=([\\w.]+)");

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

  /** A new page belongs to one of the tests that type, or needs a reason. */
  @Test
  void everyPageIsTypedOrSaysWhyNot() throws IOException {
    Set<String> pages = new TreeSet<>();
    Map<String, Integer> notRun = new TreeMap<>();
    for (DocPage page : DocPage.all()) {
      for (Block block : page.blocks()) {
        for (String line : DocCommand.typedLines(block)) {
          pages.add(page.file().toString());
          boolean typed = !NOT_TYPED.containsKey(page.file().toString());
          if (typed && DocCommand.NOT_RUN.matcher(line).matches()) {
            notRun.merge(page.file().toString(), 1, Integer::sum);
          }
        }
      }
    }
    Set<String> known = new TreeSet<>(NOT_TYPED.keySet());
    known.addAll(GuidesIT.PAGES);
    known.addAll(TypedPages.PAGES);
    assertEquals(known, pages);
    assertEquals(
        "{README.md=1, docs/clients.md=1, docs/delivery.md=3, docs/drift.md=4, docs/models.md=1,"
            + " docs/operating.md=1, docs/page.md=1, docs/sizing.md=4, docs/vectors.md=1, docs/your-clip.md=3}",
        notRun.toString());
    for (String page : List.of("docker/README.md", "docs/your-clip.md")) {
      assertTrue(DocPage.of(page).prose().contains("not run"), page);
    }
  }

  /** Nobody types them, but they are there. */
  @Test
  void everyMeasurementHasItsProgram() throws IOException {
    Set<String> programs = new TreeSet<>();
    for (DocPage page : DocPage.all()) {
      BENCH.matcher(page.text()).results().map(found -> found.group(1)).forEach(programs::add);
    }
    assertTrue(programs.size() > 10, programs::toString);
    for (String program : programs) {
      Path source = Path.of("src/bench/java", program.replace('.', '/') + ".java");
      assertTrue(Files.readString(source).contains("static void main("), program);
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
