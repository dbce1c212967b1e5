package io.idealstream.client;

/** Somebody else holds the lease; the message names them. */
public final class LeaseHeldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseHeldException(LeaseGroup group, LeaseHolder holder) {
    super(
        "%s writes under the transactional id %s to Kafka at %s"
            .formatted(holder, group.owner(), group.connection().bootstrapServers()));
  }
}
