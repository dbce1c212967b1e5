package io.idealstream.wire.codec;

/** What stands in for the id of a picture whose message has no header {@code id}. */
public enum IdFrom {
  /** Nothing: such a picture is refused. */
  HEADER,
  /** The message's key, which then gives no feed. */
  KEY,
  /** Topic, partition and offset: another id each time the picture is sent. */
  POSITION
}
