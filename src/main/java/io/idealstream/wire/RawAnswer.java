package io.idealstream.wire;

/** The zero-shot answer of a factor's plain prompts. */
public record RawAnswer(String label, double probability) {}
