package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerCommandTest {

  private static final Path HOME = Path.of("/home/ada");

  @Test
  void dataIsKeptWhereTheUserKeepsData() {
    assertEquals(
        Path.of("/home/ada/.local/share/idealstream/broker"),
        BrokerCommand.usualFolder(Map.of(), HOME));
    assertEquals(
        Path.of("/home/ada/.local/share/idealstream/broker"),
        BrokerCommand.usualFolder(Map.of("XDG_DATA_HOME", ""), HOME));
    assertEquals(
        Path.of("/data/idealstream/broker"),
        BrokerCommand.usualFolder(Map.of("XDG_DATA_HOME", "/data"), HOME));
  }

  @Test
  void aPortThatCannotBeIsWrongUsage() {
    CommandRun run = CommandRun.of("broker", "--port", "65536");
    assertEquals(2, run.code());
    assertTrue(
        run.err().startsWith("--port: expected a number from 0 to 65535, found 65536"), run::err);
  }
}
