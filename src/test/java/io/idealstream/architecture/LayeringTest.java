package io.idealstream.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the two rules of the house: imports go only downwards, and a library has one home. */
class LayeringTest {

  /** Lowest row first; packages of one row do not see each other. */
  private static final List<List<String>> ROWS =
      List.of(
          List.of("math", "state"),
          List.of("control", "decision", "drift", "model", "wire"),
          List.of("estimate", "policy"),
          List.of("stream", "client"),
          List.of("job"),
          List.of("web"),
          List.of("demo"),
          List.of("bench"),
          List.of("cli"));

  private record Home(String library, List<String> packages, List<String> rooms) {}

  private static final List<Home> HOMES =
      List.of(
          new Home("EJML", List.of("org.ejml.."), List.of("math")),
          new Home(
              "Commons Statistics", List.of("org.apache.commons.statistics.."), List.of("math")),
          new Home("ONNX Runtime", List.of("ai.onnxruntime.."), List.of("model")),
          new Home("protobuf", List.of("com.google.protobuf.."), List.of("model")),
          new Home(
              "image decoding",
              List.of("javax.imageio..", "com.twelvemonkeys.."),
              List.of("model")),
          new Home("Jackson", List.of("com.fasterxml.."), List.of("wire", "model")),
          new Home(
              "CEL",
              List.of("dev.cel..", "com.google.common..", "com.google.re2j.."),
              List.of("policy")),
          new Home("Avro", List.of("org.apache.avro.."), List.of("wire")),
          new Home(
              "Javalin",
              List.of("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."),
              List.of("web")),
          new Home("picocli", List.of("picocli.."), List.of("cli")),
          new Home("XChart", List.of("org.knowm.."), List.of("cli")),
          new Home("progress bar", List.of("me.tongfei.."), List.of("cli")),
          new Home(
              "Kafka clients",
              List.of("org.apache.kafka.clients..", "org.apache.kafka.common.."),
              List.of("client", "job", "demo")),
          new Home(
              "Kafka broker",
              List.of("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata.."),
              List.of("demo")),
          new Home("Prometheus", List.of("io.prometheus.."), List.of("job")),
          new Home(
              "Flink", List.of("org.apache.flink.."), List.of("stream", "job", "demo", "bench")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.idealstream");

  @TestFactory
  Stream<DynamicTest> aPackageImportsOnlyFromLowerRows() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int row = 0; row < ROWS.size(); row++) {
      for (String room : ROWS.get(row)) {
        String[] forbidden = above(row, room);
        tests.add(
            DynamicTest.dynamicTest(
                room,
                () ->
                    noClasses()
                        .that(resideInAPackage(inside(room)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(forbidden))
                        .because("a package imports only from lower rows, never sideways")
                        .allowEmptyShould(true)
                        .check(CLASSES)));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> aLibraryHasOneHome() {
    return HOMES.stream()
        .map(
            home ->
                DynamicTest.dynamicTest(
                    home.library,
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                home.rooms.stream()
                                    .map(LayeringTest::inside)
                                    .toArray(String[]::new))
                            .should()
                            .dependOnClassesThat(
                                resideInAnyPackage(home.packages.toArray(String[]::new)))
                            .because(home.library + " lives in " + home.rooms)
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  /** The job's jar brings no SLF4J, and that of Flink's distributions is of 1.7. */
  @Test
  void nothingLogsInWaysThatTheFirstSlf4jHasNot() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.slf4j.spi..", "org.slf4j.event.."))
        .because("a cluster may bring SLF4J 1.7")
        .check(CLASSES);
  }

  private static String[] above(int row, String room) {
    return ROWS.subList(row, ROWS.size()).stream()
        .flatMap(List::stream)
        .filter(other -> !other.equals(room))
        .map(LayeringTest::inside)
        .toArray(String[]::new);
  }

  private static String inside(String room) {
    return "io.idealstream." + room + "..";
  }
}
