package io.idealstream.client;

/**
 * A run under another transactional id that lives now.
 *
 * @param owner its transactional id
 * @param writesSame whether it writes to the same topics
 * @param readsSame whether it keeps how far it has read in the same place
 */
public record LeaseNeighbour(
    String owner, LeaseHolder holder, boolean writesSame, boolean readsSame) {

  /** Whether the two get into each other's way. */
  boolean meets() {
    return writesSame || readsSame;
  }
}
