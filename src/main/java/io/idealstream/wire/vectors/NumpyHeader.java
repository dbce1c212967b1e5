package io.idealstream.wire.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.idealstream.math.HalfPrecision;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an NPY file says of its array (numpy.lib.format, versions 1 to 3).
 *
 * <pre>
 *   93 "NUMPY" major minor, length of the header, {'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }
 * </pre>
 *
 * @param width bytes of a number: 2, 4 or 8
 * @param rows 0 unless the array has two dimensions
 */
record NumpyHeader(ByteOrder order, int width, boolean isMatrix, long rows, int columns) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;

  /** A vector longer than any model's. */
  private static final int MOST_COLUMNS = 1 << 20;

  private static final Pattern TYPE = Pattern.compile("'descr': *'([^']*)'");
  private static final Pattern FLOATS = Pattern.compile("([<>])f([248])");
  private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

  /** Reads up to the first number. */
  static NumpyHeader read(InputStream bytes) throws IOException {
    byte[] start = exactly(bytes, MAGIC.length + 2);
    if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
      throw new IOException("it does not begin as an NPY file does");
    }
    int wide = start[MAGIC.length] == 1 ? 2 : 4;
    byte[] size = Arrays.copyOf(exactly(bytes, wide), 4);
    int length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a header of %d bytes, expected at most %d".formatted(length, LONGEST));
    }
    return parse(new String(exactly(bytes, length), ISO_8859_1));
  }

  private static NumpyHeader parse(String header) throws IOException {
    String type = find(TYPE, header);
    Matcher floats = FLOATS.matcher(type);
    if (!floats.matches()) {
      throw new IOException("numbers of type '%s', expected float16, 32 or 64".formatted(type));
    }
    String[] shape = find(SHAPE, header).replace(" ", "").split(",");
    boolean matrix = shape.length == 2;
    if (matrix && find(ORDER, header).equals("True")) {
      throw new IOException("the array is in Fortran order; save it with numpy.ascontiguousarray");
    }
    long columns = matrix ? number(shape[1]) : 0;
    if (matrix && (columns < 1 || columns > MOST_COLUMNS)) {
      throw new IOException(
          "rows of %d numbers, expected 1 to %d".formatted(columns, MOST_COLUMNS));
    }
    return new NumpyHeader(
        floats.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        Integer.parseInt(floats.group(2)),
        matrix,
        matrix ? number(shape[0]) : 0,
        (int) columns);
  }

  private static String find(Pattern pattern, String header) throws IOException {
    Matcher found = pattern.matcher(header);
    if (!found.find()) {
      throw new IOException("a header that is none of an array of numbers: " + header.strip());
    }
    return found.group(1);
  }

  private static long number(String digits) throws IOException {
    if (digits.isEmpty() || digits.length() > 15) {
      throw new IOException("a dimension of '%s'".formatted(digits));
    }
    return Long.parseLong(digits);
  }

  /**
   * The next row.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  double[] row(InputStream bytes) throws IOException {
    ByteBuffer row = ByteBuffer.wrap(exactly(bytes, columns * width)).order(order);
    double[] numbers = new double[columns];
    for (int j = 0; j < columns; j++) {
      numbers[j] =
          switch (width) {
            case 2 -> HalfPrecision.toFloat(row.getShort());
            case 4 -> row.getFloat();
            default -> row.getDouble();
          };
    }
    for (int j = 0; j < columns; j++) {
      if (!Double.isFinite(numbers[j])) {
        throw new IllegalArgumentException(
            "%s at place %d, expected a finite number".formatted(numbers[j], j + 1));
      }
    }
    return numbers;
  }

  private static byte[] exactly(InputStream bytes, int length) throws IOException {
    byte[] read = bytes.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("unexpected end of input");
    }
    return read;
  }
}
