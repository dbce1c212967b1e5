package io.idealstream.stream.space;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.ChangedWords;
import io.idealstream.estimate.words.Edition;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * The words that queries were given, so that they hear of changes alone. A source of which a
 * savepoint does not say that they were is given whole.
 */
final class NamedWords {

  static final MapStateDescriptor<String, Boolean> SOURCES =
      new MapStateDescriptor<>(
          "named-sources", StringSerializer.INSTANCE, BooleanSerializer.INSTANCE);

  private final MapState<String, Boolean> sources;

  NamedWords(MapState<String, Boolean> sources) {
    this.sources = sources;
  }

  boolean knows(Source source) throws Exception {
    return sources.contains(source.code());
  }

  /**
   * What a publication has changed.
   *
   * @param version of the words that stood already
   * @param labelling code of the source that labels; null where that is not known
   */
  NamedVectors event(HeldSpace now, Edition edition, long version, String labelling)
      throws Exception {
    return event(now, edition.changes(), edition.estimates(), version, labelling);
  }

  /** Words that stood already. */
  NamedVectors event(HeldSpace now, SourceEstimate words, long version, String labelling)
      throws Exception {
    return event(now, Map.of(), List.of(words), version, labelling);
  }

  private NamedVectors event(
      HeldSpace now,
      Map<String, Optional<Edition.Entry>> changes,
      List<SourceEstimate> estimates,
      long version,
      String labelling)
      throws Exception {
    FactorSpace factors = now.parsed().factorSpace();
    ChangedWords changed = new ChangedWords(estimates.get(0).space());
    changes.forEach(
        (key, entry) ->
            entry.ifPresentOrElse(
                there -> changed.put(there.word()), () -> changed.remove(key, factors)));
    for (SourceEstimate estimate : estimates) {
      if (estimate.feed().equals(Word.EVERY_FEED) && !knows(estimate.source())) {
        changed.fill(estimate, factors, version);
        sources.put(estimate.source().code(), true);
      }
    }
    return changed.event(labelling == null ? Source.PROMPTS.code() : labelling, now.model());
  }

  /**
   * The space is gone.
   *
   * @param words keys of the words that were published
   */
  NamedVectors gone(String space, Iterable<String> words, String model) {
    ChangedWords changed = new ChangedWords(space);
    words.forEach(key -> changed.remove(key, null));
    sources.clear();
    return changed.event(null, model);
  }
}
