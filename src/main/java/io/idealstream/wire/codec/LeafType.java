package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The types without parts, and arrays of numbers. */
enum LeafType implements FieldType {
  TEXT {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (raw instanceof String) {
        return raw;
      }
      throw place.expected("a text", raw);
    }
  },

  TRUTH {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (raw instanceof Boolean) {
        return raw;
      }
      throw place.expected("true or false", raw);
    }
  },

  INT {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      return (int) whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE, place);
    }
  },

  LONG {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      return whole(raw, Long.MIN_VALUE, Long.MAX_VALUE, place);
    }
  },

  DOUBLE {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      return finite(raw, Double.MAX_VALUE, place);
    }
  },

  /** To the millisecond, as Kafka and Flink count time; from year 1 to year 9999. */
  TIME {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      Instant time =
          raw instanceof String text ? parse(text) : raw instanceof Instant at ? at : null;
      if (time == null || time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
        throw place.expected("an ISO-8601 time such as 2026-01-31T12:00:00Z", raw);
      }
      return time.truncatedTo(ChronoUnit.MILLIS);
    }
  },

  DURATION {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (raw instanceof String text) {
        return DurationText.parse(text)
            .orElseThrow(() -> place.expected(DurationText.EXPECTED, raw));
      }
      throw place.expected(DurationText.EXPECTED, raw);
    }

    @Override
    public Object write(Object value) {
      return DurationText.of((Duration) value);
    }
  },

  BYTES {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (raw instanceof byte[]) {
        return raw;
      }
      if (raw instanceof String text) {
        return Base64Text.decode(text, place);
      }
      throw place.expected("base64", raw);
    }
  },

  FLOATS {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (raw instanceof float[] array) {
        for (float value : array) {
          if (!Float.isFinite(value)) {
            throw place.expected(FINITE, value);
          }
        }
        return array;
      }
      if (raw instanceof String || raw instanceof byte[]) {
        return VectorBytes.read((byte[]) BYTES.read(raw, place), 0, place);
      }
      if (raw instanceof NumberList numbers) {
        return floats(numbers, place);
      }
      List<?> numbers = list(raw, place);
      float[] values = new float[numbers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) finite(numbers.get(i), Float.MAX_VALUE, place);
      }
      return values;
    }
  },

  DOUBLES {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (raw instanceof double[] array) {
        for (double value : array) {
          if (!Double.isFinite(value)) {
            throw place.expected(FINITE, value);
          }
        }
        return array;
      }
      List<?> numbers = list(raw, place);
      double[] values = new double[numbers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = finite(numbers.get(i), Double.MAX_VALUE, place);
      }
      return values;
    }
  };

  private static final String FINITE = "a finite number";
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Beyond this, a double no longer tells neighbouring integers apart. */
  private static final double LARGEST_EXACT = 1L << 53;

  @Override
  public Object write(Object value) {
    return value;
  }

  private static long whole(Object raw, long least, long most, Place place) throws Unreadable {
    if (raw instanceof Long || raw instanceof Integer) {
      long value = ((Number) raw).longValue();
      if (value >= least && value <= most) {
        return value;
      }
    }
    // 3.0 is how some languages write 3
    if (raw instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) <= LARGEST_EXACT
        && number >= least
        && number <= most) {
      return number.longValue();
    }
    throw place.expected("a whole number from " + least + " to " + most, raw);
  }

  private static double finite(Object raw, double most, Place place) throws Unreadable {
    if (raw instanceof Number number && Math.abs(number.doubleValue()) <= most) {
      return number.doubleValue();
    }
    throw place.expected(FINITE, raw);
  }

  private static float[] floats(NumberList numbers, Place place) throws Unreadable {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(numbers.at(i)) <= Float.MAX_VALUE)) {
        throw place.expected(FINITE, numbers.get(i));
      }
      values[i] = (float) numbers.at(i);
    }
    return values;
  }

  private static List<?> list(Object raw, Place place) throws Unreadable {
    if (raw instanceof List<?> list) {
      return list;
    }
    throw place.expected("a list of numbers", raw);
  }

  private static Instant parse(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException noTime) {
      return null;
    }
  }
}
