package io.idealstream.job;

/** The Flink in this process is gone, and with it every job; it does not come back. */
final class ClusterLost extends Exception {
  private static final long serialVersionUID = 1L;

  ClusterLost(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
