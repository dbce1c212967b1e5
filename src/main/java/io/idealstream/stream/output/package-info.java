/**
 * From records to messages that a sink can take.
 *
 * <p>{@link io.idealstream.stream.output.WriteRecords} writes a topic's records and holds back what
 * is above the sink's limit. {@link io.idealstream.stream.output.DeadLetterOffice} makes and counts
 * the dead letters of an operator, and cuts them to what their own sink takes.
 */
package io.idealstream.stream.output;
