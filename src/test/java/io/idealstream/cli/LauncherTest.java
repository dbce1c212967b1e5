package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Maven and a Java that only say that they were called. */
class LauncherTest {
  @TempDir Path folder;
  private Path project;

  @BeforeEach
  void copyLauncher() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    Files.createDirectories(project.resolve("src/main"));
    Files.createFile(project.resolve("pom.xml"));
    executable(project.resolve("idealstream"), Files.readString(Path.of("idealstream")));
    executable(
        folder.resolve("bin/java"), "#!/bin/sh\nfor last; do :; done; echo \"java $last\"\n");
    maven("mkdir -p target/distribution; echo built >>builds; printf '\\033[0m'");
  }

  @Test
  void itBuildsOnceAndRunsTheCommand() throws Exception {
    assertEquals(0, run(project.resolve("idealstream"), Map.of(), "demo"));
    assertTrue(said().startsWith("Building (once"), this::said);
    assertTrue(said().endsWith("java demo\n"), this::said);
    assertFalse(said().contains("\u001b"), this::said);
    assertEquals(0, run(project.resolve("idealstream"), Map.of(), "tail"));
    assertEquals("java tail\n", said());
    assertEquals(List.of("built"), Files.readAllLines(project.resolve("builds")));
  }

  @Test
  void fromAnArchiveItRunsWhatIsThereAndBuildsNothing() throws Exception {
    Path lib = Files.createDirectories(project.resolve("lib"));
    Files.createFile(lib.resolve("idealstream.jar"));
    executable(folder.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertEquals(0, run(project.resolve("idealstream"), Map.of(), "demo"));
    assertTrue(said().contains("\n-cp\n" + lib + "/*\n"), this::said);
    assertFalse(Files.exists(project.resolve("builds")));
    assertFalse(Files.exists(project.resolve("target")));
  }

  @Test
  void aLinkToItWorks() throws Exception {
    Path commands = Files.createDirectories(folder.resolve("commands"));
    Path link =
        Files.createSymbolicLink(
            commands.resolve("idealstream"), Path.of("../a project/idealstream"));
    Path second = Files.createSymbolicLink(commands.resolve("stream"), link);
    assertEquals(0, run(second, Map.of(), "demo"));
    assertTrue(said().endsWith("java demo\n"), this::said);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    maven("sleep 2; mkdir -p target/distribution; echo built >>builds");
    Process first = start(project.resolve("idealstream"), folder.resolve("one"), Map.of(), "demo");
    Process second = start(project.resolve("idealstream"), folder.resolve("two"), Map.of(), "demo");
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    assertEquals(List.of("built"), Files.readAllLines(project.resolve("builds")));
    assertFalse(Files.exists(project.resolve("target/building")));
  }

  @Test
  void theLockOfABuildThatWasKilledIsTakenOver() throws Exception {
    Path lock = Files.createDirectories(project.resolve("target/building"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(lock.resolve("owner"), gone.pid() + "\n");
    assertEquals(0, run(project.resolve("idealstream"), Map.of(), "demo"));
    assertEquals(List.of("built"), Files.readAllLines(project.resolve("builds")));
  }

  @Test
  void aFailedBuildSaysWhyWithoutEscapeCodes() throws Exception {
    maven("printf '\\033[1;31mERROR\\033[0m no compiler\\n'; exit 1");
    assertEquals(1, run(project.resolve("idealstream"), Map.of(), "demo"));
    assertTrue(said().endsWith("ERROR no compiler\nidealstream: the build failed\n"), this::said);
    assertFalse(Files.exists(project.resolve("target/building")));
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    assertEquals(1, run(project.resolve("idealstream"), Map.of("JAVA_HOME", "/nowhere"), "demo"));
    assertEquals("idealstream: JAVA_HOME is /nowhere, where no bin/java can be run\n", said());
  }

  @Test
  void runTakesItsOptionsOfJavaFromItsFileAndTheUsersAfterThem() throws Exception {
    executable(folder.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Map<String, String> mine = Map.of("IDEALSTREAM_JAVA_OPTIONS", "-Xmx3g -XX:+UseParallelGC");
    assertEquals(0, run(project.resolve("idealstream"), mine, "run"));
    List<String> options = said().lines().dropWhile(line -> !line.startsWith("@")).toList();
    assertEquals(
        List.of("@" + project.resolve("conf/run.jvm"), "-Xmx3g", "-XX:+UseParallelGC"),
        options.subList(0, 3));
    Map<String, String> others = Map.of("file", "@elsewhere", "options", "-Xmx1m");
    assertEquals(0, run(project.resolve("idealstream"), others, "demo"));
    assertFalse(said().contains("run.jvm"), this::said);
    assertFalse(said().contains("elsewhere") || said().contains("-Xmx1m"), this::said);
  }

  @Test
  void benchMeasuresUnderTheOptionsOfRun() throws Exception {
    executable(folder.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertEquals(0, run(project.resolve("idealstream"), Map.of(), "run"));
    List<String> options = optionsOfJava();
    assertEquals("@" + project.resolve("conf/run.jvm"), options.get(0));
    assertEquals(0, run(project.resolve("idealstream"), Map.of(), "bench"));
    assertEquals(options, optionsOfJava());
  }

  private List<String> optionsOfJava() {
    return said()
        .lines()
        .dropWhile(line -> !line.startsWith("@"))
        .takeWhile(line -> !line.startsWith("--add-opens"))
        .toList();
  }

  /** Without it a command does not hear that nobody reads its output any more. */
  @Test
  void everyCommandMayAskWhetherItsOutputIsRead() throws Exception {
    executable(folder.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    for (String command : List.of("tail", "run", "eval")) {
      assertEquals(0, run(project.resolve("idealstream"), Map.of(), command));
      assertTrue(said().contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED\n"), this::said);
    }
  }

  private void maven(String script) throws IOException {
    executable(folder.resolve("bin/mvn"), "#!/bin/sh\n" + script + "\n");
  }

  private static void executable(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertTrue(file.toFile().setExecutable(true));
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"), UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private int run(Path launcher, Map<String, String> environment, String command) throws Exception {
    return start(launcher, folder.resolve("said"), environment, command).waitFor();
  }

  private Process start(Path launcher, Path output, Map<String, String> environment, String command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
