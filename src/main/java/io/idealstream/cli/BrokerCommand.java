package io.idealstream.cli;

import io.idealstream.demo.StandaloneBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code broker}: a Kafka for those who have none at hand. */
@Command(
    name = "broker",
    description = "Run a Kafka broker on this machine, for this machine, and keep its data.")
final class BrokerCommand implements Callable<Integer> {

  private record News(Path folder, CommandSpec spec) implements StandaloneBroker.Listener {

    @Override
    public void started(String address) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("Kafka broker at " + address + ", data in " + folder);
      out.println("Create the topics: ./idealstream topics create --kafka " + address);
      out.println("Ctrl-C stops it; the data is kept.");
      out.flush();
    }

    @Override
    public void stopping() {
      err("Stopping the broker; its data is kept in " + folder);
    }

    @Override
    public void failed(String reason) {
      err("idealstream: " + reason);
    }

    private void err(String line) {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
    }
  }

  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of the broker; 0 for any free one (default ${DEFAULT-VALUE}).")
  private int port = 9092;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where its data is kept (default $XDG_DATA_HOME/idealstream/broker, or"
              + " ~/.local/share/idealstream/broker).")
  private Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(),
          "--port: expected a number from 0 to " + HIGHEST_PORT + ", found " + port);
    }
    Path folder =
        data == null
            ? usualFolder(System.getenv(), Path.of(System.getProperty("user.home")))
            : data.toAbsolutePath().normalize();
    new StandaloneBroker(folder, port, new News(folder, spec)).run();
    return 0;
  }

  /** Not where temporary files lie, which go with the next start of the machine. */
  static Path usualFolder(Map<String, String> environment, Path home) {
    String base = environment.getOrDefault("XDG_DATA_HOME", "");
    Path share = base.isBlank() ? home.resolve(".local").resolve("share") : Path.of(base);
    return share.resolve("idealstream").resolve("broker").toAbsolutePath().normalize();
  }
}
