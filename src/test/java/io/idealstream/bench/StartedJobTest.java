package io.idealstream.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StartedJobTest {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void aJobThatHasEndedIsToldWithTheLastThatItSaid() throws Exception {
    try (StartedJob job = StartedJob.start(folder, "parallelism: none\n")) {
      IOException ended =
          assertThrows(
              IOException.class,
              () -> {
                while (true) {
                  job.requireAlive();
                  Thread.sleep(LOOK_AGAIN.toMillis());
                }
              });
      assertTrue(
          ended
              .getMessage()
              .startsWith(
                  "the job has ended: "
                      + folder.resolve("job.yaml")
                      + ": parallelism: expected a whole number"),
          ended.getMessage());
    }
  }
}
