/**
 * What {@code eval} does: pictures become vectors, kept from run to run by an {@link
 * io.idealstream.cli.eval.VectorCache}; an {@link io.idealstream.cli.eval.Evaluation} puts the
 * questions of a space to them and makes {@link io.idealstream.cli.eval.Tables} of the answers,
 * which are written for scripts, for people, as pictures and as a report.
 */
package io.idealstream.cli.eval;
