package io.idealstream.stream.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Messages;
import io.idealstream.stream.PolicyArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.TopicRecord;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadPoliciesTest {

  private static final String OWLS =
      "{\"policy\":\"owls\",\"when\":\"true\",\"action\":{\"name\":\"tag\"},"
          + "\"limits\":{\"per\":\"item.feed\",\"at-most\":3,\"within\":\"1h\","
          + "\"then\":{\"name\":\"stop\"}},\"sample\":{\"of-the-rest\":0.5}}";

  private OneInputStreamOperatorTestHarness<TopicRecord, PolicyArrival> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new ReadPolicies(new DeadLetterSettings(10_000, 20_000))));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private PolicyArrival send(String key, String value) throws Exception {
    harness.processElement(
        new StreamRecord<>(Messages.keyed(key, value == null ? null : value.getBytes(UTF_8))));
    List<PolicyArrival> arrivals = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    assertEquals(1, arrivals.size());
    return arrivals.get(0);
  }

  @Test
  void aPolicyArrivesAsATextThatIsTheSameForTheSamePolicy() throws Exception {
    PolicyArrival first = send("owls", OWLS);
    assertEquals("owls", first.policy());
    assertEquals(Messages.RECEIVED.toEpochMilli(), first.published());
    assertNull(first.rejected());
    assertArrayEquals(first.text(), send("owls", OWLS.replace(",", ", ")).text());
    assertEquals(
        3, PolicyFile.read("owls", first.text(), Vocabulary.UNKNOWN).policy().limits().atMost());
  }

  @Test
  void aMessageWithoutValueRemovesItsPolicy() throws Exception {
    PolicyArrival gone = send("owls", null);
    assertEquals("owls", gone.policy());
    assertNull(gone.text());
    assertNull(gone.rejected());
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndNewsOfItsName() throws Exception {
    PolicyArrival bad = send("owls", "{\"policy\": \"ducks\"}");
    assertEquals("ducks", bad.policy(), "as for every control topic, the value's name");
    assertTrue(bad.rejected().contains("owls"), bad.rejected());
    bad = send("owls", "{\"policy\": ");
    assertEquals("owls", bad.policy());
    assertNull(bad.text());
    assertEquals(2, harness.getSideOutput(DeadLetters.TAG).size());
  }
}
