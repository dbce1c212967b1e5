package io.idealstream.demo;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * {@code BrokerMain [PORT]}: a {@link Broker} in a JVM of its own. Prints its address on standard
 * output once it answers, and ends (deleting its data) on a signal.
 */
public final class BrokerMain {

  private BrokerMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = port(arguments);
    try (Broker broker = Broker.start(port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
      System.out.println(broker.bootstrapServers());
      new CountDownLatch(1).await();
    } catch (IOException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static int port(String[] arguments) {
    try {
      return arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
    } catch (NumberFormatException notNumber) {
      System.err.println("port: expected a number from 0 to 65535, got " + arguments[0]);
      System.exit(2);
      throw notNumber;
    }
  }
}
