package io.idealstream.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A digest over everything that determines an embedding: two vectors may be compared if and only if
 * their models have the same fingerprint.
 *
 * <p>Every part is written with its name and length, so that no two different models can spell the
 * same sequence of bytes.
 */
final class Fingerprint {
  private final MessageDigest digest = Digest.sha256();

  Fingerprint part(String name, String value) {
    return part(name, value.getBytes(StandardCharsets.UTF_8));
  }

  Fingerprint part(String name, byte[] value) {
    write(name + ":" + value.length + "\n");
    digest.update(value);
    return this;
  }

  /** A file's digest stands for the file, so that its length need not be known beforehand. */
  Fingerprint file(String name, ModelFiles files, String file) {
    try (InputStream in = files.open(file)) {
      return part(name, Digest.of(in));
    } catch (IOException e) {
      throw new ModelRefused(files.place() + ": " + file + " cannot be read", e);
    }
  }

  /** {@code sha256:} and 64 hexadecimal digits. */
  String text() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private void write(String header) {
    digest.update(header.getBytes(StandardCharsets.UTF_8));
  }
}
