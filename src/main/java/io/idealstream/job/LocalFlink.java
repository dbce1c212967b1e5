package io.idealstream.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink in this process for one job.
 *
 * <p>Flink's own local environment lets go of its cluster some time after the job; this one is gone
 * when {@link #close()} returns, keeps its files in one folder, and listens on 127.0.0.1 alone.
 */
public final class LocalFlink implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(30);
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  private final StreamExecutionEnvironment environment;
  private final boolean webShown;
  private MiniCluster cluster;

  /** With its files in a folder, and nothing to be seen of it from outside. */
  public LocalFlink(Path folder) {
    this(folder, OptionalInt.empty());
  }

  /**
   * With its files in a folder.
   *
   * @param webPort where Flink's own web interface is shown, read-only, on 127.0.0.1
   */
  LocalFlink(Path folder, OptionalInt webPort) {
    Configuration configuration =
        LocalCluster.closed()
            .set(CoreOptions.TMP_DIRS, folder.toString())
            .set(WebOptions.TMP_DIR, folder.toString())
            .set(ClusterOptions.PROCESS_WORKING_DIR_BASE, folder.toString())
            // unless a job says where: in memory a checkpoint holds 5 MiB of an operator
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString())
            .set(DeploymentOptions.TARGET, LocalExecutor.NAME)
            .set(DeploymentOptions.ATTACHED, true);
    webPort.ifPresent(port -> configuration.set(RestOptions.BIND_PORT, Integer.toString(port)));
    webShown = webPort.isPresent();
    environment =
        new StreamExecutionEnvironment(
            new Executors(), configuration, LocalFlink.class.getClassLoader());
  }

  /** Where the job is defined; it starts the cluster when the job is executed. */
  public StreamExecutionEnvironment environment() {
    return environment;
  }

  /**
   * What can be seen of a job that was executed here.
   *
   * @throws ClusterLost when Flink's JobManager is gone, and with it the job
   */
  JobSighting look(JobID job) throws ClusterLost {
    try {
      boolean connected =
          answer(cluster.requestClusterOverview()).getNumTaskManagersConnected() > 0;
      return JobSighting.of(answer(cluster.getExecutionGraphInfo(job)), connected);
    } catch (IllegalStateException gone) { // also while it is asked
      throw new ClusterLost("Flink's JobManager has ended", gone);
    } catch (ExecutionException | TimeoutException failure) {
      throw new ClusterLost(
          "Flink's JobManager does not answer: " + JobSighting.cause(failure), failure);
    }
  }

  private static <T> T answer(CompletableFuture<T> question)
      throws ExecutionException, TimeoutException {
    try {
      return question.get(ANSWERING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(interruption);
    }
  }

  @Override
  public void close() throws Exception {
    if (!close(CLOSING)) {
      throw new IllegalStateException("Flink did not stop within " + CLOSING.toSeconds() + " s");
    }
  }

  /** Closes it; whether that was done within a time. */
  boolean close(Duration limit) throws Exception {
    environment.close();
    if (cluster == null) {
      return true;
    }
    try {
      cluster.closeAsync().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException slow) {
      return false;
    }
  }

  private MiniCluster create(MiniClusterConfiguration configuration) {
    cluster = new LocalCluster(configuration, webShown);
    return cluster;
  }

  /** Runs every job on the cluster of this environment, whatever the configuration asks for. */
  private final class Executors implements PipelineExecutorServiceLoader, PipelineExecutorFactory {

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
      return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
      return Stream.of(getName());
    }

    @Override
    public String getName() {
      return LocalExecutor.NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
      return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
      return LocalExecutor.createWithFactory(configuration, LocalFlink.this::create);
    }
  }
}
