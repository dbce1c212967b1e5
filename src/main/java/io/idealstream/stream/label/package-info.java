/**
 * Labels: every image in every space that is in force.
 *
 * <p>{@link io.idealstream.stream.label.LabelItems} is the operator; {@link
 * io.idealstream.stream.label.CompiledSpace} puts a space's vectors together for {@code decision}.
 */
package io.idealstream.stream.label;
