package io.idealstream.wire.decision;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import java.util.List;

/**
 * What policies went by, so that a decision stands by itself.
 *
 * @param labels of all spaces, by name, but those on trial
 * @param hits of all queries, by query, version and falling score, but those on trial
 * @param hitsLeftOut hits that there was no room for; those that policies with a verdict name come
 *     first
 */
public record Evidence(List<Label> labels, List<Hit> hits, int hitsLeftOut) {}
