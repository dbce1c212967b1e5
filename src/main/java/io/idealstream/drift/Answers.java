package io.idealstream.drift;

/** The answers of a space to an item, by the words, the space and the model of the reference. */
@FunctionalInterface
public interface Answers {
  Item of(Seen item);
}
