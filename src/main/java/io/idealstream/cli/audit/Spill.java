package io.idealstream.cli.audit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What was found of items, in parts on disk, so that the memory of an audit does not grow with its
 * range. All that is known of an item lies in one part.
 */
final class Spill implements AutoCloseable {
  private static final int MAX_PARTS = 256;

  /** Records of a part, at about 300 bytes each when it is read back. */
  private static final long RECORDS = 50_000;

  private enum Kind {
    SIGHTING,
    LABEL,
    UNWRITTEN,
    HIT
  }

  private final Path folder;
  private final DataOutputStream[] parts;

  /**
   * @param records about how many there will be
   */
  Spill(long records) throws IOException {
    folder = Files.createTempDirectory("idealstream-audit-");
    parts = new DataOutputStream[(int) Math.min(MAX_PARTS, 1 + records / RECORDS)];
    for (int part = 0; part < parts.length; part++) {
      parts[part] =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(part))));
    }
  }

  int parts() {
    return parts.length;
  }

  void sighting(String item, Sighting one) {
    write(
        item,
        Kind.SIGHTING,
        out -> {
          out.writeUTF(one.feed());
          out.writeInt(one.partition());
          out.writeLong(one.offset());
          out.writeLong(one.time());
          out.writeLong(one.arrived());
        });
  }

  void label(String item, String space, long time) {
    write(item, Kind.LABEL, out -> text(out, space, time));
  }

  void unwritten(String item, String space) {
    write(item, Kind.UNWRITTEN, out -> out.writeUTF(space));
  }

  void hit(String item, String query, long time) {
    write(item, Kind.HIT, out -> text(out, query, time));
  }

  private static void text(DataOutputStream out, String name, long time) throws IOException {
    out.writeUTF(name);
    out.writeLong(time);
  }

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private void write(String item, Kind kind, Body body) {
    DataOutputStream out = parts[Math.floorMod(item.hashCode(), parts.length)];
    try {
      out.writeByte(kind.ordinal());
      out.writeUTF(item);
      body.write(out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is known by now of the items of a part. */
  Map<String, Trace> part(int part) throws IOException {
    parts[part].flush();
    Map<String, Trace> traces = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file(part))))) {
      while (true) {
        Kind kind = Kind.values()[in.readByte()];
        Trace trace = traces.computeIfAbsent(in.readUTF(), unseen -> new Trace());
        switch (kind) {
          case SIGHTING ->
              trace.sighting(
                  new Sighting(
                      in.readUTF(), in.readInt(), in.readLong(), in.readLong(), in.readLong()));
          case LABEL -> trace.label(in.readUTF().intern(), in.readLong());
          case UNWRITTEN -> trace.unwritten(in.readUTF().intern());
          case HIT -> trace.hit(in.readUTF().intern(), in.readLong());
        }
      }
    } catch (EOFException end) {
      return traces;
    }
  }

  private Path file(int part) {
    return folder.resolve("part-" + part);
  }

  @Override
  public void close() throws IOException {
    for (int part = 0; part < parts.length; part++) {
      parts[part].close();
      Files.delete(file(part));
    }
    Files.delete(folder);
  }
}
