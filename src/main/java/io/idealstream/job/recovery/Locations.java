package io.idealstream.job.recovery;

import java.nio.file.Path;

/** Places of files as people write them: a path of this machine, or a URI. */
public final class Locations {
  private Locations() {}

  /** The URI; a text without a scheme is a path of this machine. */
  public static String uri(String location) {
    return location.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")
        ? location
        : Path.of(location).toAbsolutePath().normalize().toUri().toString().replaceFirst("/$", "");
  }
}
