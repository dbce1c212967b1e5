package io.idealstream.stream.inforce;

import io.idealstream.wire.Status;
import java.time.Instant;

/**
 * What is to be said once every subtask has taken a change over.
 *
 * @param expires event time at which what is in force ends; null for never
 */
public record Announcement(Status status, Instant expires) {}
