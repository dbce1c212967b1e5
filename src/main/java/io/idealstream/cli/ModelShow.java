package io.idealstream.cli;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelDescription;
import io.idealstream.wire.codec.Json;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model show}: what a model is. */
@Command(
    name = "show",
    description = "Say what a model is: files, sizes, fingerprint, logit scale.")
final class ModelShow implements Runnable {
  @Mixin private ModelOptions options = new ModelOptions();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    try (ClipModel model = ClipModel.open(options.files(), options.settings())) {
      if (json) {
        spec.commandLine().getOut().println(Json.text(model.description()));
      } else {
        table(model.description()).print(spec.commandLine().getOut());
      }
    }
  }

  static Table table(ModelDescription model) {
    return new Table()
        .row("model", model.place())
        .row("fingerprint", model.fingerprint())
        .row("dimension", model.dimension())
        .row("picture", model.imageWidth() + " x " + model.imageHeight() + " pixels")
        .row("context", model.contextLength() + " tokens")
        .row("vision graph", model.visionGraph())
        .row("text graph", model.textGraph())
        .row(
            "logit scale",
            String.format(
                Locale.ROOT, "%.4f from %s", model.logitScale(), model.logitScaleSource()))
        .row("pictures a run", model.imagesPerRun())
        .row("texts a run", model.textsPerRun())
        .row(
            "memory of a run",
            "about %,d kB a picture and %,d kB a text of full length"
                .formatted(model.memory().picture() / 1000, model.memory().text() / 1000))
        .row(
            "dynamic quantisation",
            model.dynamicQuantization().isEmpty()
                ? "none"
                : String.join(", ", model.dynamicQuantization()));
  }
}
