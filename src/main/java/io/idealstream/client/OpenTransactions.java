package io.idealstream.client;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;

/** Transactions that a producer left open: read_committed readers wait for them. */
public final class OpenTransactions {

  private OpenTransactions() {}

  /**
   * Aborts every open transaction whose transactional id matches as a whole.
   *
   * @return their ids, sorted
   * @throws KafkaAccessException when Kafka does not answer or forbids it
   */
  public static List<String> abort(KafkaConnection connection, Pattern ids) {
    try (Admin admin = Admin.create(connection.forAdmin())) {
      List<String> open =
          admin.listTransactions().all().get().stream()
              .filter(listing -> isOpen(listing.state()))
              .map(TransactionListing::transactionalId)
              .filter(id -> ids.matcher(id).matches())
              .sorted()
              .toList();
      // a producer of the same id is what ends the transaction of the one before it
      admin.fenceProducers(open).all().get();
      return open;
    } catch (ExecutionException | InterruptedException | KafkaException failure) {
      throw Failure.of(connection, "could not end open transactions", failure);
    }
  }

  private static boolean isOpen(TransactionState state) {
    return switch (state) {
      case ONGOING, PREPARE_EPOCH_FENCE -> true;
      default -> false;
    };
  }
}
