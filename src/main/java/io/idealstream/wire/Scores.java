package io.idealstream.wire;

import java.util.Map;

/**
 * How nearly cells are sums of words (Trager et al. 2023, tables 6 and 7). Each seen cell has one
 * vote; distances are squared.
 *
 * @param idealWords distance of a cell from the sum of its words; null where a seen cell's sum is
 *     not determined
 * @param average distance of two cells; null below two of them
 * @param noiseFloor what the mean of {@code idealWords} would be on average if cells were sums: few
 *     events per cell make noise, and it has to be subtracted; null where no cell has two events
 * @param accuracy share of cells that lie nearest to their own sum, 0 to 1; null where it would
 *     take too long
 * @param cells seen cells
 * @param agreement factor to the cosine between its words by {@code cells} and by {@code counts},
 *     which is less than 1 where factors meddle with each other; only factors of which both
 *     determine all words
 */
public record Scores(
    @OrNull Spread idealWords,
    @OrNull Spread average,
    @OrNull Double noiseFloor,
    @OrNull Double accuracy,
    long cells,
    @OrAbsent Map<String, Double> agreement) {}
