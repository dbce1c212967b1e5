package io.idealstream.estimate.words;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.math.FactorSpace;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Word;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that have to be written so that the topic says what some estimates say.
 *
 * <p>What the topic says is known by a digest per word, over everything a word says but its number.
 * A word that an estimate leaves open is taken from the topic if it stands there.
 */
public final class Edition {

  /** What the topic holds. */
  public interface Published {

    /** Digest of the word under a key; null if the topic has none. */
    byte[] digest(String key) throws Exception;
  }

  /** A word to write, and its digest. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Entry(Word word, byte[] digest) {}

  private final FactorSpace space;
  private final long version;
  private final Published published;
  private final List<SourceEstimate> estimates = new ArrayList<>();
  private final List<EstimateKey> removed = new ArrayList<>();
  private final Set<String> standing = new LinkedHashSet<>();
  private final Map<String, Optional<Entry>> changes = new LinkedHashMap<>();

  /**
   * @param version of the words that change
   */
  public Edition(FactorSpace space, long version, Published published) {
    this.space = space;
    this.version = version;
    this.published = published;
  }

  public long version() {
    return version;
  }

  /** Adds the words of an estimate. */
  public void add(SourceEstimate estimate) throws Exception {
    estimates.add(estimate);
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        add(estimate, space.factor(i).name(), space.factor(i).values().get(v), space.row(i, v));
      }
    }
  }

  private void add(SourceEstimate estimate, String factor, String value, int row) throws Exception {
    String key = Keys.word(estimate.space(), estimate.feed(), estimate.source(), factor, value);
    byte[] before = published.digest(key);
    if (!estimate.determined()[row]) {
      if (before != null) {
        changes.put(key, Optional.empty());
      }
      return;
    }
    standing.add(key);
    Word word = word(estimate, factor, value, row);
    byte[] digest = digest(word);
    if (!Arrays.equals(before, digest)) {
      changes.put(key, Optional.of(new Entry(word, digest)));
    }
  }

  /** Takes all words from the topic that it holds of an estimate. */
  public void remove(EstimateKey estimate) throws Exception {
    removed.add(estimate);
    for (int i = 0; i < space.factors(); i++) {
      for (String value : space.factor(i).values()) {
        String factor = space.factor(i).name();
        String key = Keys.word(estimate.space(), estimate.feed(), estimate.source(), factor, value);
        if (published.digest(key) != null) {
          changes.put(key, Optional.empty());
        }
      }
    }
  }

  /** Takes a word from the topic unless an estimate has put it there. */
  public void removeUnlessAdded(String key) {
    if (!standing.contains(key)) {
      changes.put(key, Optional.empty());
    }
  }

  /** Estimates that were added. */
  public List<SourceEstimate> estimates() {
    return estimates;
  }

  /** Estimates that were removed. */
  public List<EstimateKey> removed() {
    return removed;
  }

  /** Feeds of the estimates that were added. */
  public Set<String> feeds() {
    return estimates.stream().map(SourceEstimate::feed).collect(Collectors.toSet());
  }

  /** By key, in the order in which they are to be written; empty for a word to be removed. */
  public Map<String, Optional<Entry>> changes() {
    return changes;
  }

  private Word word(SourceEstimate estimate, String factor, String value, int row) {
    int dimension = estimate.dimension();
    double error = estimate.standardError()[row];
    return new Word(
        estimate.space(),
        estimate.spaceVersion(),
        estimate.feed(),
        estimate.source(),
        factor,
        value,
        version,
        Arrays.copyOfRange(estimate.rows(), row * dimension, (row + 1) * dimension),
        estimate.support()[row],
        Double.isNaN(error) ? null : error,
        estimate.model(),
        estimate.isUncertain(row),
        estimate.priorShare() == null ? null : estimate.priorShare()[row],
        valueClass(estimate, row));
  }

  private static Integer valueClass(SourceEstimate estimate, int row) {
    return estimate.classes() == null || estimate.classes().classes()[row] == 0
        ? null
        : estimate.classes().classes()[row];
  }

  /** Whether a word is uncertain follows from the rest. */
  private static byte[] digest(Word word) {
    FlatWriter content =
        new FlatWriter(1)
            .number(word.spaceVersion())
            .text(word.model())
            .reals(word.vector())
            .real(word.support())
            .real(word.standardError() == null ? Double.NaN : word.standardError());
    if (word.priorShare() != null) {
      content.real(word.priorShare());
    }
    if (word.valueClass() != null) {
      content.number(word.valueClass());
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.toBytes());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
