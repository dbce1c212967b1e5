package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The frame that serializers of schema registries put before a record: a zero byte and the four
 * bytes of the schema's id (Confluent's wire format).
 */
final class RegistryFrame {

  private static final int LENGTH = 5;

  /** Names of the first box of HEIF, AVIF, JPEG 2000 and JPEG XL, after its length. */
  private static final Set<String> PICTURE_BOXES = Set.of("ftyp", "jP  ", "JXL ");

  /** How icons and cursors begin. */
  private static final Set<Integer> ICONS = Set.of(0x00000100, 0x00000200);

  private RegistryFrame() {}

  /** Whether bytes that may be anything are framed: some kinds of pictures begin with zero too. */
  static boolean startsWith(byte[] value) {
    return isFramed(value) && !isIcon(value) && !isBoxed(value);
  }

  private static boolean isFramed(byte[] value) {
    return value.length > LENGTH && value[0] == 0;
  }

  private static boolean isIcon(byte[] value) {
    return ICONS.contains(ByteBuffer.wrap(value).getInt());
  }

  private static boolean isBoxed(byte[] value) {
    return value.length >= 8 && PICTURE_BOXES.contains(new String(value, 4, 4, ISO_8859_1));
  }

  /** Neither JSON nor Avro with its marker begins with zero. */
  static void refuse(byte[] value) throws Unreadable {
    if (isFramed(value)) {
      throw new Unreadable(
          Reason.REGISTRY_FRAME,
          "the value is framed for a schema registry (schema id "
              + Integer.toUnsignedString(ByteBuffer.wrap(value).getInt(1))
              + "), which is not asked; expected bare JSON, or Avro in single-object encoding");
    }
  }
}
