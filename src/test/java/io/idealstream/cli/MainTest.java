package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "nonsense --help", "publish nonsense --help"})
  void anUnknownCommandIsWrongUsageAlsoWhereHelpIsAskedFor(String line) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("'nonsense'"), run::toString);
    assertEquals("", run.out());
  }

  @Test
  void onlyTheNamedCommandIsReadAndAllWhereNoneIs() {
    assertEquals(Set.of("tail"), Main.commandLine("tail", "labels").getSubcommands().keySet());
    Set<String> all = Main.commandLine().getSubcommands().keySet();
    assertTrue(all.size() > 20 && all.contains("tail"), all::toString);
    for (String other : List.of("--help", "--verbose", "tial", "")) {
      assertEquals(all, Main.commandLine(other, "tail").getSubcommands().keySet());
    }
  }

  @Test
  void helpListsAllCommandsAndAMisspeltOneIsRecognised() {
    CommandRun help = CommandRun.of("--help");
    Main.commandLine()
        .getSubcommands()
        .keySet()
        .forEach(name -> assertTrue(help.out().contains("\n  " + name + " "), name));
    assertTrue(CommandRun.of("publsh", "images").err().contains("idealstream publish"));
  }

  @Test
  void helpOfAKnownCommandIsShown() {
    CommandRun run = CommandRun.of("publish", "images", "--help");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().startsWith("Usage: idealstream publish images"), run::toString);
  }

  @Test
  void anUnknownTopicIsToldWithTheOneThatWasMeant() {
    CommandRun near = CommandRun.of("tail", "labls");
    assertEquals(2, near.code());
    assertTrue(near.err().contains("there is no topic labls; did you mean labels?"), near.err());
    CommandRun other = CommandRun.of("tail", "pictures");
    assertTrue(other.err().contains("no topic pictures; expected images, captions"), other.err());
  }

  @Test
  void anUnknownOptionIsToldWithTheOneThatWasMeantAndWhereHelpIs() {
    CommandRun run =
        CommandRun.of("query", "add", "ducks", "--treshold", "0.3", "--texts=x", "-q", "-1");
    assertEquals(2, run.code());
    assertEquals(
        """
        Unknown option: --treshold; did you mean --threshold?
        Unknown option: --texts; did you mean --text?
        Unknown option: -q
        idealstream query add --help tells more.
        """,
        run.err());
  }

  @Test
  void aCommandThatNeedsAnotherShowsThem() {
    CommandRun run = CommandRun.of("query");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("\n  add "), run.err());
  }

  @Test
  void aMissingFileIsASentence() {
    CommandRun run = CommandRun.of("model", "embed", "--image", "/nowhere.jpg");
    assertEquals(1, run.code(), run::toString);
    assertEquals("idealstream: /nowhere.jpg: no such file\n", run.err());
  }

  /** A login without quotes falls apart, and one of its words is the password. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "topics create --kafka-property MARKED",
        "topics create --kafka-property =MARKED",
        "topics create --kafka-property sasl.jaas.config=x required password=MARKED;",
        "tail --kafka-property=sasl.jaas.config=x required --password=MARKED labels",
        "topics describe --kafka localhost:1 --verbose --kafka-property sasl.jaas.config=MARKED",
        "topics describe --kafka localhost:1 --verbose --kafka-property security.protocol=S"
            + " --kafka-property ssl.key.password=MARKED"
      })
  void aPasswordOnTheCommandLineIsNotRepeated(String line) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertTrue(run.code() > 0, run::toString);
    assertFalse(run.toString().contains("MARKED"), run::toString);
  }

  @Test
  void otherWordsThatAreNotUnderstoodAreRepeated() {
    CommandRun run = CommandRun.of("topics", "create", "surplus");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("surplus"), run::toString);
  }
}
