package io.idealstream.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that a broker can listen on. */
final class Ports {

  private Ports() {}

  /**
   * Looks whether a program could listen on the port now.
   *
   * @throws IOException in one sentence, when the port is taken
   */
  static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException taken) {
      throw new IOException(
          "the Kafka broker cannot listen on "
              + BrokerSettings.address(port)
              + ": "
              + taken.getMessage()
              + "; stop the program that holds the port or choose another port",
          taken);
    }
  }

  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A port that was free a moment ago may be handed out again. */
  static int freeBeside(int taken) throws IOException {
    int port = free();
    while (port == taken) {
      port = free();
    }
    return port;
  }
}
