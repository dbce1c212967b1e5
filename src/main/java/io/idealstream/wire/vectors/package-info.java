/**
 * Files of vectors that users bring: one JSON object a line, read as a stream.
 *
 * <p>{@link io.idealstream.wire.vectors.CellFile} sums the vectors of cells, {@link
 * io.idealstream.wire.vectors.SingleFile} those of single values. A line that cannot be used is
 * noted in {@link io.idealstream.wire.vectors.LineProblems} and reading goes on, so that a file is
 * refused once, with everything that is wrong with it.
 */
package io.idealstream.wire.vectors;
