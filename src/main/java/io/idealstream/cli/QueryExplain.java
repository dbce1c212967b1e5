package io.idealstream.cli;

import io.idealstream.cli.QueryTopics.Wanted;
import io.idealstream.decision.Contributions;
import io.idealstream.job.query.QuerySum;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.Query;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query explain}: from the model and from what the topics hold, without the job. */
@Command(
    name = "explain",
    description = "Say what each term of a query weighs, and adds to the scores of pictures.")
final class QueryExplain implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private ModelOptions options = new ModelOptions();

  @Parameters(paramLabel = "ID", description = "A query in topic queries.")
  private String id;

  @Parameters(paramLabel = "PICTURE", index = "1..*", description = "Files or folders.")
  private List<Path> pictures = List.of();

  @Option(names = "--json", description = "One JSON object a line: the query, then each picture.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    QueryTopics topics = new QueryTopics(kafka);
    Map<String, Wanted> all = topics.all();
    Wanted wanted = all.get(id);
    if (wanted == null || wanted.query() == null) {
      throw new IllegalStateException(
          wanted == null
              ? "there is no query " + id + Spelling.didYouMean(id, all.keySet())
              : "query " + id + " cannot be read");
    }
    try (ClipModel model = ClipModel.open(options.files(), options.settings())) {
      explain(wanted.query(), new TermVectors(topics, model));
    }
    return 0;
  }

  private void explain(Query query, TermVectors vectors) throws IOException {
    QuerySum sum = QuerySum.of(query, vectors::of);
    float[] whole =
        sum.vector().orElseThrow(() -> new IllegalStateException("the terms of " + id + " cancel"));
    Contributions contributions = new Contributions(sum.vectors(), sum.scales());
    PrintWriter out = spec.commandLine().getOut();
    print(out, "query " + id, sum, contributions.of(whole));
    PassedOver passedOver = new PassedOver();
    List<Path> shown = PictureFiles.in(pictures, passedOver);
    passedOver.report(spec.commandLine().getErr(), "passed over");
    for (Path picture : shown) {
      if (out.checkError()) {
        return; // nobody reads it any more
      }
      float[] image = vectors.image(picture.toString(), Files.readAllBytes(picture));
      print(out, picture.toString(), sum, contributions.of(image));
    }
    out.flush();
  }

  /**
   * @param shares one per term; of the query itself they add up to 1, of a picture to its score
   */
  private void print(PrintWriter out, String what, QuerySum sum, double[] shares) {
    double total = Arrays.stream(shares).sum();
    if (json) {
      List<Map<String, Object>> terms = new ArrayList<>();
      for (int i = 0; i < shares.length; i++) {
        Map<String, Object> term = new LinkedHashMap<>();
        term.put("term", sum.names().get(i));
        term.put("scale", sum.scales()[i]);
        term.put("contribution", shares[i]);
        terms.add(term);
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("of", what);
      tree.put("score", total);
      tree.put("terms", terms);
      out.println(Json.text(tree));
      return;
    }
    out.println(String.format(Locale.ROOT, "%7.4f  %s", total, what));
    for (int i = 0; i < shares.length; i++) {
      out.println(
          String.format(
              Locale.ROOT, "%9.4f  %s@%s", shares[i], sum.names().get(i), sum.scales()[i]));
    }
  }
}
