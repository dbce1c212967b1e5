package io.idealstream.wire.codec;

import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.decision.PolicyChange;
import io.idealstream.wire.decision.PolicyText;

/** Reads topic {@code policies}; what a policy says is checked by whoever asks it. */
public final class PolicyReader {

  /**
   * The policy to keep, or the name of the one to remove.
   *
   * @throws Unreadable with the policy's name as subject, as far as the value or the key names it
   */
  public PolicyChange read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      return new PolicyChange(Subject.removed(key), null);
    }
    try {
      PolicyText text = Topic.POLICIES.decode(record);
      Subject.requireSame(key, text.policy());
      return new PolicyChange(text.policy(), text);
    } catch (Unreadable why) {
      throw Subject.attach(key, why);
    }
  }
}
