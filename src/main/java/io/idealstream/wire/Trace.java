package io.idealstream.wire;

/** Where a job keeps an item with its name or its vector. The codes are stable. */
public enum Trace implements Coded {
  /** It waits for spaces, to be labelled, to vote or to be watched. */
  WAITING_FOR_SPACES("waiting for spaces"),
  /** It waits for queries. */
  WAITING_FOR_QUERIES("waiting for queries"),
  /** New queries could look back at it. */
  LOOK_BACK("look back of queries"),
  /** A hit in a window that is open. */
  OPEN_WINDOWS("open windows of queries"),
  /** What a query with {@code distinct} has shown. */
  SHOWN("shown by queries with distinct"),
  /** Its vector waits for feedback, or feedback for it. */
  VECTOR_FOR_FEEDBACK("vector or feedback that waits, for votes"),
  /** Its labels wait for feedback, or feedback for them. */
  LABELS_FOR_FEEDBACK("labels or feedback that wait, for quality"),
  /** Its vector, in an interval of drift that is open. */
  OPEN_INTERVALS("open intervals of drift"),
  /** Whether its labels were right, in an interval of drift that is open. */
  JUDGED_LABELS("judged labels in open intervals of drift"),
  /** It was among the first items of a reference of drift, which begins anew. */
  REFERENCES("references of drift, begun anew"),
  /** An example of a drift that is open. */
  EXAMPLES("examples of an open drift"),
  /** Its labels and hits wait to be decided. */
  UNDECIDED("labels and hits that are not decided yet"),
  /** It was decided, and a window that is open may decide anew. */
  DECIDED("decided, and kept for hits of open windows"),
  /** A decision waits to be counted, or the counts of one are kept. */
  FIRINGS("decisions that wait to be counted");

  private final String meaning;

  Trace(String meaning) {
    this.meaning = meaning;
  }

  /** What the code stands for, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** Whether every subtask may hold a copy of the same. */
  public boolean isCopied() {
    return this == WAITING_FOR_QUERIES || this == LOOK_BACK;
  }
}
