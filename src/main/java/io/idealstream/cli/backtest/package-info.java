/**
 * What policies would have decided about items of the past, beside what was decided: {@link
 * io.idealstream.cli.backtest.Backtest} holds the two against each other, {@link
 * io.idealstream.cli.backtest.BacktestReport} says it.
 */
package io.idealstream.cli.backtest;
