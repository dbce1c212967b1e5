package io.idealstream.demo.feed;

import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The policy of the demo, as it lies on the class path. */
public final class Policies {

  private static final String FILE = "second-look.yaml";

  private Policies() {}

  /** The policy, whose names are held against those of the spaces. */
  public static PolicyText bundled(List<SpaceDefinition> spaces) {
    try (InputStream bytes = Policies.class.getResourceAsStream("/policies/" + FILE)) {
      if (bytes == null) {
        throw new IllegalStateException("expected /policies/" + FILE + " on the class path");
      }
      byte[] file = bytes.readAllBytes();
      PolicyFile.read(FILE, file, Vocabulary.of(spaces, null));
      return PolicyFile.text(FILE, file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
