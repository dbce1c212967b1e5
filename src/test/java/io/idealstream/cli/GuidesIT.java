package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.DocPage.Block;
import io.idealstream.fixtures.RunProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A stranger's first hour: the commands of README and of the guides to policies and to one's own
 * pictures, in their order and as they stand. What a page shows in a fence of {@code sh} is run; a
 * fence that names a file is that file.
 *
 * <p>Only places differ: the broker's port, and where files, state and data lie. A demo of a minute
 * takes some seconds here.
 */
@Tag("long")
class GuidesIT {

  static final Set<String> PAGES =
      Set.of("README.md", "docs/your-policy.md", "docs/your-pictures.md");

  /** Of the stranger, who has it in the project's folder. */
  private static final String OWN = "my-pictures";

  private static final Pattern FIRST_ROW =
      Pattern.compile("(?m)^ +(plain|ideal-words) +([0-9.]+) \\[[^]]*] +([0-9.]+) ");

  @TempDir Path folder;

  /** What each command printed, by the command. */
  private final Map<String, String> printed = new TreeMap<>();

  private BrokerProcess broker;
  private RunProcess run;

  @AfterEach
  void end() throws IOException {
    if (run != null) {
      run.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void everyCommandOfTheFirstHourDoesWhatItSays() throws Exception {
    follow(DocPage.of("README.md"));
    assertEquals(3, printed.get("tail hits").lines().count(), printed::toString);
    assertTrue(printed.get("tail hits").contains("\"query\":\"ducks\""), printed::toString);

    follow(DocPage.of("docs/your-policy.md"));
    assertEquals(5, printed.get("tail decisions").lines().count(), printed::toString);
    assertTrue(printed.get("policy explain").contains("second-look"), printed::toString);
    assertTrue(printed.get("policy backtest").contains("second-look"), printed::toString);

    follow(DocPage.of("docs/your-pictures.md"));
    assertRight("plain", 18.8, 61.3);
    assertRight("ideal-words", 51.2, 69.1);
    assertTrue(printed.get("demo").contains("each of them once"), printed::toString);
    assertEquals(5, printed.get("tail labels").lines().count(), printed::toString);
    assertTrue(printed.get("audit").contains("labels of my-pictures"), () -> printed.get("audit"));
    assertEquals(0, run.terminate(), run::output);
    run = null;
  }

  /** Within a point: on other hardware a picture in a hundred may fall to the other side. */
  private void assertRight(String method, double worst, double average) {
    MatchResult row =
        FIRST_ROW
            .matcher(printed.get("eval"))
            .results()
            .filter(found -> found.group(1).equals(method))
            .findFirst()
            .orElseThrow(() -> new AssertionError(printed.get("eval")));
    assertEquals(worst, Double.parseDouble(row.group(2)), 2);
    assertEquals(average, Double.parseDouble(row.group(3)), 1);
  }

  private void follow(DocPage page) throws Exception {
    int commands = 0;
    for (Block block : page.blocks()) {
      if (!block.name().isEmpty()) {
        Files.writeString(Path.of(own(block.name())), block.text());
      }
      if (block.language().equals("sh")) {
        for (String line : DocCommand.lines(block)) {
          type(line);
          commands++;
        }
      }
    }
    assertTrue(commands > 6, page.file() + " has " + commands + " commands");
  }

  private void type(String line) throws Exception {
    if (line.startsWith(DocCommand.LAUNCHER + " ")) {
      launch(DocCommand.words(own(line.substring(DocCommand.LAUNCHER.length() + 1))));
    } else if (!line.startsWith("mvn ")) { // which this is a part of
      Process shell = new ProcessBuilder("sh", "-c", own(line)).inheritIO().start();
      assertEquals(0, shell.waitFor(), line);
    }
  }

  private void launch(List<String> words) throws Exception {
    switch (words.get(0)) {
      case "broker" -> broker = broker == null ? BrokerProcess.start(folder) : broker;
      case "run" -> run();
      case "demo" -> demo(words);
      default -> {
        List<String> here = here(words);
        CommandRun done = CommandRun.of(here.toArray(new String[0]));
        assertEquals(0, done.code(), () -> here + ": " + done + (run == null ? "" : run.output()));
        printed.put(name(words), done.out());
      }
    }
  }

  /** The command and its subcommand, or what it prints. */
  private static String name(List<String> words) {
    return words.size() > 1 && !words.get(1).startsWith("-")
        ? words.get(0) + " " + words.get(1)
        : words.get(0);
  }

  private void run() throws IOException {
    if (run == null) {
      run = RunProcess.start("run", folder, List.of("-Xmx1g"), Path.of(job()));
      run.awaitRunning();
    }
  }

  private void demo(List<String> words) throws IOException {
    if (!words.contains("--pictures")) {
      return; // README's, which ReleaseIT starts from the archive
    }
    List<String> shorter = new ArrayList<>(words);
    shorter.set(words.indexOf("--seconds") + 1, "5");
    Path logging = Path.of("conf/log4j2.properties").toAbsolutePath();
    try (ChildJvm demo =
        ChildJvm.start(
            "demo",
            folder,
            List.of("-Dlog4j2.configurationFile=" + logging),
            ClassPath.all(),
            Main.class.getName(),
            shorter)) {
      assertEquals(0, demo.awaitEnd(), demo::output);
      printed.put("demo", demo.output());
    }
  }

  /** The same with this test's broker and its settings. */
  private List<String> here(List<String> words) throws IOException {
    List<String> here = new ArrayList<>();
    for (String word : words) {
      here.add(
          switch (word) {
            case "localhost:9092" -> broker.bootstrapServers();
            case "conf/job.yaml" -> job();
            default -> word;
          });
    }
    if (asksKafka(here)) {
      here.addAll(List.of("--kafka", broker.bootstrapServers()));
    }
    return here;
  }

  /** Whether the command goes to the Kafka that nobody names. */
  private static boolean asksKafka(List<String> words) {
    CommandLine command = Main.commandLine();
    for (String word : words) {
      command = command.getSubcommands().getOrDefault(word, command);
    }
    return command.getCommandSpec().findOption("--kafka") != null
        && !words.contains("--kafka")
        && !words.contains("--config");
  }

  /** The settings that ship, with places of this test. */
  private String job() throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        Files.readString(Path.of("conf/job.yaml"))
                .replace("localhost:9092", broker.bootstrapServers())
            + "state: {folder: \"%s\"}\n".formatted(folder.resolve("state")));
    return job.toString();
  }

  private String own(String text) {
    return text.replace(OWN, folder.resolve(OWN).toString());
  }
}
