package io.idealstream.cli;

import io.idealstream.model.ClipModel;
import io.idealstream.model.text.Tokenizer;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model tokenize}: the ids of texts; needs only a model's JSON files. */
@Command(name = "tokenize", description = "Print the token ids of texts, unpadded, one line each.")
final class ModelTokenize implements Runnable {
  @Mixin private ModelOptions options = new ModelOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "Texts, after --.")
  private List<String> texts;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Tokenizer tokenizer = ClipModel.tokenizer(options.files());
    PrintWriter out = spec.commandLine().getOut();
    for (String text : texts) {
      long[] ids = tokenizer.encode(text);
      out.println(
          json
              ? Json.text(Map.of("ids", Arrays.stream(ids).boxed().toList()))
              : Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    }
    out.flush();
  }
}
