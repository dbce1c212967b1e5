package io.idealstream.stream.match;

import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextVectors;
import io.idealstream.wire.Query;
import java.util.HexFormat;
import java.util.List;

/** The texts of a query as vectors. */
final class EmbedTerms {

  private static final float[] NONE = {};

  private final TextEmbedding embedding;

  EmbedTerms(TextEmbedding embedding) {
    this.embedding = embedding;
  }

  /** Why a query cannot be used. */
  static final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * A query with its texts embedded.
   *
   * @param texts unit vectors, in the order of the terms
   * @param fingerprint of these, where texts may have others later; else null
   */
  record Embedded(Query query, QueryTerms terms, List<float[]> texts, String fingerprint) {

    /** What is kept while the query is in force, or while it waits. */
    PreparedQuery kept(String used, String awaited) {
      if (!terms.follow()) {
        return new PreparedQuery(NONE, used, awaited);
      }
      int dimension = texts.isEmpty() ? 0 : texts.get(0).length;
      float[] kept = new float[texts.size() * dimension];
      for (int i = 0; i < texts.size(); i++) {
        System.arraycopy(texts.get(i), 0, kept, i * dimension, dimension);
      }
      return new PreparedQuery(kept, used, awaited);
    }
  }

  /**
   * Embeds the texts of a query.
   *
   * @throws Unusable if a text cannot be embedded
   */
  Embedded embed(Query query) {
    QueryTerms terms = QueryTerms.of(query);
    return embedded(query, terms, embed(terms.texts()));
  }

  /** A query that was embedded before. */
  Embedded kept(Query query, PreparedQuery kept) {
    return embedded(query, QueryTerms.of(query), kept.textVectors(embedding.dimension()));
  }

  private Embedded embedded(Query query, QueryTerms terms, List<float[]> texts) {
    boolean follows = embedding.mayChange() && !texts.isEmpty();
    return new Embedded(query, terms, texts, follows ? fingerprint(texts) : null);
  }

  /** Whether texts have other vectors than those that a query was prepared with. */
  boolean haveChanged(Query query, PreparedQuery prepared) {
    List<String> texts = QueryTerms.of(query).texts();
    if (!embedding.mayChange()
        || texts.isEmpty()
        || TextVectors.areMissing(embedding.embed(texts))) {
      return false;
    }
    return !fingerprint(embed(texts)).equals(prepared.fingerprint());
  }

  private static String fingerprint(List<float[]> texts) {
    return HexFormat.of().formatHex(TextVectors.fingerprint(texts));
  }

  private List<float[]> embed(List<String> texts) {
    return texts.isEmpty()
        ? List.of()
        : TextVectors.of(texts, embedding.embed(texts), Unusable::new);
  }
}
