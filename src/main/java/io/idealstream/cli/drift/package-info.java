/**
 * Drift on streams whose truth is known: a {@link io.idealstream.cli.drift.Pool} of items, streams
 * drawn from it, the detectors of the job and others to compare them with.
 */
package io.idealstream.cli.drift;
