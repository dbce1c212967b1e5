package io.idealstream.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A {@link Broker} that has a process to itself and keeps its data. */
public final class StandaloneBroker {

  /** Is told how the broker fares. */
  public interface Listener {

    /**
     * The broker answers.
     *
     * @param address to give to Kafka clients
     */
    void started(String address);

    /** A signal has come. */
    void stopping();

    /**
     * The process is about to end with exit code 1.
     *
     * @param reason in one sentence
     */
    void failed(String reason);
  }

  private static final int FAILED = 1;

  /** The code of a process that a signal ends would be that of a failure. */
  private static final int DONE = 0;

  private final Path folder;
  private final int port;
  private final Listener listener;
  private final CompletableFuture<Broker> start = new CompletableFuture<>();

  /**
   * Nothing happens yet.
   *
   * @param folder of the data, made if need be
   * @param port 1 to 65535, or 0 for any free port
   */
  public StandaloneBroker(Path folder, int port, Listener listener) {
    this.folder = folder;
    this.port = port;
    this.listener = listener;
  }

  /**
   * Serves until the process ends: with exit code 0 after a signal, 1 when Kafka gives up.
   *
   * @throws IOException in one sentence, when the broker does not start
   */
  public void run() throws IOException, InterruptedException {
    FatalExit.announce(folder, true, listener::failed);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-broker"));
    try {
      Broker broker = Broker.keeping(folder, port);
      listener.started(broker.bootstrapServers());
      start.complete(broker);
    } finally {
      start.cancel(false); // of no effect once it has completed
    }
    new CountDownLatch(1).await();
  }

  /** A signal may come while Kafka starts; it can stop in good order only once it is up. */
  private void stop() {
    if (start.isCancelled()) {
      return;
    }
    listener.stopping();
    try {
      start.join().close();
    } catch (CancellationException notStarted) {
      return;
    } catch (RuntimeException failure) {
      listener.failed("the Kafka broker did not stop in good order: " + failure.getMessage());
      Runtime.getRuntime().halt(FAILED);
    }
    Runtime.getRuntime().halt(DONE);
  }
}
