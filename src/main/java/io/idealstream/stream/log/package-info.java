/**
 * What operators log about records.
 *
 * <p>{@link io.idealstream.stream.log.Warnings} logs at once and then at most once a minute, with a
 * count of what was left out; {@link io.idealstream.stream.log.OneLine} keeps text of strangers
 * from writing where it should not.
 */
package io.idealstream.stream.log;
