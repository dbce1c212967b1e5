package io.idealstream.cli;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail}: what arrives in a topic, line by line. */
@Command(name = "tail", description = "Print the records of a topic as JSON, one a line.")
final class TailCommand implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(200);

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "TOPIC",
      description = "labels, hits, decisions, words, quality, status, dead-letters, ...")
  private Topic<?> topic;

  @Option(names = "--from-beginning", description = "Begin with the oldest record.")
  private boolean fromBeginning;

  @Option(names = "--uncommitted", description = "Show records of open transactions as well.")
  private boolean uncommitted;

  @Option(names = "--max", paramLabel = "N", description = "End after N records.")
  private long most = Long.MAX_VALUE;

  @Option(names = "--seconds", paramLabel = "N", description = "End after N seconds.")
  private long seconds = Long.MAX_VALUE / 1_000_000_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    long printed = 0;
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(topic)),
            fromBeginning ? Start.beginning() : Start.end(),
            uncommitted ? Isolation.READ_UNCOMMITTED : Isolation.READ_COMMITTED)) {
      long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
      while (printed < most && System.nanoTime() - end < 0 && !out.checkError()) {
        for (TopicRecord message : tail.next(LOOK)) {
          if (printed < most) {
            out.println(MessageText.of(topic, message));
            printed++;
          }
        }
        out.flush();
      }
    }
  }
}
