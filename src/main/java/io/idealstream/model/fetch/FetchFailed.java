package io.idealstream.model.fetch;

/** A download that did not end in verified files; what was downloaded is kept for the next try. */
public final class FetchFailed extends Exception {
  private static final long serialVersionUID = 1L;

  FetchFailed(String message) {
    super(message);
  }

  FetchFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
