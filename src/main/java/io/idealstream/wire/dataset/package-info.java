/**
 * Labelled pictures that methods are compared on: whose they are, what is true of each, and the
 * prompts that ask for it.
 *
 * <p>{@link io.idealstream.wire.dataset.DataSets} finds the {@link
 * io.idealstream.wire.dataset.DataLayout} of a folder: a {@link
 * io.idealstream.wire.dataset.Manifest} of one's own, or a published data set as its authors lay it
 * out. Lists are read, never pictures. A line that cannot be used is noted and passed over; a list
 * that is missing or of another shape stops the reading.
 */
package io.idealstream.wire.dataset;
