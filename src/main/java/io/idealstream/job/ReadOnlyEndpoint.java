package io.idealstream.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.TransientBlobService;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rest.HttpMethodWrapper;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.legacy.metrics.MetricFetcher;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;
import org.apache.flink.runtime.webmonitor.retriever.LeaderGatewayRetriever;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;

/**
 * Flink's own web endpoint, without anything that changes a job, reads a file of the machine or
 * takes a program. Flink offers no switch for that: its session endpoint runs whatever it is sent.
 */
final class ReadOnlyEndpoint extends WebMonitorEndpoint<DispatcherGateway> {

  /** By GET too, these act, or give away logs and stacks. */
  private static final Set<String> REFUSED =
      Set.of(
          "jobmanager",
          "jars",
          "yarn-cancel",
          "yarn-stop",
          "log",
          "log-url",
          "logs",
          "stdout",
          "thread-dump",
          "profiler");

  private final boolean shown;

  private ReadOnlyEndpoint(
      boolean shown,
      LeaderGatewayRetriever<DispatcherGateway> dispatcher,
      Configuration configuration,
      RestHandlerConfiguration handlers,
      LeaderGatewayRetriever<ResourceManagerGateway> resourceManager,
      TransientBlobService blobs,
      ScheduledExecutorService executor,
      MetricFetcher metrics,
      LeaderElection election,
      FatalErrorHandler fatal)
      throws Exception {
    super(
        dispatcher,
        configuration,
        handlers,
        resourceManager,
        blobs,
        executor,
        metrics,
        election,
        RestEndpointFactory.createExecutionGraphCache(handlers),
        fatal);
    this.shown = shown;
  }

  /**
   * Makes the endpoint of a cluster.
   *
   * @param shown whether it answers at all; Flink starts one in any case
   */
  static RestEndpointFactory<DispatcherGateway> factory(boolean shown) {
    return (configuration, dispatcher, resources, blobs, executor, metrics, election, fatal) ->
        new ReadOnlyEndpoint(
            shown,
            dispatcher,
            configuration,
            RestHandlerConfiguration.fromConfiguration(configuration),
            resources,
            blobs,
            executor,
            metrics,
            election,
            fatal);
  }

  @Override
  protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
      CompletableFuture<String> localAddress) {
    var handlers = new ArrayList<>(super.initializeHandlers(localAddress));
    handlers.removeIf(handler -> !shown || !isHarmless(handler.f0));
    return handlers;
  }

  static boolean isHarmless(RestHandlerSpecification handler) {
    return handler.getHttpMethod() == HttpMethodWrapper.GET
        && Arrays.stream(handler.getTargetRestEndpointURL().split("/"))
            .noneMatch(REFUSED::contains);
  }
}
