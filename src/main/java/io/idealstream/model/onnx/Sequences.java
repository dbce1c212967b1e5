package io.idealstream.model.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How token sequences of unlike lengths share a run without changing each other's embedding.
 *
 * <p>A graph of fixed length gets every sequence filled up to it. A graph with an attention mask
 * gets them filled up to the longest. A graph with neither gets only sequences of one length in a
 * run, since nothing tells it where the padding begins.
 *
 * @param fixedLength the graph's own length, if it has one
 * @param padding the id that fills up
 */
record Sequences(OptionalInt fixedLength, Company company, int padding) {

  /** Which sequences may share a run. */
  enum Company {
    ANY_LENGTH,
    SAME_LENGTH
  }

  /** Positions that may share a run, in an order that depends on the lengths alone. */
  List<List<Integer>> groups(List<long[]> sequences) {
    if (fixedLength.isPresent() || company == Company.ANY_LENGTH) {
      return List.of(IntStream.range(0, sequences.size()).boxed().toList());
    }
    Map<Integer, List<Integer>> byLength =
        IntStream.range(0, sequences.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> sequences.get(i).length, TreeMap::new, Collectors.toList()));
    return List.copyOf(byLength.values());
  }

  int length(List<long[]> sequences) {
    return fixedLength.orElseGet(
        () -> sequences.stream().mapToInt(ids -> ids.length).max().orElseThrow());
  }

  /** Row-major [sequences x length]. */
  long[] ids(List<long[]> sequences, int length) {
    long[] rows = new long[sequences.size() * length];
    Arrays.fill(rows, padding);
    for (int i = 0; i < sequences.size(); i++) {
      System.arraycopy(sequences.get(i), 0, rows, i * length, sequences.get(i).length);
    }
    return rows;
  }

  /** Row-major [sequences x length]: 1 at a token, 0 at padding. */
  static long[] mask(List<long[]> sequences, int length) {
    long[] rows = new long[sequences.size() * length];
    for (int i = 0; i < sequences.size(); i++) {
      Arrays.fill(rows, i * length, i * length + sequences.get(i).length, 1);
    }
    return rows;
  }
}
