package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Policy files, and the definitions against which their names are held. */
final class PolicyFiles {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Such as conf/policies/birds-on-water.yaml.")
  private List<Path> files;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description =
          "A space that policies may name; may be repeated. With one, names of others are problems.")
  private List<Path> spaces;

  @Option(
      names = "--query",
      paramLabel = "FILE",
      description =
          "Queries that policies may name, a JSON object with an id on each line, such as query list"
              + " --json prints; may be repeated. With one, names of others are problems.")
  private List<Path> queries;

  /**
   * The policies by file.
   *
   * @throws Misconfigured with every problem of all files
   */
  Map<Path, CompiledPolicy> read() {
    List<String> problems = new ArrayList<>();
    Vocabulary vocabulary = vocabulary(problems);
    Map<Path, CompiledPolicy> policies = new LinkedHashMap<>();
    Map<String, Path> names = new LinkedHashMap<>();
    for (Path file : files) {
      CompiledPolicy policy = tried(() -> PolicyFile.read(file, vocabulary), problems);
      if (policy != null) {
        policies.put(file, policy);
        Path first = names.putIfAbsent(policy.policy().name(), file);
        if (first != null) {
          problems.add(
              file + ": policy " + policy.policy().name() + " stands in " + first + " too");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new Misconfigured("policies", problems);
    }
    return policies;
  }

  /**
   * Names in the policies that are not there, a line each, as far as no option says what there is.
   *
   * @param knownSpaces stand in for {@code --space}
   * @param knownQueries ids that stand in for {@code --query}
   */
  List<String> unknown(Collection<SpaceDefinition> knownSpaces, Collection<String> knownQueries) {
    Vocabulary vocabulary =
        Vocabulary.of(spaces == null ? knownSpaces : null, queries == null ? knownQueries : null);
    List<String> unknown = new ArrayList<>();
    for (Path file : files) {
      tried(() -> PolicyFile.read(file, vocabulary), unknown);
    }
    return unknown;
  }

  private Vocabulary vocabulary(List<String> problems) {
    List<SpaceDefinition> known = spaces == null ? null : new ArrayList<>();
    for (Path file : spaces == null ? List.<Path>of() : spaces) {
      SpaceDefinition space = tried(() -> SpaceFile.read(file), problems);
      if (space != null) {
        known.add(space);
      }
    }
    List<String> ids = queries == null ? null : new ArrayList<>();
    for (Path file : queries == null ? List.<Path>of() : queries) {
      List<String> some = tried(() -> ids(file), problems);
      ids.addAll(some == null ? List.of() : some);
    }
    return Vocabulary.of(known, ids);
  }

  /** What a file gives; null where its problems were added. */
  private static <T> T tried(Supplier<T> reading, List<String> problems) {
    try {
      return reading.get();
    } catch (Misconfigured wrong) {
      String file = wrong.getMessage().substring(0, wrong.getMessage().indexOf(": "));
      wrong.problems().forEach(problem -> problems.add(file + ": " + problem));
      return null;
    }
  }

  private static List<String> ids(Path file) {
    Problems problems = new Problems();
    List<String> ids = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      try {
        if (Json.object(line.getBytes(UTF_8)).get("id") instanceof String id) {
          ids.add(id);
        } else {
          problems.note("line " + (i + 1), "expected a JSON object with an id, found none in it");
        }
      } catch (Unreadable broken) {
        problems.note("line " + (i + 1), broken.getMessage());
      }
    }
    problems.refuseIfAny(file.toString());
    return ids;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
