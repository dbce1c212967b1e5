package io.idealstream.stream;

/**
 * A change of a policy, as its topic delivered it.
 *
 * @param text the policy's file as JSON; null where the policy is to be removed or was rejected
 * @param published Kafka's timestamp of the message, in milliseconds since 1970
 * @param rejected why the policy cannot be used; null where it can, as far as its reader looks
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record PolicyArrival(String policy, byte[] text, long published, String rejected) {}
