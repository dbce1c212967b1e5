/**
 * Operators keyed by text that do what a process function cannot: visit their keys ({@link
 * io.idealstream.stream.keyed.KeyedOperator}) and be called later, also at the end of the input
 * ({@link io.idealstream.stream.keyed.AlarmOperator}). Names that were removed leave their state
 * after a while ({@link io.idealstream.stream.keyed.RemovedNames}).
 */
package io.idealstream.stream.keyed;
