package io.idealstream.stream.embed;

import io.idealstream.stream.PolicyArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.PolicyReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.PolicyChange;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code policies}; a bad policy is also news about its name. */
public final class ReadPolicies extends ReadTopic<PolicyArrival> {
  private static final long serialVersionUID = 1L;

  private transient PolicyReader reader;

  public ReadPolicies(DeadLetterSettings deadLetters) {
    super(deadLetters);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new PolicyReader();
  }

  @Override
  PolicyArrival read(TopicRecord record) throws Unreadable {
    PolicyChange change = reader.read(record);
    byte[] text =
        change.text() == null ? null : Topic.POLICIES.encode(change.text(), Encoding.JSON);
    return new PolicyArrival(change.policy(), text, record.timestampMillis(), null);
  }

  @Override
  PolicyArrival rejected(String policy, String why) {
    return new PolicyArrival(policy, null, 0, why);
  }
}
