package io.idealstream.job;

import io.idealstream.cli.CommandRun;
import io.idealstream.cli.Main;
import io.idealstream.client.KafkaConnection;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A broker, a job and their files, run by the user's commands alone, and what happens to them. A
 * job that ends with exit code 1 is started again, as a supervisor does.
 */
final class Plant implements AutoCloseable {
  static final String PREFIX = "campaign.";

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 100;

  /** Room for each keyed state of four subtasks, which takes 12 MB before anything is in it. */
  private static final String STATE_MEGABYTES = "1536";

  private final Path folder;
  private final UnaryOperator<String> change;
  private final int port;
  private final RunTopics topics;
  private final boolean ownDisk;
  private ChildJvm broker;
  private RunProcess job;
  private int machine;
  private final List<RunProcess> jobs = new ArrayList<>();
  private volatile boolean closed;

  Plant(Path folder) throws Exception {
    this(folder, UnaryOperator.identity());
  }

  /**
   * @param change of the settings, which end among those for Flink
   */
  Plant(Path folder, UnaryOperator<String> change) throws Exception {
    this.folder = folder;
    this.change = change;
    this.port = FreePort.next();
    this.ownDisk = mount();
    startBroker();
    topics =
        new RunTopics(
            KafkaConnection.to("127.0.0.1:" + port).within(LIMIT),
            PREFIX,
            () -> job == null ? "not started" : job.output());
    topics.begin();
    startJob(2);
    topics.await(Topic.STATUS, 2);
    Thread supervisor = new Thread(this::superviseUntilClosed, "supervisor");
    supervisor.setDaemon(true);
    supervisor.start();
  }

  private void superviseUntilClosed() {
    try {
      while (!closed) {
        supervise();
        Polling.pause(POLL_MILLIS);
      }
    } catch (IOException ending) {
      // the test then sees that nothing comes out
    }
  }

  /** Whether everything is there once. */
  CommandRun audit() {
    return CommandRun.of("audit", "--config", folder.resolve("job.yaml").toString());
  }

  RunTopics topics() {
    return topics;
  }

  /** Of all processes of the job. */
  synchronized String output() {
    return jobs.stream().map(RunProcess::output).collect(Collectors.joining("\n"));
  }

  /** Processes of the job so far. */
  synchronized int starts() {
    return jobs.size();
  }

  /** Whether there is a disk that can be filled. */
  boolean ownDisk() {
    return ownDisk;
  }

  synchronized void happen(Act act) throws Exception {
    switch (act.kind()) {
      case KILL_JOB -> {
        job.close();
        startJob(act.parallelism());
      }
      case KILL_BROKER -> {
        broker.close();
        Polling.pause(act.millis());
        startBroker();
      }
      case PAUSE_JOB -> pause(job.handle(), act.millis());
      case PAUSE_BROKER -> pause(broker.handle(), act.millis());
      case STOP -> {
        job.terminate();
        startJob(act.parallelism());
      }
      case FULL_DISK -> fillDisk(act.millis());
      case TAKE_OVER -> takeOver(act.parallelism());
    }
  }

  /** Another machine has folders of its own, but for the checkpoints. */
  private void takeOver(int parallelism) throws IOException {
    RunProcess before = job;
    machine++;
    startJob(parallelism, "--take-over");
    if (before.awaitEnd() == 137) {
      throw new AssertionError("it was killed, not taken over from:\n" + before.output());
    }
  }

  /** Starts the job again if it has given up, as while its broker was away at its start. */
  private synchronized void supervise() throws IOException {
    if (!closed && !job.isAlive()) {
      startJob(1);
    }
  }

  private static void pause(ProcessHandle process, long millis) throws Exception {
    signal("-STOP", process);
    Polling.pause(millis);
    signal("-CONT", process);
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
  }

  private void fillDisk(long millis) throws Exception {
    if (!ownDisk) {
      System.out.println("FULL_DISK left out: to mount a disk of its own takes root");
      return;
    }
    Path ballast = state().resolve("ballast");
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      Polling.pause(millis);
    } finally {
      Files.delete(ballast);
    }
  }

  private boolean mount() throws Exception {
    Files.createDirectories(state());
    return new ProcessBuilder(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + STATE_MEGABYTES + "m",
                "tmpfs",
                state() + "")
            .redirectErrorStream(true)
            .start()
            .waitFor()
        == 0;
  }

  private Path state() {
    return folder.resolve("state");
  }

  private void startBroker() throws IOException {
    broker =
        ChildJvm.start(
            "broker",
            folder,
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            ClassPath.all(),
            Main.class.getName(),
            List.of("broker", "--port", "" + port, "--data", folder.resolve("broker") + ""));
    String started = "Kafka broker at 127.0.0.1:" + port;
    long before = broker.output().lines().filter(line -> line.startsWith(started)).count();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (broker.output().lines().filter(line -> line.startsWith(started)).count() == before) {
      if (!broker.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("the broker did not start:\n" + broker.output());
      }
      Polling.pause(POLL_MILLIS);
    }
  }

  private void startJob(int parallelism, String... options) throws IOException {
    Path config = folder.resolve("job.yaml");
    String checkpoints = "checkpoint: {folder: \"%s\", ".formatted(state().resolve("checkpoints"));
    Files.writeString(
        config,
        change.apply(topics.settings(parallelism)).replace("checkpoint: {", checkpoints)
            + "  taskmanager.memory.network.min: 128mb\n"
            + "  taskmanager.memory.network.max: 128mb\n"
            + "state: {folder: \"%s\"}\n".formatted(state().resolve("machine-" + machine)));
    job = RunProcess.start("job-" + jobs.size(), folder, List.of("-Xmx1536m"), config, options);
    jobs.add(job);
  }

  @Override
  public synchronized void close() throws Exception {
    closed = true;
    if (job != null) {
      job.close();
    }
    broker.close();
    if (ownDisk) {
      new ProcessBuilder("umount", state() + "").start().waitFor();
    }
  }
}
