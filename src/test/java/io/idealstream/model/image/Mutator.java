package io.idealstream.model.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages files as transport, disks and attackers do. The same seed damages the same way. */
final class Mutator {
  private static final int[] TELLING_NUMBERS = {
    0,
    1,
    2,
    3,
    7,
    8,
    15,
    16,
    127,
    128,
    255,
    256,
    32_767,
    32_768,
    65_535,
    65_536,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -1,
    -2
  };

  private final List<byte[]> originals;
  private final Random random;

  Mutator(List<byte[]> originals, long seed) {
    this.originals = originals;
    this.random = new Random(seed);
  }

  byte[] next() {
    byte[] file = any().clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && file.length > 0; i++) {
      file = mutate(file);
    }
    // Without this, few damaged PNG would get past their checksums.
    return random.nextBoolean() ? withChecksums(file) : file;
  }

  private byte[] mutate(byte[] file) {
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(file, random.nextInt(file.length + 1));
      case 1 -> splice(file, any());
      case 2 -> cut(file);
      case 3 -> repeat(file);
      case 4 -> fill(file);
      case 5, 6 -> lie(file, Math.min(file.length, 1 << (3 + random.nextInt(8))));
      case 7 -> lie(file, file.length);
      default -> flip(file);
    };
  }

  private byte[] flip(byte[] file) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }

  /** Puts a number of one, two or four bytes where a header might have one. */
  private byte[] lie(byte[] file, int within) {
    ByteBuffer buffer =
        ByteBuffer.wrap(file)
            .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int number = TELLING_NUMBERS[random.nextInt(TELLING_NUMBERS.length)];
    int at = random.nextInt(within);
    int size = 1 << random.nextInt(3);
    if (at + size > file.length || size == 1) {
      file[at] = (byte) number;
    } else if (size == 2) {
      buffer.putShort(at, (short) number);
    } else {
      buffer.putInt(at, number);
    }
    return file;
  }

  private byte[] fill(byte[] file) {
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(64));
    Arrays.fill(file, from, to, random.nextBoolean() ? 0 : (byte) random.nextInt());
    return file;
  }

  private byte[] cut(byte[] file) {
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(64));
    return join(file, from, file, to);
  }

  private byte[] repeat(byte[] file) {
    int to = random.nextInt(file.length);
    int from = Math.max(0, to - random.nextInt(64));
    return join(file, to, file, from);
  }

  private byte[] splice(byte[] file, byte[] other) {
    return join(file, random.nextInt(file.length), other, random.nextInt(other.length));
  }

  private static byte[] join(byte[] start, int end, byte[] rest, int from) {
    byte[] joined = Arrays.copyOf(start, end + rest.length - from);
    System.arraycopy(rest, from, joined, end, rest.length - from);
    return joined;
  }

  private byte[] any() {
    return originals.get(random.nextInt(originals.size()));
  }

  private static byte[] withChecksums(byte[] file) {
    ByteBuffer png = ByteBuffer.wrap(file);
    if (file.length < 8 || file[1] != 'P' || file[2] != 'N') {
      return file;
    }
    for (int at = 8; at >= 8 && at + 12 <= file.length; ) {
      int length = png.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(file, at + 4, length + 4);
      png.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
    return file;
  }
}
