package io.idealstream.job;

import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.embed.GivenModel;
import io.idealstream.stream.embed.JobModel;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.pinned.PinnedFile;
import io.idealstream.wire.pinned.PinnedSpace;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words that a job labels by in place of its own estimates: {@code --words pinned:FILE}. */
final class Pinned {
  private static final String SCHEME = "pinned:";

  private final byte[] file;
  private final List<PinnedSpace> spaces;

  private Pinned(byte[] file, List<PinnedSpace> spaces) {
    this.file = file;
    this.spaces = spaces;
  }

  /**
   * The words of a file.
   *
   * @param words {@code pinned:FILE}
   * @throws Misconfigured if it cannot be read, or the job's model has made none of its vectors
   */
  static Pinned of(String words, JobModel model) {
    if (!words.startsWith(SCHEME)) {
      throw new Misconfigured("--words", List.of("expected pinned:FILE, found " + words));
    }
    Path path = Path.of(words.substring(SCHEME.length()));
    List<PinnedSpace> spaces = PinnedFile.read(path);
    List<String> problems = problems(spaces, model.fingerprint(), setting(model));
    if (!problems.isEmpty()) {
      throw new Misconfigured(path.toString(), problems);
    }
    try {
      return new Pinned(Files.readAllBytes(path), spaces);
    } catch (IOException e) {
      throw new Misconfigured(path.toString(), List.of("cannot be read: " + e.getMessage()));
    }
  }

  private static String setting(JobModel model) {
    return (model instanceof GivenModel ? Setting.MODEL_VECTORS : Setting.MODEL_FOLDER).path();
  }

  private static List<String> problems(List<PinnedSpace> spaces, String model, String setting) {
    List<String> problems = new ArrayList<>();
    for (PinnedSpace space : spaces) {
      String name = space.head().space();
      if (!space.head().model().equals(model)) {
        problems.add(
            "%s: its words are of model %s, %s is %s"
                .formatted(name, space.head().model(), setting, model));
      }
      SpaceDefinition definition = space.definition();
      incomplete(space).ifPresent(problems::add);
      if (definition.method().needsCells()
          && definition.estimate().labelSource() != Source.PROMPTS) {
        problems.add(
            "%s: method %s compares cells of %s, which are not in the file"
                .formatted(
                    name, definition.method().code(), definition.estimate().labelSource().code()));
      }
    }
    return problems;
  }

  /** Words that complete others label together or not at all. */
  private static Optional<String> incomplete(PinnedSpace space) {
    long words = space.words().stream().filter(word -> word.source() == Source.COMPLETED).count();
    int all = space.definition().factorSpace().rows() - 1;
    boolean centre = space.head().sources().containsKey(Source.COMPLETED.code());
    return words == (centre ? all : 0)
        ? Optional.empty()
        : Optional.of(
            "%s: it has %d of %d words of source completed; export it again"
                .formatted(space.head().space(), words, all));
  }

  List<String> names() {
    return spaces.stream().map(space -> space.head().space()).toList();
  }

  /** The definitions as their topic would deliver them. */
  List<SpaceArrival> arrivals() {
    return spaces.stream()
        .map(
            space ->
                new SpaceArrival(
                    space.head().space(),
                    Topic.SPACES.encode(space.definition(), Encoding.JSON),
                    null,
                    space.head().spaceVersion()))
        .toList();
  }

  byte[] file() {
    return file.clone();
  }
}
