package io.idealstream.web.board;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The small pictures of the items on show, by their addresses; any thread may look. */
final class SmallJpegs {

  private static final String BEFORE = "/api/picture/";
  private static final String BEHIND = ".jpg";

  /** Addresses of another run of the server are none of this one. */
  private final String run = Long.toHexString(new SecureRandom().nextLong() & 0xffff_ffffL);

  private final Map<String, byte[]> byName = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();

  /** Keeps a picture and gives its address. */
  String keep(byte[] jpeg) {
    String name = name(number.getAndIncrement());
    byName.put(name, jpeg);
    return BEFORE + name + BEHIND;
  }

  private String name(long given) {
    return run + "-" + given;
  }

  void forget(String address) {
    if (address != null) {
      byName.remove(address.substring(BEFORE.length(), address.length() - BEHIND.length()));
    }
  }

  Optional<byte[]> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether it was ever given, though the picture may be forgotten. */
  boolean gave(String name) {
    try {
      long given = Long.parseLong(name.substring(name.indexOf('-') + 1));
      return given >= 0 && given < number.get() && name.equals(name(given));
    } catch (NumberFormatException other) {
      return false;
    }
  }
}
