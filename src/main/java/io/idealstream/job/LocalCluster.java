package io.idealstream.job;

import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * Flink's cluster of one process, closed: its ports are on 127.0.0.1, and by its web endpoint
 * nothing can be changed.
 */
final class LocalCluster extends MiniCluster {
  static final String HOST = "127.0.0.1";

  private final boolean webShown;

  /**
   * @param webShown whether the web endpoint answers
   */
  LocalCluster(MiniClusterConfiguration configuration, boolean webShown) {
    super(configuration);
    this.webShown = webShown;
  }

  /**
   * Where its servers listen. TaskManager and JobManager share the process, so that nothing is
   * fetched from the blob server; Flink starts it all the same.
   */
  static Configuration closed() {
    return new Configuration()
        .set(RestOptions.ADDRESS, HOST)
        .set(RestOptions.BIND_ADDRESS, HOST)
        .set(RestOptions.BIND_PORT, "0")
        .set(JobManagerOptions.ADDRESS, HOST)
        .set(JobManagerOptions.BIND_HOST, HOST)
        .set(TaskManagerOptions.HOST, HOST)
        .set(TaskManagerOptions.BIND_HOST, HOST)
        .set(BlobServerOptions.OFFLOAD_MINSIZE, (int) MemorySize.ofMebiBytes(1024).getBytes());
  }

  @Override
  protected DispatcherResourceManagerComponentFactory
      createDispatcherResourceManagerComponentFactory() {
    return new DefaultDispatcherResourceManagerComponentFactory(
        DefaultDispatcherRunnerFactory.createSessionRunner(SessionDispatcherFactory.INSTANCE),
        StandaloneResourceManagerFactory.getInstance(),
        ReadOnlyEndpoint.factory(webShown));
  }
}
