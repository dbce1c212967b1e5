package io.idealstream.wire;

/**
 * What one transaction of a job holds, written inside it: a reader of committed records finds the
 * mark only where the transaction was committed.
 *
 * @param transaction the transactional id
 * @param life Flink's id of the job that wrote it
 * @param topic to which the other records of the transaction went, without prefix
 * @param subtask of the sink
 * @param checkpoint number that stands in the transactional id
 * @param records how many, this one not counted
 */
public record TransactionMark(
    String transaction, String life, String topic, int subtask, long checkpoint, long records) {}
