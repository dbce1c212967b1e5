package io.idealstream.wire.dataset;

import io.idealstream.wire.OrAbsent;
import java.nio.file.Path;
import java.util.Map;

/**
 * One picture and what is true of it.
 *
 * @param file where its bytes should be; nobody has looked yet
 * @param values factor to value; factors that nothing is known of are left out
 * @param split null where the data set has none
 * @param caption null without one
 */
public record LabelledPicture(
    Path file, Map<String, String> values, @OrAbsent Split split, @OrAbsent String caption) {}
