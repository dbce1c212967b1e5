package io.idealstream.cli;

import io.idealstream.cli.QueryTopics.Wanted;
import io.idealstream.decision.Contributions;
import io.idealstream.decision.QueryVector;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.Blank;
import io.idealstream.wire.Query;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
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
    List<String> names = new ArrayList<>();
    List<float[]> terms = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    if (query.text() != null && !Blank.is(query.text())) {
      names.add(TermText.ofText(query.text()));
      terms.add(vectors.text(query.text()));
      scales.add(1.0);
    }
    add(query.plus(), 1, vectors, names, terms, scales);
    add(query.minus(), -1, vectors, names, terms, scales);
    double[] scaled = scales.stream().mapToDouble(Double::doubleValue).toArray();
    float[] sum =
        QueryVector.of(terms, scaled)
            .orElseThrow(() -> new IllegalStateException("the terms of " + id + " cancel"));
    Contributions contributions = new Contributions(terms, scaled);
    PrintWriter out = spec.commandLine().getOut();
    print(out, "query " + id, names, scales, contributions.of(sum));
    PassedOver passedOver = new PassedOver();
    List<Path> shown = PictureFiles.in(pictures, passedOver);
    passedOver.report(spec.commandLine().getErr(), "passed over");
    for (Path picture : shown) {
      if (out.checkError()) {
        return; // nobody reads it any more
      }
      float[] image = vectors.image(picture.toString(), Files.readAllBytes(picture));
      print(out, picture.toString(), names, scales, contributions.of(image));
    }
    out.flush();
  }

  private static void add(
      List<Term> more,
      int sign,
      TermVectors vectors,
      List<String> names,
      List<float[]> terms,
      List<Double> scales) {
    for (Term term : more == null ? List.<Term>of() : more) {
      names.add(TermText.of(term));
      terms.add(vectors.of(term));
      scales.add(sign * (term.scale() == null ? 1 : term.scale()));
    }
  }

  /**
   * @param shares one per term; of the query itself they add up to 1, of a picture to its score
   */
  private void print(
      PrintWriter out, String what, List<String> names, List<Double> scales, double[] shares) {
    double total = Arrays.stream(shares).sum();
    if (json) {
      List<Map<String, Object>> terms = new ArrayList<>();
      for (int i = 0; i < shares.length; i++) {
        Map<String, Object> term = new LinkedHashMap<>();
        term.put("term", names.get(i));
        term.put("scale", scales.get(i));
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
          String.format(Locale.ROOT, "%9.4f  %s@%s", shares[i], names.get(i), scales.get(i)));
    }
  }
}
