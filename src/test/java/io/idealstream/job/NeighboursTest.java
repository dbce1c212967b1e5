package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.LeaseHolder;
import io.idealstream.client.LeaseNeighbour;
import io.idealstream.wire.codec.Yaml;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  @Test
  void oneHearsOfWhatAnotherJobHasTooAndWhatToSet() {
    JobSettings settings = settings("topics: {output-prefix: second.}\nkafka: {group: mine}");
    LeaseHolder holder =
        new LeaseHolder("m", "7f", "host-a", Instant.parse("2026-03-01T12:00:00Z"), null);
    assertEquals(
        List.of(
            "Warning: another run on host-a since 2026-03-01T12:00:00Z (life 7f), transactional id"
                + " other, writes to topics second.* too, so that answers of both come under the"
                + " same keys. Give one a topics.output-prefix of its own.",
            "Warning: another run on host-a since 2026-03-01T12:00:00Z (life 7f), transactional id"
                + " third, has group mine too, so that each writes its positions over the other's."
                + " Give one a kafka.group of its own."),
        Neighbours.warnings(
            settings,
            () ->
                List.of(
                    new LeaseNeighbour("other", holder, true, false),
                    new LeaseNeighbour("third", holder, false, true))));
    assertEquals(List.of(), Neighbours.warnings(settings, List::of));
  }

  @Test
  void aKafkaThatDoesNotSayIsToldOfAndKeepsNoJobFromStarting() {
    assertEquals(
        List.of("Warning: whether another run gets in the way is not known: no answer"),
        Neighbours.warnings(
            settings("kafka: {group: mine}"),
            () -> {
              throw new KafkaAccessException("no answer", null);
            }));
  }

  private static JobSettings settings(String yaml) {
    return SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8)));
  }
}
