/**
 * Personal concepts, learned from a few images.
 *
 * <p>{@link io.idealstream.stream.concept.LearnConcepts} keeps running sums of what a concept was
 * taught and gives queries its vectors; the arithmetic is in {@link
 * io.idealstream.decision.ConceptMeans}.
 */
package io.idealstream.stream.concept;
