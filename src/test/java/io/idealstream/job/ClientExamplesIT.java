package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of the page about clients send pictures to one job, and print their labels. Those
 * whose client is not on this machine are skipped.
 */
class ClientExamplesIT {
  private static final Path EXAMPLES = Path.of("docs/examples/clients").toAbsolutePath();
  private static final Path PICTURES = Path.of("src/main/resources/samples/pictures");
  private static final List<String> NAMES = List.of("003.jpg", "005.jpg");
  private static final long LIMIT_SECONDS = 180;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> eachPrintsALabelOfEveryPicture() throws Exception {
    JobRun run = JobRun.begin(kafka.connection(), kafka.prefix(), 1, Topology.Interception.NONE);
    return Stream.of(
            DynamicTest.dynamicTest("kcat", this::kcat),
            DynamicTest.dynamicTest("python", this::python),
            DynamicTest.dynamicTest("node", this::node),
            DynamicTest.dynamicTest("java", this::java))
        .onClose(
            () -> {
              try {
                run.close();
              } catch (Exception failure) {
                throw new AssertionError("the job did not end", failure);
              }
            });
  }

  private void kcat() throws Exception {
    program("kcat");
    labels("kcat", List.of(example("label-pictures.sh")));
  }

  private void python() throws Exception {
    Optional<Path> python = Programs.python("confluent_kafka");
    assumeTrue(python.isPresent(), "no python3 with confluent_kafka");
    labels("python", List.of(python.get().toString(), example("label_pictures.py")));
  }

  /** A program of modules finds them beside itself, so that it is run from where they are. */
  private void node() throws Exception {
    String node = program("node");
    Optional<Path> modules =
        Stream.of(
                Optional.ofNullable(System.getenv("NODE_PATH"))
                    .orElse("")
                    .split(File.pathSeparator))
            .map(Path::of)
            .filter(each -> Files.exists(each.resolve("kafkajs")))
            .filter(each -> Files.exists(each.resolve("lz4js")))
            .findFirst();
    assumeTrue(modules.isPresent(), "no kafkajs and lz4js in a folder of NODE_PATH");
    Path link = Files.createSymbolicLink(folder.resolve("node_modules"), modules.get());
    try {
      Path copy = folder.resolve("label-pictures.mjs");
      Files.copy(EXAMPLES.resolve("label-pictures.mjs"), copy);
      labels("node", List.of(node, copy.toString()));
    } finally {
      Files.delete(link);
    }
  }

  /** With the client and what it needs, and nothing else of ours. */
  private void java() throws Exception {
    String libraries =
        ClassPath.all().stream()
            .map(Path::toString)
            .filter(jar -> jar.matches(".*/(kafka-clients|slf4j-api|lz4-java)-[0-9.]+\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    labels("java", List.of(java, "-cp", libraries, example("LabelPictures.java")));
  }

  private void labels(String feed, List<String> program) throws Exception {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(kafka.bootstrapServers(), feed));
    NAMES.forEach(name -> command.add(PICTURES.resolve(name).toAbsolutePath().toString()));
    Path output = folder.resolve(feed + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("PREFIX", kafka.prefix());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> text(output));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), () -> text(output));
    for (String name : NAMES) {
      assertTrue(
          text(output).lines().anyMatch(line -> line.contains(name) && line.contains("bird")),
          () -> text(output));
    }
  }

  private static String program(String name) {
    Optional<Path> program = Programs.find(name);
    assumeTrue(program.isPresent(), "no " + name + " on this machine");
    return program.get().toString();
  }

  private static String example(String name) {
    return EXAMPLES.resolve(name).toString();
  }

  private static String text(Path output) {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(output + " cannot be read", unreadable);
    }
  }
}
