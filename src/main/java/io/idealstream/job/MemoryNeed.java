package io.idealstream.job;

/**
 * Something that takes memory.
 *
 * @param what with the setting that rules it in brackets, if one does
 */
record MemoryNeed(String what, long bytes) {}
