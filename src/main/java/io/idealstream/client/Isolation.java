package io.idealstream.client;

import java.util.Locale;

/** What a reader sees of transactions. */
public enum Isolation {
  /** Only records of committed transactions, and none behind the first open transaction. */
  READ_COMMITTED,
  /** Every record at once, those of open and aborted transactions too. */
  READ_UNCOMMITTED;

  String setting() {
    return name().toLowerCase(Locale.ROOT);
  }
}
