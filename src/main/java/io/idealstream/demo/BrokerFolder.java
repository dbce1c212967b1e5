package io.idealstream.demo;

import java.io.IOException;
import java.nio.file.Path;

/** Where one broker has its data, from the start of the broker to its end. */
interface BrokerFolder extends AutoCloseable {

  /** Opens the folder of one broker. */
  @FunctionalInterface
  interface Opening {

    /**
     * @throws IOException in one sentence that names the folder
     */
    BrokerFolder open() throws IOException;
  }

  Path path();

  /** Whether the data stay when the broker ends. */
  boolean isKept();

  @Override
  void close();
}
