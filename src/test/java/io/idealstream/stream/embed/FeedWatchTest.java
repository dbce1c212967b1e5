package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntFunction;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class FeedWatchTest {

  @Test
  void keysThatAreIdsOfItemsAreWarnedOf() {
    assertTrue(warns(FeedWatch.RECORDS, record -> "item-" + record));
  }

  @Test
  void theyAreFoundBehindRecordsOfManyFeedsToo() {
    assertTrue(warns(2 * FeedWatch.RECORDS, record -> "cam-" + Math.max(record, 1000)));
  }

  @Test
  void manyFeedsAreNone() {
    assertFalse(warns(5 * FeedWatch.RECORDS, record -> "cam-" + record % FeedWatch.MAX_FEEDS));
  }

  @Test
  void fewRecordsSayNothing() {
    assertFalse(warns(FeedWatch.RECORDS - 1, record -> "item-" + record));
  }

  private static boolean warns(int records, IntFunction<String> feed) {
    FeedWatch watch = new FeedWatch(FeedWatchTest.class, new UnregisteredMetricsGroup());
    for (int record = 0; record < records; record++) {
      watch.see(feed.apply(record));
    }
    return watch.hasWarned();
  }
}
