package io.idealstream.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns what a Kafka client throws into one sentence. */
final class Failure {

  private Failure() {}

  /**
   * @param attempt what could not be done, such as "could not read labels"
   */
  static KafkaAccessException of(KafkaConnection connection, String attempt, Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    if (Secrets.givenAway(connection.properties(), thrown)) {
      // without the cause, which would show it too
      return new KafkaAccessException(
          attempt
              + ": Kafka at "
              + connection.bootstrapServers()
              + ": "
              + failure.getClass().getSimpleName()
              + " about the properties (what it says is not shown, as it holds a secret)",
          null);
    }
    return new KafkaAccessException(attempt + ": " + reason(connection, failure), failure);
  }

  private static String reason(KafkaConnection connection, Throwable failure) {
    String server = "Kafka at " + connection.bootstrapServers();
    if (failure instanceof TimeoutException) {
      return server
          + " did not answer within "
          + seconds(connection.limit())
          + " ("
          + Reach.of(connection)
          + ")";
    }
    if (failure instanceof SslAuthenticationException) {
      return "the TLS handshake with " + server + " failed: " + rootCause(failure).getMessage();
    }
    if (failure instanceof AuthenticationException) {
      return server + " refused the login: " + failure.getMessage();
    }
    if (failure instanceof AuthorizationException) {
      return server
          + " does not allow it to this user: "
          + failure.getMessage()
          + " (topics acls prints what is needed)";
    }
    if (failure instanceof ConfigException) {
      return "the settings for " + server + " are wrong: " + failure.getMessage();
    }
    if (failure instanceof InterruptedException || failure instanceof InterruptException) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
    return server + ": " + failure.getMessage();
  }

  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }

  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  /** Constructors and futures of Kafka wrap the failure that says something. */
  private static Throwable unwrapped(Throwable thrown) {
    boolean wrapper =
        thrown instanceof ExecutionException
            || thrown instanceof CompletionException
            || thrown.getClass() == KafkaException.class;
    return wrapper && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }
}
