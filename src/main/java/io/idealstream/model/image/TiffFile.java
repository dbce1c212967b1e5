package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first directory of a TIFF file (TIFF 6.0, section 2), and a copy of the file whose only
 * directory holds nothing but the tags that decoding needs.
 *
 * <p>A reader takes the values of every tag into memory, and nothing in the format keeps a thousand
 * tags from sharing one large value: the copy has each tag once, and only so many values of it.
 */
final class TiffFile {
  private static final int ENTRY_LENGTH = 12;
  private static final int[] TYPE_LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1};

  private final Bytes file;
  private final byte[] encoded;
  private final ByteOrder order;
  private final Map<TiffTag, Entry> entries = new LinkedHashMap<>();

  /** Values of a tag and where its twelve bytes stand. */
  private record Entry(long position, int type, long count, Bytes values) {}

  private TiffFile(byte[] encoded) {
    this.encoded = encoded;
    this.order = encoded[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.file = Bytes.of(encoded, order);
  }

  static TiffFile parse(byte[] encoded) throws ImageRejected, EOFException {
    TiffFile tiff = new TiffFile(encoded);
    long directory = tiff.file.u32(4);
    int count = tiff.file.u16(directory);
    for (int i = 0; i < count; i++) {
      tiff.entry(directory + 2 + (long) ENTRY_LENGTH * i);
    }
    return tiff;
  }

  boolean has(TiffTag tag) {
    return entries.containsKey(tag);
  }

  /** How many values a tag has; 0 without the tag. */
  int count(TiffTag tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : (int) entry.count;
  }

  /** The value of a tag, or the first of them. */
  long value(TiffTag tag, long missing) throws EOFException {
    return has(tag) ? valueAt(tag, 0) : missing;
  }

  long valueAt(TiffTag tag, int index) throws EOFException {
    Entry entry = entries.get(tag);
    return switch (TYPE_LENGTHS[entry.type]) {
      case 1 -> entry.values.u8(index);
      case 2 -> entry.values.u16(2L * index);
      case 4 -> entry.values.u32(4L * index);
      default -> throw new IllegalArgumentException(tag + ": expected whole numbers");
    };
  }

  /** The values of a tag as they are stored; empty without the tag. */
  byte[] bytes(TiffTag tag) throws EOFException {
    Entry entry = entries.get(tag);
    return entry == null ? new byte[0] : entry.values.copy(0, entry.values.length());
  }

  /** The file with a directory of its own at the end. */
  byte[] essence() throws EOFException {
    int start = (encoded.length + 1) / 2 * 2;
    int length = 2 + ENTRY_LENGTH * entries.size() + 4;
    ByteBuffer copy = ByteBuffer.allocate(start + length).order(order);
    copy.put(encoded);
    copy.putInt(4, start);
    copy.position(start);
    copy.putShort((short) entries.size());
    for (Entry entry : entries.values()) {
      copy.put(file.copy(entry.position, ENTRY_LENGTH));
    }
    return copy.array();
  }

  private void entry(long position) throws ImageRejected, EOFException {
    TiffTag tag = TiffTag.of(file.u16(position));
    if (tag == null || has(tag)) {
      return;
    }
    int type = file.u16(position + 2);
    long count = file.u32(position + 4);
    if (type >= TYPE_LENGTHS.length || TYPE_LENGTHS[type] == 0 || count == 0) {
      throw new ImageRejected(
          Reason.CORRUPT, "TIFF: " + tag + " has type " + type + ", values: " + count);
    }
    if (count > tag.most()) {
      throw new ImageRejected(
          tag.most() > 8 ? Reason.TOO_COMPLEX : Reason.CORRUPT,
          "TIFF: values of " + tag + ": expected at most " + tag.most() + ", found " + count);
    }
    long length = count * TYPE_LENGTHS[type];
    long at = length <= 4 ? position + 8 : file.u32(position + 8);
    entries.put(tag, new Entry(position, type, count, file.part(at, length)));
  }
}
