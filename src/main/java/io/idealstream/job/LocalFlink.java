package io.idealstream.job;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
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
 * when {@link #close()} returns, and keeps its files in one folder.
 */
public final class LocalFlink implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final StreamExecutionEnvironment environment;
  private MiniCluster cluster;

  /** With its files in a folder. */
  public LocalFlink(Path folder) {
    this(
        new Configuration()
            .set(CoreOptions.TMP_DIRS, folder.toString())
            .set(WebOptions.TMP_DIR, folder.toString()));
  }

  /** With its files where the job's settings say, or the machine. */
  LocalFlink() {
    this(new Configuration());
  }

  private LocalFlink(Configuration configuration) {
    configuration.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
    configuration.set(DeploymentOptions.ATTACHED, true);
    environment =
        new StreamExecutionEnvironment(
            new Executors(), configuration, LocalFlink.class.getClassLoader());
  }

  /** Where the job is defined; it starts the cluster when the job is executed. */
  public StreamExecutionEnvironment environment() {
    return environment;
  }

  /** What can be seen of a job that was executed here. */
  JobSighting look(JobID job) throws Exception {
    return JobSighting.of(cluster.getExecutionGraphInfo(job).get());
  }

  @Override
  public void close() throws Exception {
    environment.close();
    if (cluster != null) {
      try {
        cluster.closeAsync().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException failure) {
        throw new IllegalStateException("Flink did not stop: " + failure.getMessage(), failure);
      }
    }
  }

  private MiniCluster create(MiniClusterConfiguration configuration) {
    cluster = new MiniCluster(configuration);
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
