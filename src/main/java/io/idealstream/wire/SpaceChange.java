package io.idealstream.wire;

import io.idealstream.wire.space.SpaceDefinition;

/**
 * A message of the topic of spaces.
 *
 * @param definition null where the space of this name is to be removed
 */
public record SpaceChange(String space, @OrAbsent SpaceDefinition definition) {}
