package io.idealstream.bench;

import io.idealstream.client.KafkaConnection;
import io.idealstream.demo.Kafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where jobs are measured, and what they have in common.
 *
 * @param broker its address
 * @param folder in which files of a job lie while it runs
 * @param model its folder; empty for the bundled one
 * @param checkpoints time between two
 */
record JobPlace(String broker, Path folder, Optional<Path> model, Duration checkpoints) {

  /** The topics of one job. */
  Kafka kafka(String prefix) {
    return new Kafka(KafkaConnection.to(broker), prefix);
  }
}
