package io.idealstream.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * One image that teaches a concept.
 *
 * @param image encoded picture; exactly one of image and embedding is there
 * @param embedding [dimension], finite
 * @param model fingerprint of the model that made the embedding; there with the embedding
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record ConceptExample(
    String concept,
    ConceptRole role,
    @OrAbsent byte[] image,
    @OrAbsent float[] embedding,
    @OrAbsent String model) {

  @Override
  public boolean equals(Object other) {
    return other instanceof ConceptExample that
        && concept.equals(that.concept)
        && role == that.role
        && Arrays.equals(image, that.image)
        && Arrays.equals(embedding, that.embedding)
        && Objects.equals(model, that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(concept, role, model);
  }
}
