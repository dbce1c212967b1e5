package io.idealstream.job.recovery;

import java.nio.file.Path;

/** Places of files as people write them: a path of this machine, or a URI. */
public final class Locations {
  private Locations() {}

  /** The URI; a text without a scheme is a path of this machine. */
  public static String uri(String location) {
    // not toUri: Flink takes a blank as it is, and no escape for it
    return location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? location
        : "file://" + Path.of(location).toAbsolutePath().normalize();
  }
}
