package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What feedback says of the labels of an item.
 *
 * @param group its true values; null where feedback does not name one of each factor
 * @param verdicts by factor, of labels that feedback judges
 */
public record JudgedItem(String group, Map<String, Verdict> verdicts) {

  /**
   * What feedback says of a label.
   *
   * @param right whether it was the true value
   * @param covered whether its set held the true value; null without a set
   */
  public record Verdict(boolean right, Boolean covered) {}

  /** Which of two verdicts on one item stays does not depend on their order. */
  static final Comparator<JudgedItem> ORDER =
      Comparator.comparing(JudgedItem::toBytes, Arrays::compare);

  private static final int LAYOUT = 1;

  /** Copies the map. */
  public JudgedItem {
    verdicts = Map.copyOf(verdicts);
  }

  static JudgedItem read(FlatReader in) {
    String group = in.text();
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (long left = in.number(); left > 0; left--) {
      String factor = in.text();
      boolean[] truths = in.truths();
      verdicts.put(factor, new Verdict(truths[0], truths.length == 1 ? null : truths[1]));
    }
    return new JudgedItem(group, verdicts);
  }

  void write(FlatWriter out) {
    out.text(group).number(verdicts.size());
    new TreeMap<>(verdicts)
        .forEach(
            (factor, verdict) ->
                out.text(factor)
                    .truths(
                        verdict.covered == null
                            ? new boolean[] {verdict.right}
                            : new boolean[] {verdict.right, verdict.covered}));
  }

  private byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT);
    write(out);
    return out.toBytes();
  }
}
