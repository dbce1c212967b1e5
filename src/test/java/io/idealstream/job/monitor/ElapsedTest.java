package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.999S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT200S, 3 min 20 s",
    "PT59M59S, 59 min 59 s",
    "PT1H, 1 h",
    "PT1H5M59S, 1 h 5 min",
    "PT24H, 1 d",
    "PT51H30M, 2 d 3 h",
    "PT-5S, 0 s",
    "PT-5H, 0 s"
  })
  void aDurationIsToldByItsTwoLargestUnits(Duration duration, String text) {
    assertEquals(text, Elapsed.of(duration));
  }
}
