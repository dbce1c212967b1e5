/**
 * Whether every item of a range was answered, once: {@link io.idealstream.cli.audit.Audit} reads
 * the topics, {@link io.idealstream.cli.audit.Spill} keeps what it finds on disk, and {@link
 * io.idealstream.cli.audit.Judge} holds items and answers against each other, a part at a time.
 */
package io.idealstream.cli.audit;
