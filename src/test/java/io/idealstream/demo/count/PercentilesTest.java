package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void theHalfOfAHundredIsTheFiftiethAndTheRestGoesByRank() {
    Percentiles percentiles = new Percentiles(LongStream.rangeClosed(1, 100).toArray());
    assertEquals(50, percentiles.at(0.5));
    assertEquals(99, percentiles.at(0.99));
    assertEquals(100, percentiles.at(1));
    assertEquals(1, percentiles.at(0.001));
  }

  @Test
  void orderDoesNotMatterAndAPercentileIsAlwaysAValueThatOccurred() {
    Percentiles percentiles = new Percentiles(new long[] {900, 10, 30});
    assertEquals(30, percentiles.at(0.5));
    assertEquals(900, percentiles.at(0.99));
  }

  @Test
  void ofNothingThereIsNone() {
    assertNull(new Percentiles(new long[0]).at(0.5));
  }
}
