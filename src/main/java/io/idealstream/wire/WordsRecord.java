package io.idealstream.wire;

/**
 * What topic {@code words} holds: the words that changed, then the head that puts them in force.
 */
public sealed interface WordsRecord permits Word, WordsHead {}
