package io.idealstream.policy;

/**
 * A count of a policy for an item, before anybody has counted.
 *
 * @param count its name
 * @param key to count under
 * @param upTo how far it is counted
 * @param withinMillis time before the item's own, in event time
 * @param adds whether the item is one of those that are counted for others
 */
public record OpenCount(
    String policy, String count, String key, long upTo, long withinMillis, boolean adds) {

  /**
   * What it is counted under; no name of a policy begins like it, so that no limit's is the same.
   */
  public String name() {
    return "=" + policy + "\n" + count + "\n" + key;
  }
}
