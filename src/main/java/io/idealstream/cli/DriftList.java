package io.idealstream.cli;

import io.idealstream.cli.drift.DriftBook;
import io.idealstream.cli.drift.DriftTopics;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftChange;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drift list}: what has drifted, and how far the watch of each feed is. */
@Command(
    name = "list",
    description = {
      "List the drifts that are not over, and how far the watch of each feed is.",
      "Read from topics drift and status."
    })
final class DriftList implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--space", description = "Only this space (default: all).")
  private String space;

  @Option(names = "--feed", description = "Only this feed; * for all feeds together.")
  private String feed;

  @Option(names = "--all", description = "Drifts that are over as well.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object a drift, as on topic drift.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    DriftBook book = new DriftTopics(kafka.connection(), kafka::name).book(space, feed);
    if (book.watches().isEmpty() && book.episodes().isEmpty()) {
      tellOfUnknown();
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Drift> drifts =
        book.episodes().stream()
            .filter(records -> all || DriftBook.isOpen(records))
            .map(DriftBook::last)
            .toList();
    if (json) {
      for (Drift drift : drifts) {
        out.println(new String(Topic.DRIFT.encode(drift, Encoding.JSON), StandardCharsets.UTF_8));
      }
      out.flush();
      return;
    }
    Table table = new Table();
    drifts.forEach(
        drift ->
            table.row(
                drift.space() + ", " + Word.calledFeed(drift.feed()),
                drift.state().name().toLowerCase(Locale.ROOT)
                    + " "
                    + sentence(drift)
                    + book.acceptance(drift).map(told -> "; accepted " + told).orElse("")));
    for (Status watch : book.watches()) {
      table.row(
          Keys.space(watch.id()) + ", " + Word.calledFeed(Keys.feed(watch.id())),
          watch.state().name().toLowerCase(Locale.ROOT) + " " + watch.detail());
    }
    table.print(out);
    if (book.watches().isEmpty()) {
      out.println("No feed is watched: the job has none yet, or drift.false-alarms is none.");
    } else if (drifts.isEmpty()) {
      out.println(all ? "Nothing has drifted." : "Nothing drifts; --all lists what did.");
    }
    out.flush();
  }

  private void tellOfUnknown() {
    StatusNames.read(kafka).unknown(space, feed).ifPresent(spec.commandLine().getErr()::println);
  }

  private static String sentence(Drift drift) {
    DriftChange change = drift.change();
    String moved =
        change == null
            ? ""
            : String.format(
                Locale.ROOT, ", %.1f to %.1f %s", change.from(), change.to(), change.unit());
    return "%s%s; since %s, found %s"
        .formatted(drift.name(), moved, drift.since(), drift.detected());
  }
}
