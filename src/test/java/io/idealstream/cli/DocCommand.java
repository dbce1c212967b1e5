package io.idealstream.cli;

import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.DocPage.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command of ours as a page shows it.
 *
 * @param place page and line, or page alone
 * @param words behind {@code idealstream}, without quotes; up to a pipe, a redirection or a comment
 */
record DocCommand(String place, List<String> words) {

  static final String LAUNCHER = "./idealstream";

  /**
   * What needs another network, a container engine or a cluster, runs tests as this one is, or
   * measures for minutes.
   */
  static final Pattern NOT_RUN =
      Pattern.compile(
          "^(docker|kubectl|helm|flink|optimum-cli|huggingface-cli|node|mvn (-Pslow )?verify"
              + "|mvn -P bench( test-compile)? exec:exec"
              + "|\\./idealstream (model fetch|drift bench))\\b.*");

  private static final Pattern TYPED =
      Pattern.compile(
          "(\\$ |(\\./idealstream|docs/examples/\\S+|docker|kubectl|helm|flink|optimum-cli|huggingface-cli"
              + "|mvn|java|python3|node|kcat|awk|sed|mkdir) )(?s).*");

  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final String ENDS = "|<>&;#)";

  /** Those between fences, which stand there to be typed. */
  static List<DocCommand> typed(DocPage page) {
    return page.blocks().stream()
        .filter(block -> block.language().isEmpty() || block.language().equals("sh"))
        .flatMap(block -> lines(block).stream())
        .flatMap(line -> in(page.file().toString(), line))
        .toList();
  }

  /** Those inside of sentences, which may leave out what they need. */
  static List<DocCommand> mentioned(DocPage page, List<String> commands) {
    List<DocCommand> found = new ArrayList<>();
    for (MatchResult span : SPAN.matcher(page.prose()).results().toList()) {
      String text = span.group(1).replaceAll("\\s+", " ");
      String place = page.file().toString();
      if (text.startsWith(LAUNCHER + " ")) {
        in(place, text).forEach(found::add);
      } else if (text.contains(" --") && commands.contains(text.split(" ", 2)[0])) {
        found.add(new DocCommand(place, words(text)));
      }
    }
    return found;
  }

  /**
   * What a reader types of a block, each a whole command of a shell; nothing of a block that shows
   * what commands print. Where some lines have a prompt, the others are what is printed.
   */
  static List<String> typedLines(Block block) {
    if (!(block.language().isEmpty() || block.language().equals("sh"))
        || !TYPED.matcher(block.text()).matches()) {
      return List.of();
    }
    boolean prompts = block.text().startsWith("$ ");
    List<String> commands = new ArrayList<>();
    String open = "";
    for (String line : block.text().replaceAll("\\\\\\n\\s*", " ").split("\n")) {
      if (!prompts || line.startsWith("$ ")) {
        open += line.replaceFirst("^\\$ ", "");
        if (!open.isBlank() && isWhole(open)) {
          commands.add(open.strip());
          open = "";
        } else {
          open += "\n";
        }
      }
    }
    if (!open.isBlank()) {
      throw new AssertionError(block + " ends within a command: " + open);
    }
    return commands;
  }

  private static boolean isWhole(String command) {
    try {
      return new ProcessBuilder("bash", "-n", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError("bash cannot be run", failure);
    }
  }

  /** The lines of a block, those that go on with a backslash joined, without prompts. */
  static List<String> lines(Block block) {
    return block
        .text()
        .replaceAll("\\\\\\n\\s*", " ")
        .lines()
        .map(line -> line.replaceFirst("^\\$ ", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Stream<DocCommand> in(String place, String line) {
    return Pattern.compile(Pattern.quote(LAUNCHER) + " ")
        .matcher(line)
        .results()
        .map(found -> new DocCommand(place, words(line.substring(found.end()))));
  }

  /** The words of a shell's command up to its end. */
  static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char each : command.toCharArray()) {
      if (quote != 0 && each == quote) {
        quote = 0;
      } else if (quote != 0) {
        word.append(each);
      } else if (each == ' ') {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
      } else if (word == null && ENDS.indexOf(each) >= 0) {
        return words;
      } else {
        word = word == null ? new StringBuilder() : word;
        if (each == '"' || each == '\'') {
          quote = each;
        } else {
          word.append(each);
        }
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  @Override
  public String toString() {
    return place + ": " + String.join(" ", words);
  }
}
