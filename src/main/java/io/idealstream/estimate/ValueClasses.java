package io.idealstream.estimate;

/**
 * The classes that values fall into where the data do not compare all values of a factor.
 *
 * @param classes [rows] class of each value, from 1; 0 where its factor has one class, and of
 *     values never seen
 * @param combinations of classes that have a centre
 * @param named row-major [centres x factors] classes, from 1, of the first of these combinations
 * @param centres row-major [centres x dimension]
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record ValueClasses(int[] classes, int combinations, int[] named, double[] centres) {

  /** Centres that travel with words at most: a record has to hold them. */
  public static final int MAX_CENTRES = 16;
}
