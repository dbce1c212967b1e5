package io.idealstream.stream.match;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;

/** The hits of an open window as state: each as canonical JSON, by the contract's rules. */
final class WindowState {

  private static final int LAYOUT = 1;

  private WindowState() {}

  static byte[] toBytes(List<Hit> hits) {
    FlatWriter out = new FlatWriter(LAYOUT).number(hits.size());
    hits.forEach(hit -> out.bytes(Topic.HITS.encode(hit, Encoding.JSON)));
    return out.toBytes();
  }

  static List<Hit> of(byte[] bytes) {
    FlatReader in = new FlatReader("window of a query", LAYOUT, bytes);
    List<Hit> hits = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      hits.add(hit(in.bytes()));
    }
    return hits;
  }

  private static Hit hit(byte[] json) {
    try {
      return Topic.HITS.decode(json, Encoding.JSON);
    } catch (Unreadable damaged) {
      throw new IllegalStateException(
          "a hit in state cannot be read: " + damaged.getMessage() + "; damaged state?", damaged);
    }
  }
}
