package io.idealstream.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * The vector of a text, as a model that does not run here made it.
 *
 * @param text as it stands in a prompt, a query or a gate: nothing of it is changed
 * @param vector [dimension], finite
 * @param model id of the model; null only in a file, for the model of the job
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record TextVector(String text, float[] vector, @OrAbsent String model) {

  @Override
  public boolean equals(Object other) {
    return other instanceof TextVector that
        && text.equals(that.text)
        && Arrays.equals(vector, that.vector)
        && Objects.equals(model, that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, model);
  }
}
