package io.idealstream.wire;

/** How the value of a topic is written. */
public enum Encoding implements Coded {
  /** UTF-8 JSON with the contract's names. */
  JSON("application/json"),
  /** Avro single-object encoding: marker {@code C3 01}, CRC-64-AVRO fingerprint, body. */
  AVRO("application/avro");

  private final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }
}
