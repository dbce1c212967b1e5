package io.idealstream.stream;

/**
 * A version of a policy and the event time from which on it is in force; or that a name is gone, or
 * that nothing will come of it for now.
 *
 * @param version rises with every change; 0 where nothing will come for now, or the name is to be
 *     forgotten
 * @param text the policy's file as JSON; null where the policy is removed, or nothing will come
 * @param since event time in milliseconds since 1970
 * @param forgotten whether the name is to be forgotten
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record PolicyInForce(
    String policy, long version, byte[] text, long since, boolean forgotten) {

  public static PolicyInForce notYet(String policy) {
    return new PolicyInForce(policy, 0, null, 0, false);
  }

  public static PolicyInForce removed(String policy, long version, long since) {
    return new PolicyInForce(policy, version, null, since, false);
  }

  public static PolicyInForce forgotten(String policy) {
    return new PolicyInForce(policy, 0, null, 0, true);
  }
}
