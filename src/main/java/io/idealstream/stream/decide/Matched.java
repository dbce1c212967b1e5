package io.idealstream.stream.decide;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Hit;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hits of an item, as they travel and as state holds them.
 *
 * @param hits by threshold, or of windows that are closed
 * @param open queries among whose best the item is in a window that is open, with the window's end
 *     in milliseconds since 1970; of hits that came later the windows that these are of
 */
public record Matched(List<Hit> hits, Map<String, Long> open) {

  static final Matched NOTHING = new Matched(List.of(), Map.of());

  private static final int LAYOUT = 1;

  /** Null for nothing. */
  public byte[] toBytes() {
    if (hits.isEmpty() && open.isEmpty()) {
      return null;
    }
    FlatWriter out = new FlatWriter(LAYOUT).number(hits.size());
    hits.forEach(hit -> out.bytes(Topic.HITS.encode(hit, Encoding.AVRO)));
    out.number(open.size());
    open.forEach((query, end) -> out.text(query).number(end));
    return out.toBytes();
  }

  /** The last millisecond of the windows. */
  long lastMillis() {
    return open.values().stream().mapToLong(end -> end - 1).max().orElse(Long.MIN_VALUE);
  }

  /** What several say of one item together. */
  static Matched all(List<byte[]> parts) {
    List<Hit> hits = new ArrayList<>();
    Map<String, Long> open = new TreeMap<>();
    for (byte[] part : parts) {
      Matched one = of(part);
      hits.addAll(one.hits);
      open.putAll(one.open);
    }
    return new Matched(hits, open);
  }

  /** Nothing of null. */
  public static Matched of(byte[] bytes) {
    if (bytes == null) {
      return NOTHING;
    }
    FlatReader in = new FlatReader("hits of an item", LAYOUT, bytes);
    List<Hit> hits = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      byte[] hit = in.bytes();
      hits.add(Stored.record(Topic.HITS, hit));
    }
    Map<String, Long> open = new TreeMap<>();
    for (long left = in.number(); left > 0; left--) {
      open.put(in.text(), in.number());
    }
    return new Matched(hits, open);
  }
}
