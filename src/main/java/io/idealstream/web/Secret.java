package io.idealstream.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A text that nobody can guess. */
final class Secret {

  private static final int BYTES = 24;

  private final byte[] text;

  Secret(String text) {
    this.text = text.getBytes(UTF_8);
  }

  /** 192 bits at random, as 32 characters. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Compares in a time that does not tell how much of it was right.
   *
   * @param other null for none
   */
  boolean is(String other) {
    return other != null && MessageDigest.isEqual(text, other.getBytes(UTF_8));
  }
}
