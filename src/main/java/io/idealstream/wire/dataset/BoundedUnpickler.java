package io.idealstream.wire.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads one pickle of bytes in memory. The library takes memory for any length that a pickle
 * states, before it sees that the bytes end: eleven bytes can ask for two gigabytes. So lengths are
 * held against the bytes that are left.
 */
final class BoundedUnpickler extends Unpickler {

  private final ByteArrayInputStream bytes;

  BoundedUnpickler(ByteArrayInputStream bytes) {
    this.bytes = bytes;
  }

  Object load() throws IOException {
    return load(bytes);
  }

  @Override
  protected Object dispatch(short opcode) throws IOException {
    int width = lengthBytes(opcode);
    if (width > 0) {
      check(width);
    }
    return super.dispatch(opcode);
  }

  /** How many bytes the length behind an opcode has; 0 for none. */
  private static int lengthBytes(short opcode) {
    return switch (opcode) {
      case Opcodes.SHORT_BINSTRING,
          Opcodes.SHORT_BINBYTES,
          Opcodes.SHORT_BINUNICODE,
          Opcodes.LONG1 ->
          1;
      case Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.BINUNICODE, Opcodes.LONG4 -> 4;
      case Opcodes.BINBYTES8, Opcodes.BINUNICODE8, Opcodes.BYTEARRAY8 -> 8;
      default -> 0;
    };
  }

  /** Looks at the length, and leaves it to be read. */
  private void check(int width) throws IOException {
    bytes.mark(0);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.put(bytes.readNBytes(width));
    long stated = length.getLong(0);
    int left = bytes.available();
    bytes.reset();
    if (stated < 0 || stated > left) {
      throw new PickleException(
          "a length of " + Long.toUnsignedString(stated) + " in bytes, with " + left + " left");
    }
  }
}
