package io.idealstream.stream.space;

import io.idealstream.estimate.history.HistoryGrid;
import java.io.Serializable;

/**
 * How much an estimate remembers of when its events happened.
 *
 * @param mostSums sums of one estimate that are kept apart; beyond them the history gets shorter
 */
public record HistorySettings(HistoryGrid grid, int mostSums) implements Serializable {}
