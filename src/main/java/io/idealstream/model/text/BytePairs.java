package io.idealstream.model.text;

import io.idealstream.model.ModelJson;
import io.idealstream.model.ModelRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair merges over one spelled piece of text.
 *
 * <p>The pair of lowest rank is merged first, the leftmost of equals; a heap over a linked list
 * keeps a piece of n letters at O(n log n), so that a caption of a million letters without a space
 * costs no more than its length.
 */
final class BytePairs {
  private record Merge(int rank, int id) {}

  private record Candidate(int rank, int left, int leftId, int rightId)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return rank != other.rank
          ? Integer.compare(rank, other.rank)
          : Integer.compare(left, other.left);
    }
  }

  private static final int NONE = -1;

  private final Map<String, Integer> vocabulary;
  private final Map<Long, Merge> merges;
  private final String endOfWord;
  private final int unknown;

  private BytePairs(
      Map<String, Integer> vocabulary, Map<Long, Merge> merges, String endOfWord, int unknown) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.endOfWord = endOfWord;
    this.unknown = unknown;
  }

  static BytePairs parse(ModelJson model) {
    if (!model.get("type").text().equals("BPE")) {
      throw model.get("type").refuse("\"BPE\", CLIP's byte-pair encoding");
    }
    if (model.has("continuing_subword_prefix")
        && !model.get("continuing_subword_prefix").text().isEmpty()) {
      throw model.get("continuing_subword_prefix").refuse("empty");
    }
    Map<String, Integer> vocabulary = vocabulary(model.get("vocab"));
    String suffix = model.has("end_of_word_suffix") ? model.get("end_of_word_suffix").text() : "";
    int unknown =
        model.has("unk_token")
            ? vocabulary.getOrDefault(model.get("unk_token").text(), NONE)
            : NONE;
    return new BytePairs(vocabulary, merges(model.get("merges"), vocabulary), suffix, unknown);
  }

  /** Appends the ids of one piece, given in the byte alphabet. */
  void encode(String piece, List<Integer> ids) {
    int count = piece.length();
    int[] symbol = new int[count];
    int[] previous = new int[count];
    int[] next = new int[count];
    for (int i = 0; i < count; i++) {
      String letter = piece.substring(i, i + 1) + (i == count - 1 ? endOfWord : "");
      symbol[i] = vocabulary.getOrDefault(letter, unknown);
      previous[i] = i - 1;
      next[i] = i + 1 < count ? i + 1 : NONE;
    }
    mergeAll(symbol, previous, next);
    for (int i = 0; i != NONE && count > 0; i = next[i]) {
      if (symbol[i] != NONE) {
        ids.add(symbol[i]);
      }
    }
  }

  private void mergeAll(int[] symbol, int[] previous, int[] next) {
    boolean[] gone = new boolean[symbol.length];
    PriorityQueue<Candidate> queue = new PriorityQueue<>();
    for (int i = 0; i + 1 < symbol.length; i++) {
      offer(queue, symbol, i, i + 1);
    }
    while (!queue.isEmpty()) {
      Candidate best = queue.poll();
      int left = best.left;
      int right = next[left];
      boolean stale =
          gone[left]
              || right == NONE
              || symbol[left] != best.leftId
              || symbol[right] != best.rightId;
      if (stale) {
        continue;
      }
      symbol[left] = merges.get(pair(best.leftId, best.rightId)).id;
      gone[right] = true;
      next[left] = next[right];
      if (next[left] != NONE) {
        previous[next[left]] = left;
        offer(queue, symbol, left, next[left]);
      }
      if (previous[left] != NONE) {
        offer(queue, symbol, previous[left], left);
      }
    }
  }

  private void offer(PriorityQueue<Candidate> queue, int[] symbol, int left, int right) {
    if (symbol[left] == NONE || symbol[right] == NONE) {
      return;
    }
    Merge merge = merges.get(pair(symbol[left], symbol[right]));
    if (merge != null) {
      queue.add(new Candidate(merge.rank, left, symbol[left], symbol[right]));
    }
  }

  private static Map<String, Integer> vocabulary(ModelJson vocab) {
    Map<String, Integer> vocabulary = new HashMap<>();
    for (var entry : vocab.fields()) {
      vocabulary.put(entry.getKey(), vocab.child(entry.getKey()).integer());
    }
    return vocabulary;
  }

  private static Map<Long, Merge> merges(ModelJson list, Map<String, Integer> vocabulary) {
    Map<Long, Merge> merges = new HashMap<>();
    int rank = 0;
    for (ModelJson entry : list.elements()) {
      List<String> parts = parts(entry);
      if (parts.size() != 2) {
        throw entry.refuse("two parts");
      }
      Integer left = vocabulary.get(parts.get(0));
      Integer right = vocabulary.get(parts.get(1));
      Integer merged = vocabulary.get(parts.get(0) + parts.get(1));
      if (left == null || right == null || merged == null) {
        throw new ModelRefused(
            entry.file()
                + ": "
                + entry.path()
                + " merges "
                + parts
                + ", not all in the vocabulary");
      }
      merges.putIfAbsent(pair(left, right), new Merge(rank++, merged));
    }
    return merges;
  }

  /** A merge is written {@code "a b"} or {@code ["a", "b"]}. */
  private static List<String> parts(ModelJson entry) {
    if (entry.node().isTextual()) {
      return Arrays.asList(entry.text().split(" ", -1));
    }
    List<String> parts = new ArrayList<>();
    entry.elements().forEach(part -> parts.add(part.text()));
    return parts;
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }
}
