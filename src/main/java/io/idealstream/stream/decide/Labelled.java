package io.idealstream.stream.decide;

import io.idealstream.policy.Item;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ItemPart;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Label;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An item with its labels, as it travels and as state holds it: labels by their topic's schema, so
 * that older ones are read as well.
 *
 * @param labels one for each space that has answered
 */
public record Labelled(Item item, List<Label> labels) {

  private static final int LAYOUT = 1;

  /** The part that an item's labels are. */
  public static ItemPart part(Embedded item, List<Label> labels) {
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .text(item.id())
            .text(item.feed())
            .time(item.time())
            .text(item.caption());
    out.texts(item.attributes()).number(labels.size());
    labels.forEach(label -> out.bytes(Topic.LABELS.encode(label, Encoding.AVRO)));
    return new ItemPart(item.item(), item.time(), ItemPart.Kind.LABELLED, out.toBytes());
  }

  public static Labelled of(byte[] bytes) {
    FlatReader in = new FlatReader("labelled item", LAYOUT, bytes);
    String id = in.text();
    String feed = in.text();
    var time = in.time();
    String caption = in.text();
    Map<String, String> attributes = in.texts();
    List<Label> labels = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      byte[] label = in.bytes();
      labels.add(Stored.record(Topic.LABELS, label));
    }
    return new Labelled(new Item(id, feed, time, caption, attributes), labels);
  }
}
