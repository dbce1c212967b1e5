package io.idealstream.wire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, 250",
    "10s, 10000",
    "5m, 300000",
    "1h30m, 5400000",
    "2d, 172800000",
    "0s, 0",
    "1d2h3m4s5ms, 93784005",
    "90m, 5400000",
    "PT6H, 21600000",
    "P1DT0.5S, 86400500"
  })
  void textsAreRead(String text, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6",
        "h",
        "6 h",
        "-6h",
        "1.5h",
        "6x",
        "30m1h",
        "9999999999d",
        "PT-1S",
        "P",
        "PX"
      })
  void otherTextsAreNot(String text) {
    assertEquals(Optional.empty(), DurationText.parse(text));
  }

  @Test
  void everyDurationComesBackFromItsText() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 50)));
      assertEquals(Optional.of(duration), DurationText.parse(DurationText.of(duration)));
    }
  }
}
