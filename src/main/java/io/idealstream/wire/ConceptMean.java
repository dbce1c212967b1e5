package io.idealstream.wire;

/**
 * Which vector of a concept a term adds, with m the mean of its examples and c that of its class.
 */
public enum ConceptMean implements Coded {
  /** m - c: what the examples add to their class. */
  REMOVED,
  /** m: the class stays in. */
  KEPT,
  /** m / |m| - c / |c| */
  NORMALIZED,
  /** m / |m| */
  AVERAGE
}
