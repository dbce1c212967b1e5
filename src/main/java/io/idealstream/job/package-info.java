/**
 * The job: settings, endpoints, topology, main.
 *
 * <p>{@link io.idealstream.job.JobSettings} reads {@code conf/job.yaml}, all problems at once.
 * {@link io.idealstream.job.Topology} is a function of an environment, {@link
 * io.idealstream.job.Sources} and {@link io.idealstream.job.Sinks}, and the list of the job's
 * stages, which share a {@link io.idealstream.job.Plan}; {@link io.idealstream.job.KafkaEndpoints}
 * are the real sources and sinks, which write while {@link io.idealstream.job.OneLife} has the
 * right to, and whose {@link io.idealstream.job.LossAlarm} tells of what is lost. {@link
 * io.idealstream.job.Preflight} opens everything that the job needs before it starts, and names all
 * that is wrong at once; {@link io.idealstream.job.MemoryPlan} is what it takes of memory. {@link
 * io.idealstream.job.Main} is what {@code flink run} calls; the command line and the demo go
 * through {@link io.idealstream.job.Job} and a {@link io.idealstream.job.LocalFlink} of their own,
 * which {@link io.idealstream.job.monitor.Monitor} watches.
 */
package io.idealstream.job;
