package io.idealstream.job;

/** A job that failed and will not start again; its message is one sentence. */
public final class JobFailed extends Exception {
  private static final long serialVersionUID = 1L;

  JobFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
