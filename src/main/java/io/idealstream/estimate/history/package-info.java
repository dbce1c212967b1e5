/**
 * What sums remember of when their events happened: slices of event time ({@link
 * io.idealstream.estimate.history.HistoryGrid}), and which of them count ({@link
 * io.idealstream.estimate.history.Fates}).
 */
package io.idealstream.estimate.history;
