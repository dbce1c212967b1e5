package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages whose value is the encoded picture itself, as {@link ImageReader} takes them. */
public final class Pictures {

  private Pictures() {}

  /**
   * The message of an item that has an image: bytes as value, everything else in headers.
   *
   * @param contentType such as {@code image/png}
   * @throws IllegalArgumentException if the item has no image
   */
  public static Outgoing message(ImageItem item, String contentType) {
    if (item.image() == null) {
      throw new IllegalArgumentException(item + " has no image to send");
    }
    List<Header> headers = new ArrayList<>();
    headers.add(Header.of(Header.CONTENT_TYPE, contentType));
    Map<String, Object> fields = Shape.of(ImageItem.class).write(item);
    for (String name : ImageReader.TEXT_HEADERS) {
      if (fields.containsKey(name)) {
        headers.add(Header.of(name, fields.get(name).toString()));
      }
    }
    for (String name : ImageReader.JSON_HEADERS) {
      if (fields.containsKey(name)) {
        headers.add(Header.of(name, Json.text(fields.get(name))));
      }
    }
    byte[] key = item.feed() == null ? null : Keys.of(item).getBytes(UTF_8);
    return new Outgoing(key, item.image(), headers);
  }
}
