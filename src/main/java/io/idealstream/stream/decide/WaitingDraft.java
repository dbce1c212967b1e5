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
      Comparator.comparing((Drafted one) -> one.draft().decision().time())
          .thenComparing(Drafted::item)
          .thenComparing(one -> one.draft().decision().number());

  private static final int LAYOUT = 1;

  private WaitingDraft() {}

  static byte[] toBytes(Drafted drafted) {
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
