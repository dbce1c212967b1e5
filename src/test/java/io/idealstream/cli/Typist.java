package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.DocPage.Block;
import io.idealstream.fixtures.Polling;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reader at a terminal, who has an unpacked archive and types what pages show in a shell: in
 * their order, as it stands, in a folder of their own. What goes on until Ctrl-C, and a demo that
 * others use, gets a terminal of its own; another demo of minutes takes seconds.
 */
final class Typist implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final long POLL_MILLIS = 100;
  private static final int TAIL_SECONDS = 10;
  private static final int TIMED_OUT = 124;

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z]+=\\S+");
  private static final Pattern ENDLESS =
      Pattern.compile("\\./idealstream (?:(broker|web|demo|run)\\b.*)|while .*");

  /** What a command says once it does what it is for. */
  private static final Map<String, String> READY =
      Map.of(
          "broker", "Kafka broker at", "run", "The job runs.", "web", "http://", "demo", "http://");

  private final Path folder;
  private final Path desk;
  private final Path programs;
  private final Map<String, String> places = new LinkedHashMap<>();
  private final List<Path> links = new ArrayList<>();
  private final List<String> assignments = new ArrayList<>();
  private final Map<String, Process> endless = new LinkedHashMap<>();
  private final Map<String, String> said = new LinkedHashMap<>();
  private final Set<String> typed = new HashSet<>();
  private final Thread end = new Thread(this::end);
  private int logs;

  /**
   * @param home of the program, as an archive has it
   * @param folder of the reader, which is empty
   */
  Typist(Path home, Path folder) throws IOException {
    this.folder = folder;
    desk = Files.createDirectories(folder.resolve("desk"));
    programs = Files.createDirectories(folder.resolve("programs"));
    try (Stream<Path> parts = Files.list(home)) {
      for (Path part : parts.toList()) {
        link(part.getFileName().toString(), part);
      }
    }
    for (String source : List.of("src", "tools", "pom.xml", ".mvn", "target/distribution")) {
      Path there = Path.of(source).toAbsolutePath();
      if (Files.exists(there)) {
        link(source, there);
      }
    }
    own("conf"); // whose files readers change
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Where commands are typed. */
  Path desk() {
    return desk;
  }

  /** A program stands before others of its name. */
  void finds(String name, Path program) throws IOException {
    Files.createSymbolicLink(programs.resolve(name), program);
  }

  /** What a page leaves to the reader, such as a path of theirs. */
  Typist with(String onThePage, Object here) {
    places.put(onThePage, here.toString());
    return this;
  }

  Typist has(String file, String text) throws IOException {
    Path path = desk.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Saves the files that a page names, and types its commands. */
  Typist follows(DocPage page) throws Exception {
    for (Block block : page.blocks()) {
      follows(block);
    }
    return this;
  }

  Typist follows(Block block) throws Exception {
    if (!block.name().isEmpty()) {
      has(block.name(), placed(block.text()));
    }
    for (String line : DocCommand.typedLines(block)) {
      types(line);
    }
    return this;
  }

  Typist types(String line) throws Exception {
    typed.add(line);
    String here = placed(line);
    if (DocCommand.NOT_RUN.matcher(line).find()) {
      return this;
    }
    if (ASSIGNMENT.matcher(here).matches()) {
      assignments.add(here);
    } else if (goesOn(here)) {
      start(here);
    } else {
      said.put(here, run(here));
    }
    return this;
  }

  /** The commands of a page that nobody typed. */
  List<String> left(DocPage page) {
    return page.blocks().stream()
        .flatMap(block -> DocCommand.typedLines(block).stream())
        .filter(line -> !typed.contains(line))
        .toList();
  }

  /** What the last command said that begins like this. */
  String said(String beginning) {
    String last = null;
    for (Map.Entry<String, String> each : said.entrySet()) {
      last = each.getKey().startsWith(beginning) ? each.getValue() : last;
    }
    if (last == null) {
      throw new AssertionError("nobody typed " + beginning + " but " + said.keySet());
    }
    return last;
  }

  /** Types a command again and again until it says something. */
  void await(String line, String expected) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    String now = run(placed(line));
    while (!now.contains(expected)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(line + " never said " + expected + " but " + now + running());
      }
      Polling.pause(1_000);
      now = run(placed(line));
    }
  }

  /** Ctrl-C in the terminal of what begins like this, and returns once it is over. */
  void stops(String beginning) throws Exception {
    for (Map.Entry<String, Process> each : List.copyOf(endless.entrySet())) {
      if (each.getKey().startsWith(beginning)) {
        endless.remove(each.getKey());
        end(each.getValue());
      }
    }
  }

  private static boolean goesOn(String line) {
    Matcher matcher = ENDLESS.matcher(line);
    return matcher.matches()
        && !line.contains(" --to ")
        && !(line.contains(" demo ") && line.matches(".* --seconds \\d+(?!.* --kafka-port ).*"));
  }

  private void start(String line) throws Exception {
    String command = line.replaceFirst("\\s+#.*", "").replaceFirst("\\s*&$", "");
    Process before = endless.get(command);
    if (before != null && before.isAlive()) {
      if (!command.contains(" run ")) {
        return; // it is there already
      }
      end(before); // asked to stop by a command of the page
    }
    Path log = folder.resolve("terminal-" + logs++);
    Process process =
        shell(
            command.startsWith("while") ? command : "exec " + command,
            ProcessBuilder.Redirect.to(log.toFile()));
    endless.put(command, process);
    Matcher matcher = ENDLESS.matcher(command);
    if (matcher.matches() && matcher.group(1) != null) {
      String ready = READY.get(matcher.group(1));
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (!Files.readString(log).contains(ready)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new AssertionError(line + " never said " + ready + ":\n" + Files.readString(log));
        }
        Polling.pause(POLL_MILLIS);
      }
    }
    said.put(command, Files.readString(log));
  }

  private String run(String line) throws Exception {
    String command = line.replaceFirst(" demo (.*)--seconds \\d+", " demo $1--seconds 5");
    boolean endlessTail =
        command.matches("\\./idealstream tail [^|>]*") && !command.matches(".* --(seconds|max) .*");
    if (endlessTail) {
      command = "timeout -s INT " + TAIL_SECONDS + " " + command;
    }
    Path log = folder.resolve("said");
    Process process = shell(command, ProcessBuilder.Redirect.to(log.toFile()));
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      end(process);
      throw new AssertionError(line + " goes on after " + LIMIT + ":\n" + Files.readString(log));
    }
    String all = Files.readString(log, UTF_8);
    if (!endlessTail || process.exitValue() != TIMED_OUT) {
      assertEquals(0, process.exitValue(), () -> line + ":\n" + all + running());
    }
    return all;
  }

  private Process shell(String command, ProcessBuilder.Redirect output) throws IOException {
    String whole = String.join("\n", assignments) + "\n" + command;
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", whole)
            .directory(desk.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(output);
    Map<String, String> environment = builder.environment();
    Path java = Path.of(System.getProperty("java.home"));
    environment.put("JAVA_HOME", java.toString());
    environment.merge(
        "PATH", "", (path, none) -> programs + ":" + java.resolve("bin") + ":" + path);
    for (String kind : List.of("STATE", "DATA", "CACHE")) {
      environment.put("XDG_" + kind + "_HOME", folder.resolve(kind).toString());
    }
    return builder.start();
  }

  /** What the commands said last that go on. */
  private String running() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < logs; i++) {
      try {
        text.append("\n--- ").append(i).append('\n');
        text.append(Files.readString(folder.resolve("terminal-" + i)));
      } catch (IOException unreadable) {
        text.append(unreadable);
      }
    }
    return text.toString();
  }

  private String placed(String text) {
    String placed = text;
    for (Map.Entry<String, String> place : places.entrySet()) {
      placed = placed.replace(place.getKey(), place.getValue());
    }
    return placed;
  }

  private void link(String name, Path to) throws IOException {
    Path link = desk.resolve(name);
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    links.add(Files.createSymbolicLink(link, to));
  }

  /** A copy in place of the link. */
  private void own(String name) throws IOException {
    Path to = desk.resolve(name);
    Path from = to.toRealPath();
    Files.delete(to);
    links.remove(to);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(each)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                each, to.resolve(from.relativize(each)), StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(end);
    end();
    for (Path link : links) {
      Files.deleteIfExists(link); // of sources, in place of one of the archive's
    }
  }

  private void end() {
    List<Process> latestFirst = new ArrayList<>(endless.values());
    Collections.reverse(latestFirst);
    latestFirst.forEach(Typist::end);
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
