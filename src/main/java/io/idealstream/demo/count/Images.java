package io.idealstream.demo.count;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Keys;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The images that stood on their topic, by identity: feed and id, or the place in Kafka where a
 * message has no id that could be read.
 */
public final class Images {

  /** One identity; several messages may share it. */
  static final class Image {
    private long sentMillis = Long.MAX_VALUE;
    private int messages;
    private boolean expected;

    /** Kafka timestamp of the first message. */
    long sentMillis() {
      return sentMillis;
    }

    int messages() {
      return messages;
    }

    /** Whether a message came early enough that the job must have read it. */
    boolean expected() {
      return expected;
    }
  }

  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Map<Origin, String> keys = new HashMap<>();

  /** Notes a message that the job must have read. */
  public void note(TopicRecord message) {
    add(message).expected = true;
  }

  /** Notes a message, unless it is noted already, that the job may have read or not. */
  public void noteLate(TopicRecord message) {
    if (!keys.containsKey(Origin.of(message))) {
      add(message);
    }
  }

  Map<String, Image> byKey() {
    return images;
  }

  /** Identities of the images among the places. */
  Set<String> keysAt(Iterable<Origin> origins) {
    Set<String> found = new HashSet<>();
    for (Origin origin : origins) {
      String key = keys.get(origin);
      if (key != null) {
        found.add(key);
      }
    }
    return found;
  }

  private Image add(TopicRecord message) {
    String key = key(message);
    keys.put(Origin.of(message), key);
    Image image = images.computeIfAbsent(key, item -> new Image());
    image.messages++;
    image.sentMillis = Math.min(image.sentMillis, message.timestampMillis());
    return image;
  }

  private static String key(TopicRecord message) {
    byte[] id = message.header("id");
    if (id != null) {
      return Keys.item(feed(message), new String(id, UTF_8));
    }
    try {
      ImageItem item = Topic.IMAGES.decode(message);
      return Keys.item(item.feed() == null ? feed(message) : item.feed(), item.id());
    } catch (Unreadable broken) {
      return message.toString();
    }
  }

  private static String feed(TopicRecord message) {
    byte[] feed = message.header("feed") == null ? message.key() : message.header("feed");
    return feed == null || feed.length == 0 ? "default" : new String(feed, UTF_8);
  }
}
