package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.flink.configuration.ExecutionOptions;
import org.junit.jupiter.api.Test;

class JobTest {

  /** Plain, it is read back byte by byte: seconds for each megabyte at every restart. */
  @Test
  void stateOfOperatorsIsCompressedUnlessAUserSaysOtherwise() {
    assertEquals(true, isCompressed("parallelism: 1"));
    assertEquals(
        false, isCompressed("flink: {execution.checkpointing.snapshot-compression: false}"));
  }

  private static boolean isCompressed(String yaml) {
    Job job = new Job(LiveRun.settings(yaml), new Job.Existing(List.of(), List.of()));
    return job.configuration().get(ExecutionOptions.SNAPSHOT_COMPRESSION);
  }
}
