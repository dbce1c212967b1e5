package io.idealstream.stream.drift;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.WaitingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Gathers what comes of each feed where it comes, so that who watches the feed hears of an interval
 * a few times and not of each item.
 *
 * <p>What is gathered is sent on before time passes the end of its interval, before every
 * checkpoint, beyond a number of items, where the input falls silent, and at its end. Hence it
 * needs no state.
 */
public final class SampleFeeds extends AnswerItems<PreparedSpace, FeedSample> {

  /** Side output: feeds that this subtask had not seen yet. */
  public static final OutputTag<FeedSeen> SEEN =
      new OutputTag<>("feeds-seen", TypeInformation.of(FeedSeen.class));

  private static final long serialVersionUID = 1L;

  /** Items held before they are sent on: 16 MiB of 512 numbers. */
  public static final int MOST_ITEMS = 8192;

  private final DriftSettings settings;

  /** Feeds that are remembered as told of. */
  private static final int MOST_TOLD = 10_000;

  /** By space and feed, the first interval that was told of; told again once it was forgotten. */
  private transient Map<List<String>, Long> told;

  private transient WatchedSpaces spaces;

  public SampleFeeds(WaitingSettings waiting, DriftSettings settings) {
    super(waiting);
    this.settings = settings;
  }

  @Override
  protected WatchedSpaces inForce() {
    told =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<List<String>, Long> eldest) {
            return size() > MOST_TOLD;
          }
        };
    spaces = new WatchedSpaces(settings);
    return spaces;
  }

  /** A dead letter waits for nothing: it counts where its feed is watched by then. */
  @Override
  public void processElement1(StreamRecord<Embedded> element) throws Exception {
    if (element.getValue().modality() == Modality.LOST) {
      spaces.count(element.getValue());
      sendOnIfMany();
    } else {
      super.processElement1(element);
    }
  }

  @Override
  protected void answered(Embedded item, List<FeedSample> none) {
    sendOnIfMany();
  }

  private void sendOnIfMany() {
    if (spaces.samples().held() >= MOST_ITEMS) {
      sendOn(interval -> true);
    }
  }

  @Override
  protected void timePasses(Watermark mark) throws Exception {
    sendOn(interval -> settings.closing(interval) <= mark.getTimestamp());
    super.timePasses(mark);
  }

  @Override
  protected void silence() {
    sendOn(interval -> true);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    sendOn(interval -> true);
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    sendOn(interval -> true);
  }

  private void sendOn(LongPredicate intervals) {
    for (Samples.Taken taken : spaces.samples().take(intervals)) {
      FeedSample sample = taken.sample();
      if (taken.hasItems()) {
        tell(sample); // what cannot be read makes no feed
      }
      output.collect(new StreamRecord<>(sample));
    }
  }

  private void tell(FeedSample sample) {
    List<String> feed = List.of(sample.space(), sample.feed());
    Long before = told.get(feed);
    if (before == null || sample.interval() < before) {
      told.put(feed, sample.interval());
      output.collect(
          SEEN, new StreamRecord<>(new FeedSeen(sample.space(), sample.feed(), sample.interval())));
    }
  }
}
