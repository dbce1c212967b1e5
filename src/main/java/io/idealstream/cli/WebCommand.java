package io.idealstream.cli;

import io.idealstream.job.SettingsReader;
import io.idealstream.web.LivePage;
import io.idealstream.web.WebSettings;
import io.idealstream.web.WebTokens;
import io.idealstream.wire.config.DurationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code web}: the live page of a job's topics, wherever the job runs. */
@Command(
    name = "web",
    description =
        "Serve the live page of a job's topics, which it reads as any client would. SIGINT and"
            + " SIGTERM end it.")
final class WebCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The job's settings.")
  private Path config;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of the page (default: 8080, or the next free one).")
  private Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on (default ${DEFAULT-VALUE}); any but this machine's own needs a"
              + " token.")
  private String host = WebSettings.LOOPBACK;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "A further name by which browsers call this server; may be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Take the token from the first line of a file, 16 characters or more (default: with"
              + " --host, one at random, which is printed).")
  private Path tokenFile;

  @Option(names = "--allow-writes", description = "Let the page send feedback, queries and acts.")
  private boolean allowWrites;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "How far back to read, such as 15m (the default) or 2h.")
  private String since = "15m";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    WebSettings settings = settings();
    try (LivePage page = LivePage.open(settings, SettingsReader.read(config))) {
      CountDownLatch end = new CountDownLatch(1);
      Signals.catchAll(end::countDown);
      out.println(page.address() + (tokenIsNew() ? "/?token=" + settings.token().get() : ""));
      out.flush();
      end.await();
    }
    return 0;
  }

  private WebSettings settings() throws IOException {
    if (port != null && (port < 0 || port > HIGHEST_PORT)) {
      throw wrong("--port: expected a number from 0 to " + HIGHEST_PORT + ", found " + port);
    }
    Duration past =
        DurationText.parse(since)
            .orElseThrow(
                () ->
                    wrong(
                        "--since: expected %s, found %s".formatted(DurationText.EXPECTED, since)));
    return new WebSettings(
        config.getFileName().toString(),
        host,
        port == null ? OptionalInt.empty() : OptionalInt.of(port),
        token(),
        Set.copyOf(names),
        allowWrites,
        past);
  }

  private Optional<String> token() throws IOException {
    if (tokenFile != null) {
      return Optional.of(WebTokens.read(tokenFile));
    }
    return tokenIsNew() ? Optional.of(WebTokens.random()) : Optional.empty();
  }

  private boolean tokenIsNew() throws IOException {
    return tokenFile == null && !InetAddress.getByName(host).isLoopbackAddress();
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
