package io.idealstream.stream.feedback;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Label;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of all spaces about one item, as they wait for feedback.
 *
 * @param model fingerprint of the model that they were given with
 * @param spaces one entry a space, as {@link KeptAnswers} writes it
 */
public record ItemAnswers(String model, List<byte[]> spaces) {

  private static final int LAYOUT = 1;

  /**
   * @param labels of one item, one at least
   */
  public static ItemAnswers of(List<Label> labels) {
    return new ItemAnswers(
        labels.get(0).model(),
        labels.stream().map(label -> KeptAnswers.of(label).toBytes()).toList());
  }

  public byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).text(model).number(spaces.size());
    spaces.forEach(out::bytes);
    return out.toBytes();
  }

  static ItemAnswers of(byte[] state) {
    FlatReader in = new FlatReader("answers about an item that waits", LAYOUT, state);
    String model = in.text();
    List<byte[]> spaces = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      spaces.add(in.bytes());
    }
    return new ItemAnswers(model, spaces);
  }
}
