package io.idealstream.cli;

import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.SpaceTexts;
import io.idealstream.estimate.prompt.Unpreparable;
import io.idealstream.job.JobSettings;
import io.idealstream.job.Setting;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code texts missing}: the texts of spaces and queries, one a line, for anyone's embedder. */
@Command(
    name = "missing",
    description = {
      "Print the texts that a space or a query needs, each once, one a line.",
      "With --config, those that the job's file or its topic texts has already are left out."
    })
final class TextsMissing implements Runnable {

  @Option(names = "--space", paramLabel = "FILE", description = "A space file; may be repeated.")
  private List<Path> spaces = List.of();

  @Option(names = "--query", arity = "1..*", paramLabel = "TEXT", description = "Texts of queries.")
  private List<String> queries = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration of a job with model.vectors.")
  private Path config;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (spaces.isEmpty() && queries.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "expected --space or --query");
    }
    Optional<JobSettings> job = Optional.ofNullable(config).map(SettingsReader::read);
    PromptBounds bounds =
        job.map(settings -> settings.spaces().prompts()).orElseGet(TextsMissing::standardBounds);
    Set<String> needed = new LinkedHashSet<>();
    for (Path space : spaces) {
      try {
        needed.addAll(SpaceTexts.of(SpaceFile.read(space), bounds));
      } catch (Unpreparable why) {
        throw new Misconfigured(space.toString(), List.of(why.getMessage()));
      }
    }
    needed.addAll(queries);
    int all = needed.size();
    job.ifPresent(settings -> needed.removeAll(KnownTextVectors.of(settings).texts()));
    print(needed, all);
  }

  private static PromptBounds standardBounds() {
    return new PromptBounds(
        Integer.parseInt(Setting.SPACES_MAX_PROMPTED.standIn()),
        Integer.parseInt(Setting.SPACES_MAX_CELLS.standIn()));
  }

  private void print(Set<String> missing, int all) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Map.of("missing", List.copyOf(missing))));
    } else {
      missing.forEach(out::println);
    }
    out.flush();
    spec.commandLine().getErr().printf("%d of %s missing%n", missing.size(), Count.of(all, "text"));
  }
}
