package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.fixtures.Resources;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Images with given values, a millisecond from one to the next, one in twenty of them broken in one
 * of sixteen ways.
 */
final class MixedFeed {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int PICTURES = 60;
  private static final int EVERY = 20;

  private final List<Outgoing> messages = new ArrayList<>();
  private final int pauseAt;
  private final Duration pause;
  private int good;

  MixedFeed(int count) {
    this(count, count, Duration.ZERO);
  }

  /**
   * @param pauseAt number of the first image whose time is later by a pause, as are those behind it
   */
  MixedFeed(int count, int pauseAt, Duration pause) {
    this.pauseAt = pauseAt;
    this.pause = pause;
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(Resources.bytes(String.format("/samples/pictures/%03d.jpg", i)));
    }
    for (int i = 0; i < count; i++) {
      if (i % EVERY == EVERY - 1) {
        messages.add(garbage(i / EVERY, i));
      } else {
        messages.add(Pictures.message(item(i, pictures.get(i % PICTURES)), "image/jpeg"));
        good++;
      }
    }
  }

  List<Outgoing> messages() {
    return messages;
  }

  /** Images that get a label; the others become dead letters. */
  int good() {
    return good;
  }

  /** Of the first ones. */
  static int good(int count) {
    return count - count / EVERY;
  }

  int bad() {
    return messages.size() - good;
  }

  /** An image that moves event time behind the windows of all others; no values come with it. */
  Outgoing last() {
    Instant time = time(messages.size()).plus(Duration.ofMinutes(2));
    byte[] picture = Resources.bytes("/samples/pictures/000.jpg");
    return Pictures.message(
        new ImageItem("last", "feed-last", time, picture, null, null, null, null), "image/jpeg");
  }

  /** The time of an image. */
  Instant time(int number) {
    Instant time = START.plusMillis(number);
    return number < pauseAt ? time : time.plus(pause);
  }

  private ImageItem item(int number, byte[] picture) {
    return new ImageItem(
        "item-" + number,
        "feed-" + number % 7,
        time(number),
        picture,
        null,
        null,
        null,
        Map.of(
            "bird", List.of(number % 3 == 0 ? "landbird" : "waterbird"),
            "place", List.of(number % 5 < 2 ? "land" : "water")));
  }

  private Outgoing garbage(int kind, int number) {
    String id = "\"id\":\"item-" + number + "\"";
    String embedding = "\"embedding\":[" + "0.1,".repeat(255) + "0.1]";
    return switch (kind % 16) {
      case 0 -> picture(number, "no picture at all".getBytes(UTF_8));
      case 1 -> picture(number, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3});
      case 2 -> json("{" + id);
      case 3 -> json("{\"image\":\"aGFsbG8=\"}");
      case 4 -> json("{" + id + "}");
      case 5 -> json("{" + id + ",\"uri\":\"http://localhost/duck.jpg\"}");
      case 6 -> json("{" + id + "," + embedding + "}");
      case 7 -> json("{" + id + "," + embedding + ",\"model\":\"sha256:other\"}");
      case 8 -> json("{" + id + ",\"embedding\":[1,2],\"model\":\"sha256:other\"}");
      case 9 -> json("{" + id + ",\"image\":\"aGFsbG8=\",\"time\":\"yesterday\"}");
      case 10 -> json("{" + id + ",\"image\":\"aGFsbG8=\",\"time\":\"2036-01-01T00:00:00Z\"}");
      case 11 -> json("{" + id + ",\"image\":\"aGFsbG8=\",\"values\":[1]}");
      case 12 -> json("{" + id + ",\"image\":\"aGFsbG8=\",\"image\":\"aGFsbG8=\"}");
      case 13 ->
          new Outgoing(
              key(number), bytes(), List.of(Header.of(Header.CONTENT_TYPE, "application/zip")));
      case 14 -> new Outgoing(key(number), new byte[] {(byte) 0xc3, 1, 9, 9, 9}, List.of());
      default -> new Outgoing(key(number), null, List.of());
    };
  }

  private Outgoing picture(int number, byte[] content) {
    return Pictures.message(item(number, content), "image/png");
  }

  private static Outgoing json(String text) {
    return new Outgoing(
        "feed-0".getBytes(UTF_8),
        text.getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, "application/json")));
  }

  private static byte[] key(int number) {
    return ("feed-" + number % 7).getBytes(UTF_8);
  }

  private static byte[] bytes() {
    return "PK".getBytes(UTF_8);
  }
}
