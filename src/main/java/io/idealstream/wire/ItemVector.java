package io.idealstream.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * One line of a file of image vectors, as {@code model embed --json} prints them.
 *
 * @param model fingerprint; null where nobody says
 * @param input what was embedded; null where nobody says
 * @param vector [dimension]
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record ItemVector(@OrAbsent String model, @OrAbsent String input, double[] vector) {

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemVector that
        && Objects.equals(model, that.model)
        && Objects.equals(input, that.input)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, input);
  }
}
