package io.idealstream.cli;

import io.idealstream.model.fetch.Catalogue;
import io.idealstream.model.fetch.Fetch;
import io.idealstream.model.fetch.FetchFailed;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model fetch}: gets a model of the catalogue, verified. */
@Command(name = "fetch", description = "Download a model by name; without a name, list the models.")
final class ModelFetch implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A model of the catalogue.")
  private String name;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Serves REPOSITORY/resolve/REVISION/FILE like the Hugging Face hub.")
  private URI mirror;

  @Option(names = "--to", paramLabel = "DIR", description = "Where to; without it a cache folder.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws FetchFailed {
    Catalogue catalogue = Catalogue.bundled();
    if (name == null) {
      list(catalogue);
      return 0;
    }
    Catalogue.Entry model =
        catalogue
            .find(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no model "
                            + name
                            + " in the catalogue; it has "
                            + String.join(", ", catalogue.models().keySet())));
    Path place = folder == null ? ModelOptions.cache(name) : folder;
    try (Bar bar = Bar.bytes("Fetching " + name, model.bytes())) {
      Fetch fetch =
          mirror == null ? Fetch.fromHub(bar::reached) : Fetch.fromMirror(mirror, bar::reached);
      fetch.fetch(model, place);
    }
    spec.commandLine().getOut().println(place);
    return 0;
  }

  private void list(Catalogue catalogue) {
    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table();
    for (Catalogue.Entry model : catalogue.models().values()) {
      table.row(
          model.name(),
          model.about() + "; " + model.bytes() / 1_000_000 + " MB, " + model.licence());
    }
    table.print(out);
  }
}
