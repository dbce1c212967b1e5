package io.idealstream.stream;

import io.idealstream.stream.type.ValuesType;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What one space said of an item, and what feedback says is true of it.
 *
 * @param feed {@link Word#EVERY_FEED} where it stands for one of all feeds
 * @param model fingerprint of the model that the answers were given with
 * @param time of the item
 * @param judged event time of the feedback
 * @param answers as state holds them
 * @param truth factor to the true values
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record AnsweredItem(
    String space,
    long spaceVersion,
    String id,
    String feed,
    String model,
    Instant time,
    Instant judged,
    byte[] answers,
    @TypeInfo(ValuesType.class) Map<String, List<String>> truth) {

  /** The event time from which on both the item and the feedback are there. */
  public Instant known() {
    return judged.isAfter(time) ? judged : time;
  }

  /** The same for those who count it and need not know what it was. */
  public AnsweredItem withoutName() {
    return new AnsweredItem(space, spaceVersion, "", "", model, time, judged, answers, truth);
  }

  /** The same as one of all feeds together, where ids of several feeds must not meet. */
  public AnsweredItem ofAllFeeds() {
    return new AnsweredItem(
        space,
        spaceVersion,
        Keys.item(feed, id),
        Word.EVERY_FEED,
        model,
        time,
        judged,
        answers,
        truth);
  }
}
