package io.idealstream.wire;

/** What an image teaches: the concept itself, or the coarse class it belongs to. */
public enum ConceptRole implements Coded {
  EXAMPLE,
  CLASS
}
