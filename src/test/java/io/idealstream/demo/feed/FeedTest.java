package io.idealstream.demo.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Caption;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.CaptionReader;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final Samples SAMPLES = Samples.bundled();
  private static final Feed FEED = new Feed(SAMPLES);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ROUND = Feed.DAMAGE_EVERY * Damage.values().length;

  private final ImageReader images = new ImageReader(ReadingLimits.DEFAULT);
  private final CaptionReader captions = new CaptionReader(ReadingLimits.DEFAULT);

  @Test
  void idsAreNewInEveryRound() {
    Set<String> keys = new HashSet<>();
    turns(3 * SAMPLES.size()).forEach(turn -> assertTrue(keys.add(turn.key()), turn.key()));
  }

  @Test
  void aPictureComesWithItsBytesAndItsTimeAndWithNothingThatIsTrueOfIt() throws Unreadable {
    for (Turn turn : whole()) {
      ImageItem item = images.read(message(turn.picture()));
      int index = Integer.parseInt(turn.sample().id().substring("sample-".length()));
      assertArrayEquals(SAMPLES.picture(index), item.image(), turn.id());
      assertEquals(turn.id(), item.id());
      assertEquals(turn.feed(), item.feed());
      assertEquals(NOW, item.time());
      assertNull(item.values(), turn.id());
      assertNull(item.caption(), turn.id());
    }
  }

  @Test
  void aCaptionComesWithItsTextAndWithNoValues() throws Unreadable {
    for (Turn turn : whole()) {
      Caption caption = captions.read(message(turn.caption()));
      assertEquals(turn.sample().caption(), caption.text());
      assertEquals(turn.id(), caption.id());
      assertNull(caption.values(), turn.id());
    }
  }

  @Test
  void oneTurnInTwoHundredIsBrokenEachTimeInAnotherWay() {
    Map<Damage, String> damage = new EnumMap<>(Damage.class);
    List<Turn> turns = turns(ROUND);
    for (int number = 0; number < ROUND; number++) {
      String fault = fault(turns.get(number)).orElse("none");
      if (number % Feed.DAMAGE_EVERY == Feed.FIRST_DAMAGE) {
        damage.put(Damage.number(number / Feed.DAMAGE_EVERY), fault);
      } else {
        assertEquals("none", fault, "turn " + number);
      }
    }
    assertEquals(
        Map.of(
            Damage.CUT_PICTURE,
            "no picture",
            Damage.TEXT_AS_PICTURE,
            "no picture",
            Damage.FOREIGN_EMBEDDING,
            "no picture",
            Damage.FUTURE_PICTURE,
            Reason.TIME_AHEAD.code(),
            Damage.EMPTY_CAPTION,
            Reason.EMPTY_CAPTION.code(),
            Damage.CUT_CAPTION,
            Reason.NOT_JSON.code()),
        damage);
  }

  @Test
  void aBrokenPictureKeepsItsId() {
    turns(ROUND)
        .forEach(
            turn -> {
              byte[] header = message(turn.picture()).header("id");
              String where =
                  header == null
                      ? new String(turn.picture().value(), UTF_8)
                      : new String(header, UTF_8);
              assertTrue(where.contains(turn.id()), turn.id());
            });
  }

  @Test
  void bothHalvesOfADividedTopicAreUsed() {
    Set<Integer> partitions = new HashSet<>();
    turns(8)
        .forEach(
            turn -> partitions.add(BuiltInPartitioner.partitionForKey(turn.picture().key(), 2)));
    assertEquals(Set.of(0, 1), partitions);
  }

  private Optional<String> fault(Turn turn) {
    try {
      captions.read(message(turn.caption()));
      TopicRecord message = message(turn.picture());
      ImageItem item = images.read(message);
      Instant latest =
          Instant.ofEpochMilli(message.timestampMillis())
              .plus(ReadingLimits.DEFAULT.maxClockSkew());
      if (item.time().isAfter(latest)) {
        return Optional.of(Reason.TIME_AHEAD.code());
      }
      boolean picture = item.image() != null && decodes(item.image());
      return picture ? Optional.empty() : Optional.of("no picture");
    } catch (Unreadable refusal) {
      return Optional.of(refusal.reason().code());
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes)) != null;
    } catch (java.io.IOException broken) {
      return false;
    }
  }

  private static List<Turn> turns(int count) {
    return LongStream.range(0, count).mapToObj(number -> FEED.turn(number, NOW, false)).toList();
  }

  /** A round of turns without the broken ones. */
  private static List<Turn> whole() {
    List<Turn> turns = new ArrayList<>(turns(SAMPLES.size()));
    for (int number = SAMPLES.size() - 1; number >= 0; number--) {
      if (number % Feed.DAMAGE_EVERY == Feed.FIRST_DAMAGE) {
        turns.remove(number);
      }
    }
    assertFalse(turns.isEmpty());
    return turns;
  }

  private static TopicRecord message(Outgoing outgoing) {
    return new TopicRecord(
        "images", 0, 0, NOW.toEpochMilli(), outgoing.key(), outgoing.value(), outgoing.headers());
  }

  /** Five of six, of every camera. */
  @Test
  void mostPicturesAreOnWaterOnceTheFeedHasChanged() {
    Set<String> keys = new HashSet<>();
    Map<String, Integer> wet = new TreeMap<>();
    int each = 600;
    for (long number = 0; number < 4L * each; number++) {
      Turn before = FEED.turn(number, NOW, false);
      Turn after = FEED.turn(4L * each + number, NOW, true);
      assertTrue(keys.add(before.key()) && keys.add(after.key()), "twice");
      if ("water".equals(after.sample().values().get("place"))) {
        wet.merge(after.feed(), 1, Integer::sum);
      }
    }
    assertEquals(4, wet.size());
    wet.forEach((feed, number) -> assertTrue(number > 0.83 * each && number < 0.95 * each, feed));
  }
}
