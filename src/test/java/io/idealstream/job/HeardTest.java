package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class HeardTest {

  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final String BEGINS = "begins";
  private static final String IDLE = "idle";

  private final ManualClock clock = new ManualClock();
  private final Heard heard = new Heard(Duration.ofSeconds(10), clock, INTERVAL);
  private final List<String> said = new ArrayList<>();

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add(BEGINS);
        }

        @Override
        public void markIdle() {
          said.add(IDLE);
        }

        @Override
        public void markActive() {}
      };

  @Test
  void aPartitionWithoutARecordIsSilentAfterAWhile() {
    look(50);
    assertEquals(List.of(), said);
    look(1);
    assertEquals(List.of(IDLE), said);
    heard.onEvent(null, 0, output);
    look(1);
    assertEquals(List.of(IDLE, BEGINS), said);
  }

  @Test
  void whileTheSourceIsBusyNoPartitionFallsSilent() {
    clock.advanceTime(Duration.ofMinutes(1));
    look(1);
    assertEquals(List.of(), said, "its records may be there");
    look(48);
    assertEquals(List.of(), said);
    look(1);
    assertEquals(List.of(IDLE), said);
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      clock.advanceTime(INTERVAL);
      heard.onPeriodicEmit(output);
    }
  }
}
