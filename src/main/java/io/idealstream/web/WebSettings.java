package io.idealstream.web;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the page is served.
 *
 * @param title how people tell it from others
 * @param host address to listen on
 * @param port empty for 8080, or the next one that is free
 * @param token what a browser has to show once; empty for none
 * @param names hosts by which browsers may call the server, beside the address and this machine's
 *     loopback names
 * @param allowWrites whether the page may send feedback, queries and acts
 * @param since how far back it reads
 */
public record WebSettings(
    String title,
    String host,
    OptionalInt port,
    Optional<String> token,
    Set<String> names,
    boolean allowWrites,
    Duration since) {

  public static final String LOOPBACK = "127.0.0.1";

  /** Of this machine alone, without writes, from 15 minutes ago on. */
  public static WebSettings local(String title) {
    return new WebSettings(
        title,
        LOOPBACK,
        OptionalInt.empty(),
        Optional.empty(),
        Set.of(),
        false,
        Duration.ofMinutes(15));
  }

  public WebSettings at(OptionalInt otherPort) {
    return new WebSettings(title, host, otherPort, token, names, allowWrites, since);
  }

  public WebSettings withWrites() {
    return new WebSettings(title, host, port, token, names, true, since);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return title + " at " + host + (token.isPresent() ? ", with a token" : "");
  }
}
