package io.idealstream.demo.folder;

import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often labels say what the folder says; may be asked while it is being filled. */
public final class FolderAnswers {

  private final Map<String, Map<String, String>> values = new HashMap<>();
  private final Map<String, Right> right = new TreeMap<>();

  /**
   * Labels of a factor, of pictures of which the folder says its value.
   *
   * @param raw of these, by plain prompts right
   * @param debiased right as they are
   * @param abstained withheld
   */
  public record Right(long items, long raw, long debiased, long abstained) {

    private Right plus(Right more) {
      return new Right(
          items + more.items, raw + more.raw, debiased + more.debiased, abstained + more.abstained);
    }
  }

  /** Notes what is true of an item, before it is sent. */
  public synchronized void know(String id, Map<String, String> ofItem) {
    values.put(id, ofItem);
  }

  public synchronized void note(Label label) {
    Map<String, String> known = values.getOrDefault(label.id(), Map.of());
    label
        .factors()
        .forEach(
            (factor, answer) -> {
              String value = known.get(factor);
              if (value != null) {
                right.merge(label.space() + "/" + factor, judged(answer, value), Right::plus);
              }
            });
  }

  private static Right judged(FactorLabel answer, String value) {
    return new Right(
        1,
        value.equals(answer.raw().label()) ? 1 : 0,
        value.equals(answer.label()) ? 1 : 0,
        answer.abstained() == null ? 0 : 1);
  }

  /** By {@code space/factor}. */
  public synchronized Map<String, Right> right() {
    return new TreeMap<>(right);
  }
}
