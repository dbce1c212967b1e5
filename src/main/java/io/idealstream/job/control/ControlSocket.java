package io.idealstream.job.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The socket of a job's folder. A file beside it says where it is: an address has room for about a
 * hundred bytes, and a folder's path may be longer.
 */
final class ControlSocket {
  private static final int LONGEST_ADDRESS = 100;
  private static final String ELSEWHERE = "idealstream-";

  private final Path note;
  private final Path address;

  private ControlSocket(Path note, Path address) {
    this.note = note;
    this.address = address;
  }

  static ControlSocket in(Path folder) throws IOException {
    Path wished = folder.toAbsolutePath().resolve("control.sock");
    boolean fits = wished.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS;
    // a folder of this kind is its user's alone
    Path address = fits ? wished : Files.createTempDirectory(ELSEWHERE).resolve("control.sock");
    return new ControlSocket(folder.resolve("control"), address);
  }

  ServerSocketChannel listen() throws IOException {
    removeEarlier();
    Files.deleteIfExists(address);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(address));
    Files.setPosixFilePermissions(address, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(note, address.toString());
    return server;
  }

  /**
   * Connects to the job that runs with a folder.
   *
   * @throws IOException if none does
   */
  static SocketChannel connect(Path folder) throws IOException {
    String address = Files.readString(folder.resolve("control"));
    return SocketChannel.open(UnixDomainSocketAddress.of(address));
  }

  void delete() {
    try {
      Files.deleteIfExists(note);
      remove(address);
    } catch (IOException left) {
      // the next run replaces both
    }
  }

  /** What a run left that was killed. */
  private void removeEarlier() throws IOException {
    if (Files.exists(note)) {
      remove(Path.of(Files.readString(note)));
    }
  }

  /** Removes a socket, and the folder that was made for it alone. */
  private static void remove(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    if (socket.getParent().getFileName().toString().startsWith(ELSEWHERE)
        && socket.getParent().getParent().equals(Path.of(System.getProperty("java.io.tmpdir")))) {
      Files.deleteIfExists(socket.getParent());
    }
  }
}
