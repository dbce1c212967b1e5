package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.decision.PolicyChange;
import io.idealstream.wire.decision.PolicyText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  private static final String FILE =
      """
      {"policy":"owls","when":"true","action":{"name":"review","priority":2},
       "limits":{"per":"item.feed","at-most":3,"within":"24h","then":{"name":"hide"}},
       "sample":{"of-the-rest":0.005},"shadow":true,"expires":"90d"}""";

  private static TopicRecord message(String key, byte[] value) {
    return new TopicRecord("policies", 0, 0, 0, key.getBytes(UTF_8), value, List.of());
  }

  private static PolicyChange read(String key, byte[] value) throws Unreadable {
    return new PolicyReader().read(message(key, value));
  }

  @Test
  void aPolicyIsItsFile() throws Exception {
    PolicyText text = read("owls", FILE.getBytes(UTF_8)).text();
    assertEquals("owls", text.policy());
    assertEquals(Map.of("of-the-rest", 0.005), text.fields().get("sample"));
    assertEquals(
        List.of("policy", "when", "action", "limits", "sample", "shadow", "expires"),
        List.copyOf(text.fields().keySet()));
  }

  @Test
  void bothEncodingsSayTheSame() throws Exception {
    PolicyText text = read("owls", FILE.getBytes(UTF_8)).text();
    byte[] avro = Topic.POLICIES.encode(text, Encoding.AVRO);
    PolicyText back = read("owls", avro).text();
    assertEquals(Map.of("of-the-rest", "0.005"), back.fields().get("sample"));
    assertEquals(text.fields().keySet(), back.fields().keySet());
    assertEquals(text.fields().get("when"), back.fields().get("when"));
    Map<?, ?> limits = (Map<?, ?>) back.fields().get("limits");
    assertEquals(3L, limits.get("at-most"));
    assertEquals("hide", ((Map<?, ?>) limits.get("then")).get("name"));
  }

  @Test
  void aMessageWithoutValueRemovesIt() throws Exception {
    assertNull(read("owls", null).text());
    assertEquals("owls", read("owls", null).policy());
  }

  @Test
  void theKeyIsTheName() {
    Unreadable other = assertThrows(Unreadable.class, () -> read("ducks", FILE.getBytes(UTF_8)));
    assertEquals(Reason.KEY_MISMATCH, other.reason());
    Unreadable nameless =
        assertThrows(Unreadable.class, () -> read("owls", "{\"when\":\"true\"}".getBytes(UTF_8)));
    assertEquals(Reason.MISSING_FIELD, nameless.reason());
    assertEquals("owls", nameless.subject());
  }
}
