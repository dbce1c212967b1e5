package io.idealstream.cli.eval;

import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Vectors of pictures by the digest of their bytes, one file for each model: what is the same
 * picture under the same fingerprint need not be embedded again.
 *
 * <pre>
 *   file    =  header, record, record, ...
 *   header  =  magic, dimension                        8 + 4 bytes
 *   record  =  SHA-256, vector, CRC-32 of both         32 + 4 dimension + 4 bytes
 * </pre>
 *
 * <p>Only the places of the vectors are held in memory. Records are only ever appended, by one
 * process at a time; another one reads, and embeds what it does not find. A record that was cut off
 * or damaged counts as absent.
 */
public final class VectorCache implements AutoCloseable {

  private static final long MAGIC = 0x6964_6561_6c76_6563L;
  private static final int HEADER = Long.BYTES + Integer.BYTES;
  private static final int DIGEST = 32;
  private static final int TOGETHER = 256;

  /** SHA-256 of a picture. */
  private record Key(long a, long b, long c, long d) {

    static Key of(ByteBuffer digest) {
      return new Key(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }
  }

  private final FileChannel file;
  private final int dimension;
  private final boolean writable;
  private final Map<Key, Long> places = new HashMap<>();
  private long end = HEADER;

  private VectorCache(FileChannel file, int dimension, boolean writable) {
    this.file = file;
    this.dimension = dimension;
    this.writable = writable;
  }

  /** A cache that holds nothing and keeps nothing. */
  public static VectorCache none() {
    return new VectorCache(null, 0, false);
  }

  /**
   * Opens the cache of a model, which is made if there is none.
   *
   * @param folder is made if need be
   * @param fingerprint of the model
   * @throws IllegalStateException if the file is something else
   */
  public static VectorCache open(Path folder, String fingerprint, int dimension) {
    Path path = folder.resolve(fingerprint.replace(':', '-') + ".vectors");
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      VectorCache cache = new VectorCache(file, dimension, locked(file));
      cache.readHeader(path);
      cache.readPlaces();
      return cache;
    } catch (IOException broken) {
      throw new UncheckedIOException("cache " + path + ": " + broken.getMessage(), broken);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException held) {
      return false;
    }
  }

  private void readHeader(Path path) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    if (file.size() < HEADER && writable) {
      file.write(header.putLong(MAGIC).putInt(dimension).flip(), 0);
      return;
    }
    readFully(header, 0);
    if (header.getLong() != MAGIC || header.getInt() != dimension) {
      throw new IllegalStateException(
          "%s is no cache of vectors of %s; delete it or name another folder"
              .formatted(path, Count.of(dimension, "number")));
    }
  }

  private int recordSize() {
    return DIGEST + dimension * Float.BYTES + Integer.BYTES;
  }

  /** Notes every whole record; what was cut off is written over. */
  private void readPlaces() throws IOException {
    int size = recordSize();
    ByteBuffer some = ByteBuffer.allocate(TOGETHER * size);
    long whole = (file.size() - HEADER) / size;
    for (long record = 0; record < whole; record += TOGETHER) {
      int count = (int) Math.min(TOGETHER, whole - record);
      readFully(some.clear().limit(count * size), end);
      for (int i = 0; i < count; i++) {
        places.put(Key.of(some.position(i * size)), end);
        end += size;
      }
    }
  }

  private void readFully(ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = file.read(into, at);
      if (read < 0) {
        throw new IOException("ends after %s, expected more".formatted(Count.of(at, "byte")));
      }
      at += read;
    }
    into.flip();
  }

  /**
   * The vector of a picture.
   *
   * @param digest SHA-256 of its bytes
   */
  public Optional<float[]> get(byte[] digest) {
    Long place = places.get(Key.of(ByteBuffer.wrap(digest)));
    if (place == null) {
      return Optional.empty();
    }
    try {
      ByteBuffer record = ByteBuffer.allocate(recordSize());
      readFully(record, place);
      int body = recordSize() - Integer.BYTES;
      if (record.getInt(body) != checksum(record.array(), body)) {
        return Optional.empty();
      }
      float[] vector = new float[dimension];
      record.position(DIGEST).slice().asFloatBuffer().get(vector);
      return Optional.of(vector);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Keeps a vector, if this process is the one that writes.
   *
   * @param digest SHA-256 of the picture's bytes
   */
  public void put(byte[] digest, float[] vector) {
    if (!writable) {
      return;
    }
    ByteBuffer record = ByteBuffer.allocate(recordSize()).put(digest);
    for (float x : vector) {
      record.putFloat(x);
    }
    record.putInt(checksum(record.array(), record.position())).flip();
    try {
      for (long at = end; record.hasRemaining(); ) {
        at += file.write(record, at);
      }
    } catch (IOException full) {
      throw new UncheckedIOException("cache: " + full.getMessage(), full);
    }
    places.put(Key.of(ByteBuffer.wrap(digest)), end);
    end += recordSize();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
