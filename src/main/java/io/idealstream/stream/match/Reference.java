package io.idealstream.stream.match;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Source;
import io.idealstream.wire.Term;
import io.idealstream.wire.config.Spelling;
import java.util.List;

/** What a term names that changes while the query stands. */
sealed interface Reference {

  /** What a term of a word or concept names. */
  static Reference of(Term term) {
    if (term.concept() != null) {
      return new Concept(term.concept(), term.mean() == null ? ConceptMean.REMOVED : term.mean());
    }
    String[] parts = term.word().split("/", 3);
    return new Word(parts[0], term.source(), parts[1], parts[2]);
  }

  /** The name of the vector now; null where that is not known. */
  String name(KnownNames known) throws Exception;

  /** Whether it is there under some name, though not under the present one. */
  boolean isThere(KnownNames known) throws Exception;

  /** Whatever may change the vector, as {@link KnownNames#put} tells it. */
  List<String> watched();

  /** What a query waits for without the vector. */
  String awaited(KnownNames known) throws Exception;

  /**
   * A word of a space.
   *
   * @param source null for the one that labels the space
   */
  record Word(String space, Source source, String factor, String value) implements Reference {

    @Override
    public String name(KnownNames known) throws Exception {
      String from = source == null ? known.labelling(space) : source.code();
      return from == null ? null : NamedVectors.word(space, from, factor, value);
    }

    /** A source may come to label the space though it leaves the word open. */
    @Override
    public boolean isThere(KnownNames known) throws Exception {
      if (known.labelling(space) == null) {
        return false;
      }
      for (Source from : Source.values()) {
        if (known.get(NamedVectors.word(space, from, factor, value)) != null) {
          return true;
        }
      }
      return false;
    }

    @Override
    public List<String> watched() {
      String word =
          source == null
              ? KnownNames.anySource(space, factor, value)
              : NamedVectors.word(space, source, factor, value);
      return List.of(NamedVectors.space(space), word);
    }

    @Override
    public String awaited(KnownNames known) throws Exception {
      String labelling = known.labelling(space);
      String word = String.join("/", space, factor, value);
      if (labelling == null) {
        return "word %s: there is no space %s".formatted(word, space);
      }
      String from = source == null ? labelling : source.code();
      return known.isOpen(name(known))
          ? "word %s: %s do not determine it yet".formatted(word, from)
          : "word %s: space %s has none of that name from %s%s"
              .formatted(word, space, from, meant(known.words(space, from)));
    }

    private String meant(List<String> words) {
      return Spelling.closest(factor + "/" + value, words)
          .map(close -> "; did you mean %s/%s?".formatted(space, close))
          .orElse("");
    }
  }

  /** A concept taught by examples. */
  record Concept(String concept, ConceptMean mean) implements Reference {

    @Override
    public String name(KnownNames known) {
      return NamedVectors.concept(concept, mean);
    }

    @Override
    public boolean isThere(KnownNames known) {
      return false;
    }

    @Override
    public List<String> watched() {
      return List.of(NamedVectors.concept(concept, mean));
    }

    @Override
    public String awaited(KnownNames known) throws Exception {
      return known.isOpen(name(known))
          ? "concept %s: mean %s asks for images that it was not taught yet"
              .formatted(concept, mean.code())
          : "concept %s: it was not taught".formatted(concept);
    }
  }
}
