package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.idealstream.model.Digest;
import io.idealstream.model.Embedding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextVectorsTest {

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();

  /** A text's length and its first letter; none of an empty one. */
  private List<Embedding> embed(List<String> texts) {
    asked.addAll(texts);
    return texts.stream()
        .<Embedding>map(
            text ->
                text.isEmpty()
                    ? new Embedding.Rejected("empty", "nothing said")
                    : new Embedding.Vector(new float[] {text.length(), text.charAt(0)}))
        .toList();
  }

  private static float[] vector(Embedding embedding) {
    return assertInstanceOf(Embedding.Vector.class, embedding).values();
  }

  @Test
  void onlyWhatIsNotKnownIsEmbeddedAndEveryTextHasItsOwnVector() {
    try (VectorCache cache = VectorCache.open(folder, "sha256:one", 2)) {
      TextVectors texts = new TextVectors(this::embed, cache);
      texts.apply(List.of("duck", "owl"));
      List<Embedding> found = texts.apply(List.of("swan", "owl", "goose", "swan", "duck"));
      assertEquals(List.of("duck", "owl", "swan", "goose", "swan"), asked);
      assertArrayEquals(new float[] {4, 's'}, vector(found.get(0)));
      assertArrayEquals(new float[] {3, 'o'}, vector(found.get(1)));
      assertArrayEquals(new float[] {5, 'g'}, vector(found.get(2)));
      assertArrayEquals(new float[] {4, 's'}, vector(found.get(3)));
      assertArrayEquals(new float[] {4, 'd'}, vector(found.get(4)));
    }
    try (VectorCache later = VectorCache.open(folder, "sha256:one", 2)) {
      asked.clear();
      List<Embedding> found = new TextVectors(this::embed, later).apply(List.of("goose"));
      assertArrayEquals(new float[] {5, 'g'}, vector(found.get(0)));
      assertEquals(List.of(), asked);
    }
  }

  @Test
  void aTextWithoutAVectorIsNotKept() {
    try (VectorCache cache = VectorCache.open(folder, "sha256:one", 2)) {
      TextVectors texts = new TextVectors(this::embed, cache);
      assertInstanceOf(Embedding.Rejected.class, texts.apply(List.of("")).get(0));
      assertInstanceOf(Embedding.Rejected.class, texts.apply(List.of("")).get(0));
      assertEquals(2, asked.size());
    }
  }

  @Test
  void aFileOfTheSameBytesIsNotTakenForTheText() {
    try (VectorCache cache = VectorCache.open(folder, "sha256:one", 2)) {
      new TextVectors(this::embed, cache).apply(List.of("duck"));
      byte[] file = "duck".getBytes(StandardCharsets.UTF_8);
      assertEquals(Optional.empty(), cache.get(Digest.sha256().digest(file)));
    }
  }
}
