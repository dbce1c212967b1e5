package io.idealstream.cli;

import io.idealstream.demo.Demo;
import io.idealstream.demo.DemoSettings;
import io.idealstream.demo.count.Summary;
import io.idealstream.demo.folder.FolderPicture;
import io.idealstream.demo.folder.FolderSummary;
import io.idealstream.demo.folder.PictureFolder;
import io.idealstream.demo.folder.StarterSpace;
import io.idealstream.demo.screen.FolderTable;
import io.idealstream.demo.screen.Line;
import io.idealstream.demo.screen.Screen;
import io.idealstream.demo.screen.SummaryTable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: broker, job, feed and reader in this process. */
@Command(
    name = "demo",
    description =
        "Start a Kafka broker and the job, stream the bundled pictures and captions through them,"
            + " show what comes out, and count it.")
final class DemoCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  /** Longer than the demo takes to stop in good order, whatever holds it. */
  private static final Duration STOPPING = Duration.ofSeconds(40);

  /** What a shell says of a command that was interrupted. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long pictures are sent (default ${DEFAULT-VALUE}).")
  private long seconds = 60;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of the live page (default: 8080, or the next free one).")
  private Integer port;

  @Option(names = "--no-web", description = "Serve no live page.")
  private boolean noWeb;

  @Option(
      names = "--kafka-port",
      paramLabel = "P",
      description = "Port of the broker, for other Kafka clients (default: any free one).")
  private int kafkaPort;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Stream the pictures of a folder instead of the bundled ones; its subfolders, or a file"
              + " manifest.jsonl in it, say what is true of them.")
  private Path pictures;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description = "With --pictures: label by this space (default: one of the folder's names).")
  private Path space;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "With --pictures: folder of a model (default: the bundled one).")
  private Path model;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(seconds > 0, "--seconds: expected a number above 0, found " + seconds);
    require(
        kafkaPort >= 0 && kafkaPort <= HIGHEST_PORT,
        "--kafka-port: expected a number from 0 to " + HIGHEST_PORT + ", found " + kafkaPort);
    require(
        port == null || port >= 0 && port <= HIGHEST_PORT,
        "--port: expected a number from 0 to " + HIGHEST_PORT + ", found " + port);
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = json ? Terminal.progress(spec.commandLine().getErr()) : Terminal.results(out);
    Demo demo =
        new Demo(
            new DemoSettings(Duration.ofSeconds(seconds), kafkaPort, page()),
            screen,
            this::sayGoodbye);
    require(
        pictures != null || space == null && model == null,
        "--space, --model: expected --pictures with them");
    if (pictures != null) {
      return runFolder(demo, screen, folder());
    }
    stopOnSignals(demo);
    Optional<Summary> summary = demo.run();
    if (summary.isEmpty()) {
      return interrupted(screen);
    }
    return show(
        screen,
        SummaryTable.of(summary.get(), screen.width()),
        summary.get().tree(),
        summary.get().balance().problems());
  }

  /**
   * Signals are caught before the JVM acts on them: its shutdown hooks run at once, and ONNX
   * Runtime's would end what another thread may be opening.
   */
  private static void stopOnSignals(Demo demo) {
    Signals.catchAll(
        () -> {
          Ending.haltAfter(STOPPING, INTERRUPTED);
          demo.stop();
        });
  }

  private int runFolder(Demo demo, Screen screen, DemoSettings.Folder folder) throws Exception {
    stopOnSignals(demo);
    Optional<FolderSummary> summary = demo.run(folder);
    if (summary.isEmpty()) {
      return interrupted(screen);
    }
    return show(
        screen,
        FolderTable.of(summary.get()),
        summary.get().tree(),
        summary.get().balance().problems());
  }

  private static int interrupted(Screen screen) {
    return screen.isClosed() ? 0 : INTERRUPTED;
  }

  /** Shows what a run came to; gives the exit code. */
  private int show(
      Screen screen, List<Line> table, Map<String, Object> tree, List<String> problems) {
    table.forEach(screen::print);
    if (json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(Json.text(tree));
      out.flush();
    }
    refuse(problems);
    return 0;
  }

  /** All that can be wrong with the user's files is said before anything is started. */
  private DemoSettings.Folder folder() throws IOException {
    require(Files.isDirectory(pictures), "--pictures: there is no folder " + pictures);
    PassedOver passedOver = new PassedOver();
    List<FolderPicture> found =
        PictureFolder.read(pictures, PictureFiles.in(List.of(pictures), passedOver));
    passedOver.report(spec.commandLine().getErr(), "passed over");
    if (found.isEmpty()) {
      throw new IllegalStateException("there are no pictures in " + pictures);
    }
    SpaceDefinition definition =
        space == null ? StarterSpace.of(found) : SpaceFile.readForJob(space);
    return new DemoSettings.Folder(found, definition, Optional.ofNullable(model));
  }

  private Optional<DemoSettings.Page> page() {
    return noWeb
        ? Optional.empty()
        : Optional.of(
            new DemoSettings.Page(port == null ? OptionalInt.empty() : OptionalInt.of(port)));
  }

  private void sayGoodbye(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("idealstream: " + why);
    err.flush();
  }

  private void require(boolean condition, String problem) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
  }
}
