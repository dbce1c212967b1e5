package io.idealstream.estimate;

/**
 * Vectors of cells, for methods that compare cells.
 *
 * @param values row-major [cells x factors]: index of each value in the definition
 * @param rows row-major [cells x dimension]: means of what was seen or prompted of a cell
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record CellMeans(int[] values, double[] rows) {}
