package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.demo.count.GateCount;
import io.idealstream.demo.count.SceneCount;
import io.idealstream.demo.count.Summary;
import io.idealstream.demo.screen.Screen;
import io.idealstream.fixtures.Threads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class DemoIT {

  private static final String TEMPORARY = "java.io.tmpdir";
  private static final List<String> OURS =
      List.of("idealstream-demo-", "idealstream-kafka-", "flink-", "minicluster_", "tm_");

  /** In place of the machine's, which others use at the same time. */
  @TempDir static Path temporary;

  private static String machines;

  private final StringWriter shown = new StringWriter();
  private Threads threads;
  private Set<String> files;

  @BeforeAll
  static void useOwnTemporaryFolder() {
    machines = System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterAll
  static void useTheMachinesAgain() {
    System.setProperty(TEMPORARY, machines);
  }

  @BeforeEach
  void lookAround() throws Exception {
    threads = Threads.now();
    files = files();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    assertEquals(Set.of(), threads.since());
    Set<String> left = files();
    left.removeAll(files);
    assertEquals(Set.of(), left);
  }

  @Test
  void everyPictureComesOutOnceAndIdealWordsHelpTheWorstGroup() throws Exception {
    Summary summary = demo(10, Screen.plain(new PrintWriter(shown))).run().orElseThrow();
    long images = summary.balance().images();
    assertEquals(List.of(), summary.balance().problems());
    assertEquals(images, summary.balance().labelled() + summary.balance().deadLetterImages());
    assertTrue(images > 200 && images <= 400, images + " pictures in 10 s");
    assertEquals(images, summary.captions(), "a caption beside every picture");
    assertEquals(3 * summary.balance().labelled(), summary.labels(), "three spaces");
    assertEquals(brokenAmong(images), summary.deadLetters());
    assertEquals(1, summary.balance().deadLetterImages(), "the second is a caption");
    assertTrue(summary.hits() > 0 && summary.words() > 0, summary::toString);
    assertTrue(summary.latencyP50() <= summary.latencyP99(), summary::toString);
    assertTrue(summary.debiased().worst() > summary.raw().worst() + 0.1, summary::toString);
    assertTrue(summary.debiased().gap() < summary.raw().gap(), summary::toString);
    GateCount gate = summary.gate();
    assertTrue(gate.birdsOutside() < 0.25 * gate.birds(), summary::toString);
    assertTrue(gate.othersLabelled() < 0.25 * gate.others(), summary::toString);
    SceneCount scenes = summary.scenes();
    assertTrue(scenes.right() > 0.7 * scenes.pictures(), summary::toString);
    assertTrue(scenes.right() > 0.7 * scenes.named(), summary::toString);
    assertTrue(shown.toString().contains("outside"), shown::toString);
    for (String kind : List.of("Kafka", "ready", "label", "labels", "hit", "words", "refused")) {
      assertTrue(shown.toString().contains(" " + kind + " "), shown::toString);
    }
  }

  @Test
  void itEndsEarlyAndCleanlyWhenAsked() throws Exception {
    CompletableFuture<Demo> running = new CompletableFuture<>();
    CompletableFuture<Void> stopped = running.thenAcceptAsync(Demo::stop);
    StopAtFirstLabel stopAtFirstLabel = new StopAtFirstLabel(running);
    Demo demo = demo(3_600, Screen.plain(new PrintWriter(stopAtFirstLabel)));
    stopAtFirstLabel.demo = demo;
    assertEquals(Optional.empty(), demo.run());
    stopped.join();
  }

  @Test
  void itEndsByItselfWhenNobodyReadsAnyMore() throws Exception {
    Screen screen = Screen.plain(new PrintWriter(new Closing()));
    assertEquals(Optional.empty(), demo(3_600, screen).run());
    assertTrue(screen.isClosed());
  }

  /** A pipe whose reader ends with the second line. */
  private static final class Closing extends Writer {
    private int lines;

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        lines += text[i] == '\n' ? 1 : 0;
      }
      flush();
    }

    @Override
    public void flush() throws IOException {
      if (lines > 1) {
        throw new IOException("Broken pipe");
      }
    }

    @Override
    public void close() {}
  }

  /** A screen that has seen enough with the first label. */
  private static final class StopAtFirstLabel extends StringWriter {
    private final CompletableFuture<Demo> running;
    private volatile Demo demo;

    StopAtFirstLabel(CompletableFuture<Demo> running) {
      this.running = running;
    }

    @Override
    public void write(String text, int offset, int length) {
      if (text.contains(" label ")) {
        running.complete(demo);
      }
    }
  }

  private static Demo demo(long seconds, Screen screen) {
    return new Demo(
        new DemoSettings(Duration.ofSeconds(seconds), 0, Optional.empty()), screen, why -> {});
  }

  private static long brokenAmong(long turns) {
    return LongStream.range(0, turns).filter(number -> number % 200 == 60).count();
  }

  private static Set<String> files() throws Exception {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> OURS.stream().anyMatch(name::startsWith))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
