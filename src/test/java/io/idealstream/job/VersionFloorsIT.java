package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job without state goes on above the versions that an earlier one wrote. */
class VersionFloorsIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @Test
  void everyKindOfVersionBeginsAboveItsOwnFloor() throws Exception {
    VersionFloors floors = new VersionFloors(10, 20, 30, 35, 40, 50);
    try (JobRun run = JobRun.beginAbove(kafka.connection(), kafka.prefix(), 2, floors)) {
      run.topics().send(Topic.CONCEPTS, List.of(example()));
      Map<String, Long> active =
          run.topics().await(Topic.STATUS, 3).stream()
              .map(record -> read(Topic.STATUS, record))
              .filter(status -> status.state() == StatusState.ACTIVE)
              .collect(Collectors.toMap(Keys::of, Status::version));
      assertEquals(Map.of("space/birds", 11L, "query/ducks", 21L, "concept/mine", 31L), active);
      assertEquals(
          List.of(51L),
          run.topics().all(Topic.WORDS, Isolation.READ_COMMITTED).stream()
              .map(record -> read(Topic.WORDS, record))
              .filter(WordsHead.class::isInstance)
              .map(head -> ((WordsHead) head).version())
              .toList());
    }
  }

  private static Outgoing example() {
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      float[] vector = new float[clip.description().dimension()];
      vector[0] = 1;
      String model = clip.description().fingerprint();
      return Topic.CONCEPTS.message(
          new ConceptExample("mine", ConceptRole.EXAMPLE, null, vector, model), Encoding.JSON);
    }
  }

  private static <T> T read(Topic<T> topic, TopicRecord record) {
    try {
      return topic.decode(record.value(), Encoding.JSON);
    } catch (Unreadable damaged) {
      throw new AssertionError(damaged);
    }
  }
}
