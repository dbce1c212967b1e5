package io.idealstream.wire;

/**
 * That a change is in force, or why it is not.
 *
 * @param id of the space, query, concept or model; of an erasure, the request; of what is lost,
 *     life and transaction
 * @param version of the space, query or concept, 0 where it never came into force; of what is lost,
 *     the checkpoint
 * @param detail a sentence for people; null where there is nothing to add
 */
public record Status(
    StatusKind kind, String id, long version, StatusState state, @OrNull String detail) {}
