package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.policy.OpenLimit;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which drafts are counted, and drafts as state. */
final class WaitingDraft {

  /** Event time; at one time by item, and of one item in the order of its decisions. */
  static final Comparator<Drafted> ORDER =
      Comparator.comparing(Drafted::time)
          .thenComparing(Drafted::item)
          .thenComparing(Drafted::number);

  private static final int LAYOUT = 1;
  private static final int LAYOUT_OF_ITEM = 2;

  private WaitingDraft() {}

  static byte[] toBytes(Drafted drafted) {
    if (drafted.counting() != null) {
      return new FlatWriter(LAYOUT_OF_ITEM)
          .text(drafted.item())
          .bytes(drafted.counting())
          .number(drafted.openUntil())
          .toBytes();
    }
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .bytes(Topic.DECISIONS.encode(drafted.draft().decision(), Encoding.AVRO))
            .number(drafted.openUntil())
            .number(drafted.draft().limits().size());
    for (OpenLimit limit : drafted.draft().limits()) {
      out.text(limit.policy())
          .text(limit.key())
          .number(limit.atMost())
          .number(limit.withinMillis())
          .text(limit.then().name())
          .text(limit.then().queue())
          .number(limit.then().priority());
    }
    return out.toBytes();
  }

  static Drafted of(byte[] bytes) {
    if (FlatReader.layout(bytes) == LAYOUT_OF_ITEM) {
      FlatReader in = new FlatReader("item that waits to be counted", LAYOUT_OF_ITEM, bytes);
      return new Drafted(in.text(), null, in.bytes(), null, in.number());
    }
    FlatReader in = new FlatReader("decision that waits", LAYOUT, bytes);
    Decision decision = Stored.record(Topic.DECISIONS, in.bytes());
    long openUntil = in.number();
    List<OpenLimit> limits = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      limits.add(
          new OpenLimit(
              in.text(),
              in.text(),
              in.number(),
              in.number(),
              new Action(in.text(), in.text(), (int) in.number())));
    }
    return new Drafted(new DraftDecision(decision, limits), openUntil);
  }
}
