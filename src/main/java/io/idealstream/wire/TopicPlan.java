package io.idealstream.wire;

import java.time.Duration;

/**
 * The settings that a topic needs in Kafka.
 *
 * @param largestRecord bytes the topic must take in one batch, Kafka's {@code max.message.bytes}
 * @param timed whether its records have a time that the broker bounds, by {@link #MOST_AHEAD}
 */
public record TopicPlan(Cleanup cleanup, Partitions partitions, int largestRecord, boolean timed) {

  /** How far a record's timestamp may be ahead of the broker's clock. */
  public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  /** What Kafka does with old records. */
  public enum Cleanup {
    /** Removed after the broker's retention time. */
    DELETE("delete"),
    /** Nothing: every record stays for ever. */
    NONE("delete"),
    /** The last record of every key stays for ever. */
    COMPACT("compact");

    /** Value of Kafka's settings of retention for a topic that keeps everything. */
    public static final long FOR_EVER = -1;

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** The value of Kafka's {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }

  /** How a topic may be divided. */
  public enum Partitions {
    /** The volume of the stream: as many as asked for. */
    MANY,
    /** Little volume: created with one, any number will do. */
    FEW,
    /** Exactly one: a head record must be read after the words it closes. */
    ONE
  }

  /** Room for a picture of 8 MiB in an envelope, where base64 makes it a third longer. */
  public static final int LARGEST_RECORD = 12 << 20;

  /** Kafka's own default for {@code max.message.bytes}. */
  private static final int USUAL_RECORD = (1 << 20) + 12;

  /** A dead letter is the original plus headers that say where it came from and why. */
  private static final int DEAD_LETTER_HEADERS = 64 << 10;

  /** For items, which have times. */
  public static TopicPlan items() {
    return new TopicPlan(Cleanup.DELETE, Partitions.MANY, USUAL_RECORD, true);
  }

  /** For one or more answers to every item. */
  public static TopicPlan answers() {
    return new TopicPlan(Cleanup.DELETE, Partitions.MANY, USUAL_RECORD, false);
  }

  /** For a record now and then. */
  public static TopicPlan few() {
    return new TopicPlan(Cleanup.DELETE, Partitions.FEW, USUAL_RECORD, false);
  }

  /** For records of which the last of each key is in force. */
  public static TopicPlan compacted() {
    return new TopicPlan(Cleanup.COMPACT, Partitions.FEW, USUAL_RECORD, false);
  }

  /** For records that are all in force. */
  public static TopicPlan kept() {
    return new TopicPlan(Cleanup.NONE, Partitions.FEW, USUAL_RECORD, false);
  }

  public TopicPlan inOnePartition() {
    return new TopicPlan(cleanup, Partitions.ONE, largestRecord, timed);
  }

  /** The same for records that hold pictures. */
  public TopicPlan ofPictures() {
    return new TopicPlan(cleanup, partitions, LARGEST_RECORD, timed);
  }

  /** The same for records of any topic with headers about them. */
  public TopicPlan ofDeadLetters() {
    return new TopicPlan(cleanup, partitions, LARGEST_RECORD + DEAD_LETTER_HEADERS, timed);
  }
}
