package io.idealstream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** One header of a message. Value may be null, as Kafka allows. */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record Header(String name, @OrAbsent byte[] value) {

  public static final String CONTENT_TYPE = "content-type";

  /** Of a record without a value by which an item is forgotten: it names the request. */
  public static final String ERASURE = "erasure";

  public static Header of(String name, String text) {
    return new Header(name, text.getBytes(UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header that
        && name.equals(that.name)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return name + "=" + (value == null ? "null" : new String(value, UTF_8));
  }
}
