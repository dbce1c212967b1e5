package io.idealstream.job.query;

/** Vectors of texts and pictures, for one thread. */
public interface VectorModel {

  /** Fingerprint of the model, or the id that somebody else gives it. */
  String fingerprint();

  /** Length of a vector. */
  int dimension();

  /**
   * The unit vector of a text.
   *
   * @throws IllegalStateException in a sentence, if it has none
   */
  float[] text(String text);

  /**
   * The unit vector of a picture.
   *
   * @param name of the picture, for messages
   * @throws IllegalStateException in a sentence, if it has none
   */
  float[] image(String name, byte[] encoded);
}
