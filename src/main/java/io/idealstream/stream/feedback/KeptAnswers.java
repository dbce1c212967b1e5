package io.idealstream.stream.feedback;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one space said of an item, as far as feedback can tell whether it was right.
 *
 * @param factors factor of kind {@code one} to the answer
 */
record KeptAnswers(String space, long spaceVersion, Map<String, Answer> factors) {

  /**
   * The answer about one factor.
   *
   * @param raw value by the plain prompts
   * @param label value by the words; null where there is none to give
   * @param given whether the label is by words and not withheld
   * @param debiased whether there were words
   * @param probabilities value to probability; empty where there are none to trust
   * @param set values that the label left possible, some of those with a probability; null where it
   *     bears no set
   */
  record Answer(
      String raw,
      String label,
      boolean given,
      boolean debiased,
      Map<String, Double> probabilities,
      List<String> set) {

    private boolean[] inSet() {
      if (set == null) {
        return null;
      }
      boolean[] inSet = new boolean[probabilities.size()];
      int at = 0;
      for (String value : probabilities.keySet()) {
        inSet[at++] = set.contains(value);
      }
      return inSet;
    }
  }

  private static final int LAYOUT = 1;

  static KeptAnswers of(Label label) {
    Map<String, Answer> factors = new LinkedHashMap<>();
    label
        .factors()
        .forEach(
            (factor, answer) -> {
              if (answer.labels() == null) {
                factors.put(factor, answer(answer));
              }
            });
    return new KeptAnswers(label.space(), label.spaceVersion(), factors);
  }

  private static Answer answer(FactorLabel label) {
    boolean given = label.debiased() && label.label() != null && label.abstained() == null;
    return new Answer(
        label.raw().label(),
        label.label(),
        given,
        label.debiased(),
        label.probabilities(),
        label.set());
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).text(space).number(spaceVersion).number(factors.size());
    factors.forEach(
        (factor, answer) -> {
          out.text(factor)
              .text(answer.raw())
              .text(answer.label())
              .truths(new boolean[] {answer.given(), answer.debiased()})
              .number(answer.probabilities().size());
          answer.probabilities().keySet().forEach(out::text);
          out.floats(floats(answer.probabilities().values())).truths(answer.inSet());
        });
    return out.toBytes();
  }

  private static float[] floats(Collection<Double> numbers) {
    float[] floats = new float[numbers.size()];
    int at = 0;
    for (double number : numbers) {
      floats[at++] = (float) number;
    }
    return floats;
  }

  static KeptAnswers of(byte[] state) {
    FlatReader in = new FlatReader("answers that wait", LAYOUT, state);
    String space = in.text();
    long version = in.number();
    Map<String, Answer> factors = new LinkedHashMap<>();
    for (long left = in.number(); left > 0; left--) {
      factors.put(in.text(), answer(in));
    }
    return new KeptAnswers(space, version, factors);
  }

  private static Answer answer(FlatReader in) {
    String raw = in.text();
    String label = in.text();
    boolean[] truths = in.truths();
    List<String> values = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      values.add(in.text());
    }
    float[] floats = in.floats();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int v = 0; v < floats.length; v++) {
      probabilities.put(values.get(v), (double) floats[v]);
    }
    return new Answer(raw, label, truths[0], truths[1], probabilities, named(values, in.truths()));
  }

  private static List<String> named(List<String> values, boolean[] inSet) {
    return inSet == null
        ? null
        : IntStream.range(0, inSet.length).filter(v -> inSet[v]).mapToObj(values::get).toList();
  }
}
