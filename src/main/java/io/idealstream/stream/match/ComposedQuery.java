package io.idealstream.stream.match;

import io.idealstream.decision.QueryVector;
import io.idealstream.stream.TermInForce;
import io.idealstream.stream.match.KnownNames.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A query's terms added up, as far as the words and concepts that it names are known.
 *
 * @param vector [dimension], of length 1; null where something is missing
 * @param words the newest version among its words; 0 without words
 * @param concepts versions of its concepts
 * @param terms the summands
 * @param used names and versions of its words and concepts, and of its texts where these may
 *     change; equal where they give the same vector
 * @param missing what is missing, a sentence each; empty where nothing is
 * @param lost whether something that is missing is not only open for now
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ComposedQuery(
    float[] vector,
    long words,
    Map<String, Long> concepts,
    List<TermInForce> terms,
    String used,
    List<String> missing,
    boolean lost) {

  static final String CANCELLED = "its terms cancel each other: nothing is left to find";

  /**
   * Adds up.
   *
   * @param model fingerprint of the model that the vectors have to be of
   */
  static ComposedQuery of(EmbedTerms.Embedded query, KnownNames known, String model)
      throws Exception {
    Gathering gathering = new Gathering(known, model);
    if (query.fingerprint() != null) {
      gathering.used.add(PreparedQuery.ofTexts(query.fingerprint()));
    }
    int text = 0;
    for (QueryTerm term : query.terms().terms()) {
      if (term.reference() == null) {
        gathering.add(term, query.texts().get(text++));
      } else {
        gathering.add(term);
      }
    }
    return gathering.sum(query.terms());
  }

  boolean isWhole() {
    return vector != null;
  }

  String missingText() {
    return "waits for " + String.join("; and for ", missing);
  }

  private static final class Gathering {

    private final KnownNames known;
    private final String model;
    private final List<TermInForce> terms = new ArrayList<>();
    private final Map<String, Long> concepts = new TreeMap<>();
    private final List<String> used = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long words;
    private boolean lost;

    private Gathering(KnownNames known, String model) {
      this.known = known;
      this.model = model;
    }

    private void add(QueryTerm term, float[] vector) {
      terms.add(new TermInForce(term.name(), term.scale(), vector));
    }

    private void add(QueryTerm term) throws Exception {
      Reference reference = term.reference();
      String name = reference.name(known);
      Named named = known.get(name);
      if (named == null || named.vector() == null) {
        missing.add(reference.awaited(known));
        lost |= named == null && !reference.isThere(known);
      } else if (!named.model().equals(model)) {
        missing.add(
            "%s by model %s: it is of model %s".formatted(term.name(), model, named.model()));
        lost = true;
      } else {
        add(term, named.vector());
        note(reference, name, named.version());
      }
    }

    private void note(Reference reference, String name, long version) {
      used.add(name + "@" + version);
      if (reference instanceof Reference.Concept concept) {
        concepts.put(concept.concept(), version);
      } else {
        words = Math.max(words, version);
      }
    }

    private ComposedQuery sum(QueryTerms query) {
      Optional<float[]> vector =
          missing.isEmpty()
              ? QueryVector.of(terms.stream().map(TermInForce::vector).toList(), query.scales())
              : Optional.empty();
      if (missing.isEmpty() && vector.isEmpty()) {
        missing.add("others to add: " + CANCELLED);
      }
      return new ComposedQuery(
          vector.orElse(null), words, concepts, terms, String.join("\n", used), missing, lost);
    }
  }
}
