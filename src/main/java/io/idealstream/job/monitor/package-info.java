/**
 * Signs of life of a job that runs in this process.
 *
 * <p>{@link io.idealstream.job.monitor.Monitor} takes a {@link
 * io.idealstream.job.monitor.JobSnapshot} from what Flink's operators count ({@code JobMetrics},
 * which a reporter of Flink's fills), from what Flink says of the job ({@link
 * io.idealstream.job.monitor.JobState}) and from what Kafka says of its topics ({@code KafkaProbe},
 * {@code Lag}). {@code KafkaWatch} tells when Kafka does not answer.
 */
package io.idealstream.job.monitor;
