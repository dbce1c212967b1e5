package io.idealstream.cli;

import io.idealstream.model.ModelCheck;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model check}: whether a model works here. */
@Command(
    name = "check",
    description = "Load a model, embed built-in pictures and sentences, measure.")
final class ModelCheckCommand implements Runnable {
  @Mixin private ModelOptions options = new ModelOptions();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ModelCheck check = ModelCheck.of(options.files(), options.settings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(check));
      out.flush();
    } else {
      print(check, out);
    }
    if (!check.batchInvariant()) {
      spec.commandLine()
          .getErr()
          .println(
              "warning: an embedding depends on its neighbours in a batch; --dynamic-quantization"
                  + " one-by-one makes it depend on its item alone");
    }
  }

  private static void print(ModelCheck check, PrintWriter out) {
    ModelShow.table(check.model())
        .row("batch invariance", invariance(check))
        .row("loaded in", format("%.0f ms", check.loadMillis()))
        .row(
            "alone",
            format("%.1f ms a picture, %.1f ms a text", check.imageMillis(), check.textMillis()))
        .print(out);
    out.println();
    for (int picture = 0; picture < check.similarities().size(); picture++) {
      for (int sentence = 0; sentence < check.similarities().get(picture).length; sentence++) {
        out.println(
            format(
                "picture %d  %6.3f  %s",
                picture + 1,
                check.similarities().get(picture)[sentence],
                ModelCheck.SENTENCES.get(sentence) + (sentence == picture ? "  <- shown" : "")));
      }
    }
    out.flush();
  }

  private static String invariance(ModelCheck check) {
    return format(
        "%s: largest difference %.1e for pictures, %.1e for texts",
        check.batchInvariant() ? "yes" : "NO", check.imageDifference(), check.textDifference());
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
