package io.idealstream.wire.space;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.codec.SpaceFile;

/** Spaces for tests, as somebody would write them. */
final class Spaces {

  private Spaces() {}

  static SpaceDefinition of(String yaml) {
    return SpaceFile.read("test.yaml", yaml.getBytes(UTF_8));
  }
}
