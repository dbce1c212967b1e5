package io.idealstream.cli.drift;

import java.util.List;
import java.util.Map;

/**
 * Statistics of all detectors over one stream, each by its threshold: an alarm from 1 on, after
 * which it begins again.
 *
 * @param changedAt index of the first interval after the change
 * @param heights by detector, one for each interval
 */
public record Trace(String change, int changedAt, Map<String, List<Double>> heights) {}
