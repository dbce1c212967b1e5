package io.idealstream.model;

/** A model that cannot be used: names the file, what was expected and what was found. */
public final class ModelRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelRefused(String message) {
    super(message);
  }

  public ModelRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
