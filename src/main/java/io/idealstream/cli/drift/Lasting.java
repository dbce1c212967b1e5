package io.idealstream.cli.drift;

/**
 * A change that goes away again: the episodes that it makes.
 *
 * @param found runs in which it raised an alarm while it lasted
 * @param episodes mean number of them in these runs
 * @param alarms mean number of the first of them
 * @param named share of the first with the true name at its end, or truly without
 * @param consequences mean number of the first
 * @param overAfter median number of intervals from the way back to the end of the last; NaN if none
 *     ended
 */
public record Lasting(
    String change,
    int runs,
    int found,
    double episodes,
    double alarms,
    double named,
    double consequences,
    double overAfter) {}
