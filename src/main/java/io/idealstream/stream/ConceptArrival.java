package io.idealstream.stream;

/**
 * A change of a concept, as its topic delivered it.
 *
 * @param role code of the image's role; null where the concept is to be removed
 * @param model fingerprint of the model that embedded the image; null with {@code role}
 * @param vector [dimension], of length 1; null with {@code role}
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record ConceptArrival(String concept, String role, String model, float[] vector) {

  /** That a concept is to be removed. */
  public static ConceptArrival removal(String concept) {
    return new ConceptArrival(concept, null, null, null);
  }
}
