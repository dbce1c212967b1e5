package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.wire.dataset.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Commands of all pages that need nothing but what is there, no Kafka and no file of the reader's,
 * are run as they stand; only where results go differs.
 */
class CommandsAloneIT {

  /** They go on, ask a job, another network or a model of the reader's, or take minutes. */
  private static final Set<String> NOT_RUN =
      Set.of(
          "run",
          "demo",
          "bench",
          "broker",
          "web",
          "stop",
          "savepoint",
          "status",
          "audit",
          "model fetch",
          "model quantise",
          "drift bench");

  private static final Set<String> RESULTS =
      Set.of("--picture", "--report", "--out", "--plots", "--answers");

  @TempDir Path folder;

  @Test
  void eachDoesWhatItIsShownFor() throws IOException {
    Set<List<String>> commands = new LinkedHashSet<>();
    for (DocPage page : DocPage.all()) {
      for (DocCommand command : DocCommand.typed(page)) {
        if (standsAlone(command.words())) {
          commands.add(command.words());
        }
      }
    }
    List<String> failed = new ArrayList<>();
    for (List<String> words : commands) {
      CommandRun done = CommandRun.of(elsewhere(words).toArray(new String[0]));
      if (done.code() != 0) {
        failed.add(String.join(" ", words) + ": " + done);
      }
    }
    assertTrue(commands.size() >= 15, commands::toString);
    assertEquals(List.of(), failed);
  }

  private static boolean standsAlone(List<String> words) {
    ParseResult parsed = Main.commandLine().parseArgs(words.toArray(new String[0]));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine command = parsed.commandSpec().commandLine();
    String name = parsed.commandSpec().qualifiedName().replaceFirst("^\\S+ ?", "");
    if (NOT_RUN.contains(name) || command.getCommandSpec().findOption("--kafka") != null) {
      return false;
    }
    for (int i = 1; i < words.size(); i++) {
      if (!isThere(words.get(i - 1), words.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word names nothing that only the reader has. */
  private static boolean isThere(String option, String word) {
    return switch (option) {
      case "--data" -> DataSets.bundled().contains(word) || Files.exists(Path.of(word));
      case "--model", "--config" -> Files.exists(Path.of(word));
      default ->
          RESULTS.contains(option)
              || !word.matches("[\\w./-]*(/|\\.(yaml|jsonl|npy|csv|txt|gz|jpg))[\\w./-]*")
              || Files.exists(Path.of(word));
    };
  }

  /** The same with results in a folder of this test. */
  private List<String> elsewhere(List<String> words) {
    List<String> elsewhere = new ArrayList<>(words);
    for (int i = 1; i < words.size(); i++) {
      if (RESULTS.contains(words.get(i - 1))) {
        elsewhere.set(i, folder.resolve(Path.of(words.get(i)).getFileName()).toString());
      }
    }
    return elsewhere;
  }
}
