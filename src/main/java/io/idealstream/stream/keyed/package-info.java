/**
 * Operators keyed by text that do what a process function cannot: visit their keys ({@link
 * io.idealstream.stream.keyed.KeyedOperator}), be called later, also at the end of the input
 * ({@link io.idealstream.stream.keyed.AlarmOperator}), and work off many keys a few at a time
 * ({@link io.idealstream.stream.keyed.Backlog}).
 *
 * <p>An operator of a control topic keeps the {@link io.idealstream.stream.keyed.LifeCycles} of its
 * names. Names that were removed leave their state after a while ({@link
 * io.idealstream.stream.keyed.RemovedNames}).
 */
package io.idealstream.stream.keyed;
