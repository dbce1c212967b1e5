package io.idealstream.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which browsers may call the server. A page elsewhere whose own name was made to lead
 * here bears that name, and is refused.
 */
final class Hosts {

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  /**
   * @param address that the server listens on; where that is every address, the machine's count
   */
  Hosts(String address, Set<String> others) {
    add(address);
    others.forEach(this::add);
    try {
      if (InetAddress.getByName(address).isAnyLocalAddress()) {
        add(InetAddress.getLocalHost().getHostName());
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .forEach(one -> add(one.getHostAddress().replaceFirst("%.*", "")));
      }
    } catch (IOException unknown) {
      // then by the names that were given
    }
  }

  private void add(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    names.add(lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower);
  }

  /**
   * Whether a Host header is one of ours, whatever its port, which a tunnel may change.
   *
   * @param header null where there is none
   */
  boolean allow(String header) {
    return header != null
        && names.contains(header.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT));
  }

  /** Whether an Origin header names one of ours. */
  boolean allowOrigin(String origin) {
    try {
      return allow(new URI(origin).getRawAuthority());
    } catch (URISyntaxException foreign) {
      return false;
    }
  }
}
