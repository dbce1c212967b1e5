package io.idealstream.drift;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How many votes each code of each direction got in an interval. Whole numbers: the same bytes
 * whatever the order of items, the split among subtasks, the order of merging, or a restart
 * between.
 */
public final class Histograms {

  private static final int VERSION = 1;

  private final int directions;

  /** Row-major [directions x codes]. */
  private final int[] counts;

  /** Without any votes. */
  public Histograms(int directions) {
    this.directions = directions;
    counts = new int[directions * Quantiser.CODES];
  }

  public int directions() {
    return directions;
  }

  /** Adds a vote per direction; a code of {@link Quantiser#NONE} is no vote. */
  public void add(short[] codes) {
    for (int d = 0; d < directions; d++) {
      if (codes[d] != Quantiser.NONE) {
        counts[d * Quantiser.CODES + codes[d]]++;
      }
    }
  }

  /**
   * Adds the votes of others.
   *
   * @throws IllegalArgumentException if they are of other directions
   */
  public void merge(Histograms other) {
    if (other.directions != directions) {
      throw new IllegalArgumentException(
          "histograms of %d directions, expected %d".formatted(other.directions, directions));
    }
    for (int c = 0; c < counts.length; c++) {
      counts[c] += other.counts[c];
    }
  }

  /** Votes for a code. */
  public int count(int direction, int code) {
    return counts[direction * Quantiser.CODES + code];
  }

  /** Sum of the codes of a direction's votes. */
  long codes(int direction) {
    long sum = 0;
    for (int code = 0; code < Quantiser.CODES; code++) {
      sum += (long) code * count(direction, code);
    }
    return sum;
  }

  /** Votes of a direction. */
  public long votes(int direction) {
    long votes = 0;
    for (int code = 0; code < Quantiser.CODES; code++) {
      votes += count(direction, code);
    }
    return votes;
  }

  /** Mean of the codes of a direction; empty without votes. */
  public OptionalDouble mean(int direction) {
    long votes = votes(direction);
    return votes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) codes(direction) / votes);
  }

  /** Whether no direction got a vote. */
  public boolean isEmpty() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
  }

  /** Forgets all votes. */
  public void clear() {
    Arrays.fill(counts, 0);
  }

  /**
   * A version, the number of directions, and for each direction pairs of a distance from the last
   * code with votes and their number, ended by a zero.
   */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION);
    write(directions, out);
    for (int d = 0; d < directions; d++) {
      int last = -1;
      for (int code = 0; code < Quantiser.CODES; code++) {
        if (count(d, code) > 0) {
          write(code - last, out);
          write(count(d, code), out);
          last = code;
        }
      }
      write(0, out);
    }
    return out.toByteArray();
  }

  /**
   * Votes from their bytes.
   *
   * @throws IllegalArgumentException if they are of another version, cut, or no votes
   */
  public static Histograms of(byte[] bytes) {
    Reader reader = new Reader(bytes);
    int version = reader.next();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "histograms of version %d, expected %d".formatted(version, VERSION));
    }
    int directions = reader.next();
    if (directions > bytes.length) {
      throw new IllegalArgumentException(
          "directions of histograms: %d, their bytes: %d".formatted(directions, bytes.length));
    }
    Histograms votes = new Histograms(directions);
    for (int d = 0; d < directions; d++) {
      int code = -1;
      for (int distance = reader.next(); distance > 0; distance = reader.next()) {
        code += distance;
        if (code >= Quantiser.CODES) {
          throw new IllegalArgumentException(
              "histograms with code " + code + ", expected 0 to 255");
        }
        votes.counts[d * Quantiser.CODES + code] = reader.next();
      }
    }
    return votes;
  }

  /** The numbers that {@link #write} wrote. */
  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    int next() {
      long number = 0;
      for (int shift = 0; shift < 35; shift += 7) {
        if (at >= bytes.length) {
          throw new IllegalArgumentException("histograms end early, bytes: %d".formatted(at));
        }
        byte part = bytes[at++];
        number |= (long) (part & 0x7f) << shift;
        if (part >= 0 && number <= Integer.MAX_VALUE) {
          return (int) number;
        }
      }
      throw new IllegalArgumentException("histograms with a number that is too large");
    }
  }

  /** Seven bits a byte, the lowest first. */
  private static void write(int number, ByteArrayOutputStream out) {
    int rest = number;
    while (rest >= 1 << 7) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
