package io.idealstream.stream.inforce;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A waiting item as state. Layout 1 held images alone, without their captions and values: labels
 * need neither.
 */
final class WaitingItem {

  private static final int OLDEST = 1;
  private static final int LAYOUT = 2;
  private static final int NONE = -1;

  private WaitingItem() {}

  static byte[] toBytes(Embedded item) {
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .text(item.id())
            .text(item.feed())
            .time(item.time())
            .text(item.model())
            .floats(item.vector())
            .text(item.modality().name())
            .text(item.caption());
    if (item.values() == null) {
      return out.number(NONE).toBytes();
    }
    out.number(item.values().size());
    item.values()
        .forEach(
            (factor, values) -> {
              out.text(factor).number(values.size());
              values.forEach(out::text);
            });
    return out.toBytes();
  }

  static Embedded of(byte[] bytes) {
    FlatReader in = new FlatReader("waiting item", OLDEST, LAYOUT, bytes);
    String id = in.text();
    String feed = in.text();
    var time = in.time();
    String model = in.text();
    float[] vector = in.floats();
    if (in.layout() == OLDEST) {
      return new Embedded(Modality.IMAGE, id, feed, time, model, vector, null, null);
    }
    Modality modality = Modality.valueOf(in.text());
    return new Embedded(modality, id, feed, time, model, vector, in.text(), values(in));
  }

  private static Map<String, List<String>> values(FlatReader in) {
    long factors = in.number();
    if (factors == NONE) {
      return null;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (long i = 0; i < factors; i++) {
      String factor = in.text();
      long count = in.number();
      List<String> named = new ArrayList<>();
      for (long v = 0; v < count; v++) {
        named.add(in.text());
      }
      values.put(factor, named);
    }
    return values;
  }
}
