package io.idealstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.job.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a release, in the hands of somebody who has a Java and no Maven. */
@Tag("long")
class ReleaseIT {

  private static final String NAME = "idealstream-" + Version.NUMBER;

  /** What only the sources have, and docs lead to all the same. */
  private static final Pattern SOURCES = Pattern.compile("(src|tools)/.*");

  @TempDir static Path folder;

  private static Path home;

  @BeforeAll
  static void unpack() throws Exception {
    Path archive = Path.of("target", NAME + ".tar.gz").toAbsolutePath();
    assertEquals(0, start(folder, "tar", "xzf", archive.toString()).waitFor(), ReleaseIT::said);
    home = folder.resolve(NAME);
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho Maven was called\nexit 1\n");
    assertTrue(bin.resolve("mvn").toFile().setExecutable(true));
  }

  @Test
  void itIsOneFolderThatIsNamedAfterTheVersion() throws Exception {
    try (Stream<Path> unpacked = Files.list(folder)) {
      assertEquals(
          Set.of(NAME),
          unpacked
              .filter(Files::isDirectory)
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.equals("bin"))
              .collect(Collectors.toSet()));
    }
    assertEquals(0, launch("--version"), ReleaseIT::said);
    assertEquals("idealstream " + Version.NUMBER + "\n", said());
  }

  /** README's first command, with a demo of seconds. */
  @Test
  void theDemoRunsAndWritesNothingBesideTheProgram() throws Exception {
    Set<String> before = files();
    assertEquals(0, launch("demo", "--seconds", "5"), ReleaseIT::said);
    assertTrue(said().contains("each of them once"), ReleaseIT::said);
    assertEquals(before, files());
  }

  @Test
  void itsScriptsCanBeRun() throws IOException {
    List<String> scripts = files().stream().filter(file -> file.endsWith(".sh")).toList();
    assertTrue(scripts.contains("docs/examples/clients/label-pictures.sh"), scripts::toString);
    assertEquals(
        List.of(),
        scripts.stream().filter(file -> !Files.isExecutable(home.resolve(file))).toList());
  }

  @Test
  void itsLibrariesAreThoseOfTheBuild() throws IOException {
    Set<String> libraries = names(home.resolve("lib"));
    assertTrue(libraries.remove("idealstream.jar"), libraries::toString);
    assertEquals(names(Path.of("target/distribution/lib")), libraries);
  }

  @Test
  void itsPagesLeadToNothingThatItLacks() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (String file : files()) {
      if (file.endsWith(".md")) {
        for (String link : DocPage.of(home.resolve(file).toString()).links()) {
          links++;
          Path place = home.resolve(file).getParent();
          Path to = place.resolve(link.replaceFirst("#.*", "")).normalize();
          if (!Files.exists(to) && !SOURCES.matcher(home.relativize(to).toString()).matches()) {
            broken.add(file + " -> " + link);
          }
        }
      }
    }
    assertTrue(links > 200, links + " links found");
    assertEquals(List.of(), broken);
  }

  private static Set<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static int launch(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("./idealstream"));
    command.addAll(List.of(words));
    return start(home, command.toArray(new String[0])).waitFor();
  }

  private static Process start(Path where, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    Path java = Path.of(System.getProperty("java.home"));
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    return builder.start();
  }

  private static String said() {
    try {
      return Files.readString(folder.resolve("said"), UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
