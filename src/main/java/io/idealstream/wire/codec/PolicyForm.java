package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.decision.PolicyText;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A policy is its file as it is; what its fields say is checked by whoever asks it. */
final class PolicyForm implements Form<PolicyText> {

  private static final String SHARE = "of-the-rest";

  @Override
  public PolicyText read(Map<String, Object> tree) throws Unreadable {
    Place name = Place.root().field("policy");
    Object raw = tree.get("policy");
    if (raw == null) {
      throw name.missing();
    }
    String policy = (String) LeafType.TEXT.read(raw, name);
    Map<String, Object> fields = new LinkedHashMap<>(tree);
    fields.values().removeIf(value -> value == null); // Avro's way to say that nothing is there
    return new PolicyText(policy, Collections.unmodifiableMap(fields));
  }

  @Override
  public Map<String, Object> write(PolicyText policy) {
    Map<String, Object> tree = new LinkedHashMap<>(policy.fields());
    tree.computeIfPresent("sample", (name, sample) -> withTextOfShare(sample));
    return tree;
  }

  /** A share may be a number; on the wire it is as somebody would write it. */
  private static Object withTextOfShare(Object sample) {
    if (!(sample instanceof Map<?, ?> map) || !(map.get(SHARE) instanceof Number share)) {
      return sample;
    }
    Map<Object, Object> written = new LinkedHashMap<>(map);
    written.put(SHARE, new BigDecimal(share.toString()).toPlainString());
    return written;
  }
}
