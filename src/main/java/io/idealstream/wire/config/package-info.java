/**
 * Typed reading of what people write by hand: space files and settings.
 *
 * <p>A {@link io.idealstream.wire.config.Section} hands out typed values and notes what is wrong in
 * {@link io.idealstream.wire.config.Problems} instead of stopping, so that {@link
 * io.idealstream.wire.config.Misconfigured} can name every problem at once.
 */
package io.idealstream.wire.config;
