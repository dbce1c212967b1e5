package io.idealstream.wire.space;

import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the values a caption names, by the phrases of a space.
 *
 * <p>A phrase counts where it stands as whole words, in any case, in singular or plural. Where
 * phrases overlap the longest counts ("land bird" is no land), among equally long ones the first; a
 * phrase of two factors names both.
 */
public final class Phrasebook {

  private record Found(Phrase phrase, int start) {
    int length() {
      return phrase.words().size();
    }
  }

  private static final Comparator<Found> LONGEST_THEN_FIRST =
      Comparator.comparingInt(Found::length).reversed().thenComparingInt(Found::start);

  private final FactorSpace cells;

  /** By each form of a phrase's first word. */
  private final Map<String, List<Phrase>> phrases = new HashMap<>();

  public Phrasebook(SpaceDefinition space) {
    cells = space.factorSpace();
    space
        .factors()
        .forEach(
            (factor, definition) ->
                definition
                    .values()
                    .forEach((value, wordings) -> wordings.forEach(w -> add(factor, value, w))));
  }

  private void add(String factor, String value, String wording) {
    Phrase phrase = new Phrase(factor, value, WordSequence.of(wording));
    for (String first : Phrase.inflections(phrase.words().get(0))) {
      phrases.computeIfAbsent(first, unseen -> new ArrayList<>()).add(phrase);
    }
  }

  /** What a caption names of the space. */
  public Naming read(String caption) {
    List<Found> candidates = candidates(WordSequence.of(caption));
    candidates.sort(LONGEST_THEN_FIRST);
    NamingBuilder naming = new NamingBuilder(cells);
    BitSet taken = new BitSet();
    Map<Integer, Integer> spans = new HashMap<>();
    for (Found found : candidates) {
      int end = found.start + found.length();
      boolean free = taken.get(found.start, end).isEmpty();
      boolean sameSpan = spans.getOrDefault(found.start, -1) == end;
      if (free || sameSpan) {
        taken.set(found.start, end);
        spans.put(found.start, end);
        naming.add(found.phrase.factor(), found.phrase.value());
      }
    }
    return naming.build();
  }

  private List<Found> candidates(List<String> words) {
    List<Found> candidates = new ArrayList<>();
    for (int start = 0; start < words.size(); start++) {
      for (Phrase phrase : phrases.getOrDefault(words.get(start), List.of())) {
        if (phrase.standsAt(words, start)) {
          candidates.add(new Found(phrase, start));
        }
      }
    }
    return candidates;
  }
}
