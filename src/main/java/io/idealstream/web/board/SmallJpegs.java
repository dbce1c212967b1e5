package io.idealstream.web.board;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The small pictures of the items on show, by their addresses; any thread may look. */
final class SmallJpegs {

  private static final String BEFORE = "/api/picture/";
  private static final String BEHIND = ".jpg";

  /** Addresses of another run of the server are none of this one. */
  private final String run = Long.toHexString(new SecureRandom().nextLong() & 0xffff_ffffL);

  private final Map<String, byte[]> byName = new ConcurrentHashMap<>();
  private long number;

  /** Keeps a picture and gives its address. */
  String keep(byte[] jpeg) {
    String name = run + "-" + number++;
    byName.put(name, jpeg);
    return BEFORE + name + BEHIND;
  }

  void forget(String address) {
    if (address != null) {
      byName.remove(address.substring(BEFORE.length(), address.length() - BEHIND.length()));
    }
  }

  Optional<byte[]> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
