package io.idealstream.cli;

import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model embed}: the unit vectors of pictures and texts. */
@Command(name = "embed", description = "Print the embeddings of pictures and texts, one line each.")
final class ModelEmbed implements Callable<Integer> {
  private static final int SHOWN = 6;

  @Mixin private ModelOptions options = new ModelOptions();

  @Option(names = "--json", description = "One JSON object a line, with the whole vector.")
  private boolean json;

  @Option(names = "--image", paramLabel = "FILE", description = "A picture; may be repeated.")
  private List<Path> images = List.of();

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "Texts, after --.")
  private List<String> texts = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (images.isEmpty() && texts.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "expected --image FILE or a text after --");
    }
    int failures = 0;
    try (ClipModel model = ClipModel.open(options.files(), options.settings())) {
      for (Path image : images) {
        if (isUnread()) {
          return 0;
        }
        byte[] encoded = Files.readAllBytes(image);
        failures += print(model, image.toString(), model.embedImages(List.of(encoded)).get(0));
      }
      for (String text : texts) {
        if (isUnread()) {
          return 0;
        }
        failures += print(model, text, model.embedTexts(List.of(text)).get(0));
      }
    }
    return failures == 0 ? 0 : 1;
  }

  /** Whether nobody reads what is printed any more. */
  private boolean isUnread() {
    return spec.commandLine().getOut().checkError();
  }

  /** Returns how many failures it printed: none or one. */
  private int print(ClipModel model, String input, Embedding embedding) {
    if (embedding instanceof Embedding.Vector vector) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? line(model, input, vector) : glance(input, vector));
      out.flush();
      return 0;
    }
    Embedding.Rejected rejected = (Embedding.Rejected) embedding;
    spec.commandLine()
        .getErr()
        .println("idealstream: " + input + ": " + rejected.reason() + ": " + rejected.detail());
    return 1;
  }

  private static String line(ClipModel model, String input, Embedding.Vector vector) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", model.description().fingerprint());
    fields.put("input", input);
    fields.put("vector", vector.values());
    return Json.text(fields);
  }

  private static String glance(String input, Embedding.Vector vector) {
    StringBuilder text =
        new StringBuilder(input + ": " + Count.of(vector.values().length, "value"));
    for (int i = 0; i < Math.min(SHOWN, vector.values().length); i++) {
      text.append(String.format(Locale.ROOT, " %.4f", vector.values()[i]));
    }
    return text.append(" ...").toString();
  }
}
