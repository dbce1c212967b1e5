package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.SpaceFile;

/** A space of few texts, for jobs whose vectors tests make. */
final class Pets {

  private static final String FILE =
      """
      space: pets
      templates: ["a {pet} {place}"]
      plain: {pet: ["a {pet}"]}
      factors:
        pet: {role: label, values: [cat, dog]}
        place: {role: spurious, values: {in: ["inside"], out: ["outside"]}}
      """;

  private Pets() {}

  static Outgoing space() {
    return RunTopics.space(SpaceFile.read("pets", FILE.getBytes(UTF_8)));
  }
}
