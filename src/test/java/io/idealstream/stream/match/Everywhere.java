package io.idealstream.stream.match;

/** Every item concerns every query, and all windows are over. */
record Everywhere() implements Shard.Surroundings {
  @Override
  public boolean concerns(DueItem due, String query) {
    return true;
  }

  @Override
  public long reached(String query) {
    return Long.MAX_VALUE;
  }
}
