package io.idealstream.cli;

import java.io.FileDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Whether anybody still reads a pipe that is written to. Java tells it of what is written alone,
 * and a command that waits for records may have nothing to write for hours.
 *
 * <p>It asks {@code poll} of the operating system, which Java has for its own sockets; where that
 * is not opened to it ({@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED}, as the launcher does),
 * nothing is known.
 */
final class PipeReader {
  /** POLLERR, POLLHUP and POLLNVAL, which are told without being asked for. */
  private static final int GONE = 0x08 | 0x10 | 0x20;

  private static final Method POLL = poll();

  private final FileDescriptor pipe;

  PipeReader(FileDescriptor pipe) {
    this.pipe = pipe;
  }

  /** False as well where it cannot be told, and of what is no pipe. */
  boolean isGone() {
    if (POLL == null) {
      return false;
    }
    try {
      return ((int) POLL.invoke(null, pipe, 0, 0L) & GONE) != 0;
    } catch (IllegalAccessException | InvocationTargetException untold) {
      return false;
    }
  }

  private static Method poll() {
    try {
      Method poll =
          Class.forName("sun.nio.ch.Net")
              .getDeclaredMethod("poll", FileDescriptor.class, int.class, long.class);
      poll.setAccessible(true);
      return poll;
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return null;
    }
  }
}
