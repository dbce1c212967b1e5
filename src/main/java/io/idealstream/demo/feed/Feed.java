package io.idealstream.demo.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bundled pictures and captions as an endless stream: round after round, each time under new
 * ids, now and then one broken on purpose.
 *
 * <p>What is true of a picture is not in its message: no values, and no caption with it that could
 * name them. Captions go their own way, to their own topic. From a time on most pictures are of
 * places on water: the drift that the job is to find.
 */
public final class Feed {

  /** More than one key, so that a divided topic is used in all its partitions. */
  private static final List<String> CAMERAS = List.of("north", "east", "south", "west");

  /** One turn in so many is broken, the first of them early enough for a short demo. */
  static final int DAMAGE_EVERY = 200;

  static final int FIRST_DAMAGE = 60;

  private static final int CUT = 100;
  private static final Duration FUTURE = Duration.ofDays(365);

  /** Of so many pictures of a camera all but one are of water, once the feed has changed. */
  private static final int ALL_BUT_ONE = 6;

  private final Samples samples;

  /** Indices of pictures on water. */
  private final List<Integer> water;

  public Feed(Samples samples) {
    this.samples = samples;
    water =
        IntStream.range(0, samples.size())
            .filter(i -> "water".equals(samples.get(i).values().get("place")))
            .boxed()
            .toList();
  }

  /**
   * @param number from 0
   * @param now the time that the messages carry
   * @param onWater whether most pictures are of places on water
   */
  public Turn turn(long number, Instant now, boolean onWater) {
    boolean chosen = onWater && number / CAMERAS.size() % ALL_BUT_ONE != 0;
    int round = chosen ? water.size() : samples.size();
    int place = (int) (number % round);
    int index = chosen ? water.get(place) : place;
    Sample sample = samples.get(index);
    String feed = CAMERAS.get((int) (number % CAMERAS.size()));
    String id = sample.id() + (chosen ? "-w" : "-") + number / round;
    Damage damage =
        number % DAMAGE_EVERY == FIRST_DAMAGE ? Damage.number(number / DAMAGE_EVERY) : null;
    return new Turn(
        feed,
        id,
        sample,
        picture(feed, id, now, samples.picture(index), damage),
        caption(feed, id, now, sample.caption(), damage),
        damage == null || damage.isOfCaption());
  }

  private static Outgoing picture(
      String feed, String id, Instant now, byte[] bytes, Damage damage) {
    if (damage == Damage.CUT_PICTURE) {
      return picture(feed, id, now, Arrays.copyOf(bytes, CUT));
    }
    if (damage == Damage.TEXT_AS_PICTURE) {
      return picture(feed, id, now, "no picture today".getBytes(UTF_8));
    }
    if (damage == Damage.FUTURE_PICTURE) {
      return picture(feed, id, now.plus(FUTURE), bytes);
    }
    if (damage == Damage.FOREIGN_EMBEDDING) {
      return foreign(feed, id, now);
    }
    return picture(feed, id, now, bytes);
  }

  private static Outgoing picture(String feed, String id, Instant time, byte[] bytes) {
    return Pictures.message(
        new ImageItem(id, feed, time, bytes, null, null, null, null), "image/jpeg");
  }

  private static Outgoing foreign(String feed, String id, Instant time) {
    float[] embedding = {0.6f, 0.8f};
    return new Outgoing(
        feed.getBytes(UTF_8),
        Topic.IMAGES.encode(
            new ImageItem(id, feed, time, null, embedding, "sha256:another", null, null),
            Encoding.JSON),
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }

  private static Outgoing caption(
      String feed, String id, Instant time, String text, Damage damage) {
    String said = damage == Damage.EMPTY_CAPTION ? "" : text;
    byte[] json = Topic.CAPTIONS.encode(new Caption(id, feed, time, said, null), Encoding.JSON);
    return new Outgoing(
        feed.getBytes(UTF_8),
        damage == Damage.CUT_CAPTION ? Arrays.copyOf(json, json.length / 2) : json,
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }
}
