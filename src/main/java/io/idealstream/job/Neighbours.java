package io.idealstream.job;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.LeaseNeighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a job is warned of where another, under an id of its own, gets into its way. */
final class Neighbours {

  private Neighbours() {}

  /** A sentence for each thing that both have and that each should have for itself. */
  static List<String> warnings(JobSettings settings) {
    return warnings(settings, settings.lease()::neighbours);
  }

  /**
   * As above; one sentence where Kafka does not say, which keeps no job from starting.
   *
   * @param look gives the others
   */
  static List<String> warnings(JobSettings settings, Supplier<List<LeaseNeighbour>> look) {
    try {
      return warnings(settings, look.get());
    } catch (KafkaAccessException unknown) {
      return List.of(
          "Warning: whether another run gets in the way is not known: " + unknown.getMessage());
    }
  }

  private static List<String> warnings(JobSettings settings, List<LeaseNeighbour> others) {
    List<String> warnings = new ArrayList<>();
    for (LeaseNeighbour other : others) {
      if (other.writesSame()) {
        warnings.add(
            warning(
                other,
                "writes to topics %s* too, so that answers of both come under the same keys"
                    .formatted(settings.kafka().outputPrefix()),
                "topics.output-prefix"));
      }
      if (other.readsSame()) {
        warnings.add(
            warning(
                other,
                "has group %s too, so that each writes its positions over the other's"
                    .formatted(settings.kafka().group()),
                "kafka.group"));
      }
    }
    return warnings;
  }

  private static String warning(LeaseNeighbour other, String does, String setting) {
    return "Warning: %s, transactional id %s, %s. Give one a %s of its own."
        .formatted(other.holder(), other.owner(), does, setting);
  }
}
