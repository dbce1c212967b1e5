package io.idealstream.cli;

import io.idealstream.bench.Bench;
import io.idealstream.bench.Comparison;
import io.idealstream.bench.Form;
import io.idealstream.bench.Part;
import io.idealstream.bench.Result;
import io.idealstream.bench.ResultFile;
import io.idealstream.bench.ResultTable;
import io.idealstream.demo.screen.Screen;
import io.idealstream.demo.screen.StatusLine;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Spelling;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast this machine is, and whether a later version is slower. */
@Command(
    name = "bench",
    description = {
      "Measure this machine, in about a minute: the whole job against a plain loop, standing queries,"
          + " labels and a fit. It starts a Kafka of its own and removes its files.",
      "With --compare, exit code 1 if a ratio is worse than before."
    })
final class BenchCommand implements Callable<Integer> {
  /** Longer than it takes to stop in good order, whatever holds it. */
  private static final Duration STOPPING = Duration.ofSeconds(40);

  /** What a shell says of a command that was interrupted. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--full",
      description = "More turns and larger sizes, latency and start too: ten minutes and more.")
  private boolean full;

  @Option(names = "--tiny", hidden = true)
  private boolean tiny;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description =
          "Of pipeline, queries, spaces, fit, latency and start (default: all; without --full, all but"
              + " the last two). With latency comes pipeline.")
  private List<String> only = List.of();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Folder of a model (default: the bundled one).")
  private Path modelFolder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the result there as JSON, for --compare.")
  private Path out;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "Show the change since a result of the same form and model.")
  private Path compare;

  @Option(
      names = "--loss",
      paramLabel = "SHARE",
      description = "By what share a ratio may be worse than before (default ${DEFAULT-VALUE}).")
  private double loss = 0.15;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final List<String> problems = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Set<Part> parts = parts();
    require(loss > 0 && loss < 1, "--loss: expected a share above 0 and below 1, found " + loss);
    require(!full || !tiny, "--full and --tiny: expected one of them");
    checkFiles();
    Optional<Result> before = before();
    refuseIfAny();
    Screen screen = Terminal.progress(spec.commandLine().getErr());
    try (Bench bench =
        new Bench(
            form(),
            parts,
            Optional.ofNullable(modelFolder),
            what -> screen.status(StatusLine.waiting(what)))) {
      before
          .flatMap(result -> Comparison.whyRefused(result, form(), bench.fingerprint()))
          .ifPresent(why -> problems.add("--compare: " + compare + ": " + why));
      refuseIfAny();
      Signals.catchAll(
          () -> {
            Ending.haltAfter(STOPPING, INTERRUPTED);
            bench.stop();
          });
      Optional<Result> result = bench.run();
      screen.noStatus();
      return result.isEmpty() ? INTERRUPTED : tell(result.get(), before, parts);
    }
  }

  private Form form() {
    return tiny ? Form.TINY : full ? Form.FULL : Form.QUICK;
  }

  private Set<Part> parts() {
    List<String> names = Stream.of(Part.values()).map(Part::code).toList();
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : only) {
      int place = names.indexOf(name);
      require(
          place >= 0,
          "--only: expected some of %s, found %s%s"
              .formatted(String.join(", ", names), name, Spelling.didYouMean(name, names)));
      if (place >= 0) {
        parts.add(Part.values()[place]);
      }
    }
    return only.isEmpty() ? form().usual() : parts;
  }

  /** Before minutes are spent. */
  private void checkFiles() {
    require(
        modelFolder == null || Files.isDirectory(modelFolder),
        "--model: there is no folder " + modelFolder);
    if (out != null) {
      Path folder = out.toAbsolutePath().getParent();
      require(
          !Files.isDirectory(out) && folder != null && Files.isWritable(folder),
          "--out: " + out + " cannot be written");
    }
  }

  private Optional<Result> before() {
    if (compare == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ResultFile.read(compare));
    } catch (Misconfigured broken) {
      problems.add("--compare: " + broken.getMessage());
      return Optional.empty();
    }
  }

  private int tell(Result result, Optional<Result> before, Set<Part> parts) throws Exception {
    if (out != null) {
      ResultFile.write(result, out);
    }
    Optional<Comparison> comparison = before.map(one -> new Comparison(one, result, loss));
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(ResultFile.text(result));
    } else {
      comparison
          .map(one -> ResultTable.of(result, one))
          .orElseGet(() -> ResultTable.of(result))
          .forEach(printer::println);
      if (only.isEmpty() && !parts.contains(Part.LATENCY)) {
        printer.println("Left out: latency and start; --full has them.");
      }
    }
    comparison.ifPresent(one -> one.remarks().forEach(spec.commandLine().getErr()::println));
    printer.flush();
    return comparison.filter(one -> !one.worse().isEmpty()).isPresent() ? 1 : 0;
  }

  private void require(boolean condition, String problem) {
    if (!condition) {
      problems.add(problem);
    }
  }

  private void refuseIfAny() {
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", problems));
    }
  }
}
