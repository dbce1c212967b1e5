package io.idealstream.drift;

/**
 * Alarms that belong together, put down to one cause.
 *
 * @param since index of the interval at which it is estimated to have begun
 * @param detected index of the interval of its first alarm
 * @param last index of the interval of its last alarm
 * @param alarms so far, at least one
 * @param cause by all items since it began; what else raised an alarm are its consequences
 */
public record Episode(long since, long detected, long last, int alarms, Cause cause) {}
