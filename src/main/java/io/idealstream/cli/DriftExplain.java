package io.idealstream.cli;

import io.idealstream.cli.drift.DriftBook;
import io.idealstream.cli.drift.DriftTopics;
import io.idealstream.cli.drift.LabelsSince;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Word;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drift explain}: all that is known of the latest drift of a feed. */
@Command(
    name = "explain",
    description = "Tell all that is known of the latest drift of a feed, and what can be done.")
final class DriftExplain implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--space", required = true, description = "The space.")
  private String space;

  @Option(
      names = "--feed",
      description = "The feed (default: all feeds together, or the one that drifted last).")
  private String feed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    DriftTopics topics = new DriftTopics(kafka.connection(), kafka::name);
    DriftBook book = topics.book(space, feed);
    List<List<Drift>> episodes = book.episodes();
    if (episodes.isEmpty()) {
      throw new IllegalStateException(
          StatusNames.read(kafka)
              .unknown(space, feed)
              .orElse(
                  "nothing has drifted in space %s%s"
                      .formatted(space, feed == null ? "" : ", feed " + feed)));
    }
    List<List<Drift>> ofAll =
        episodes.stream()
            .filter(records -> feed == null && records.get(0).feed().equals(Word.EVERY_FEED))
            .toList();
    List<List<Drift>> asked = ofAll.isEmpty() ? episodes : ofAll;
    List<Drift> episode = asked.get(asked.size() - 1);
    LabelsSince labels = new LabelsSince(DriftBook.last(episode));
    topics.scores(labels::note);
    print(episode, labels.sentence(), spec.commandLine().getOut());
    return 0;
  }

  private void print(List<Drift> records, String labels, PrintWriter out) {
    Drift last = DriftBook.last(records);
    Table table =
        new Table()
            .row("space", "%s, %s".formatted(last.space(), Word.calledFeed(last.feed())))
            .row("state", last.state().name().toLowerCase(Locale.ROOT))
            .row("drifts", last.name())
            .row("since", last.since())
            .row("found", last.detected());
    if (last.change() != null) {
      table.row(
          "change",
          String.format(
              Locale.ROOT,
              "%.2f to %.2f %s, standard error %.2f",
              last.change().from(),
              last.change().to(),
              last.change().unit(),
              last.change().standardError()));
    }
    table.row(
        "score",
        String.format(Locale.ROOT, "%.0f, an alarm at %.0f", last.score(), last.threshold()));
    for (Drift record : records) {
      table.row(record.state().name().toLowerCase(Locale.ROOT), record.explanation());
      if (!record.examples().isEmpty()) {
        table.row("examples", String.join(", ", record.examples()));
      }
    }
    table.row("labels", labels);
    table.row(
        "held against",
        "version %d of the space, reference %d, model %s"
            .formatted(
                last.versions().space(), last.versions().reference(), last.versions().model()));
    table.print(out);
    if (last.state() != DriftState.RECOVERED) {
      String subject =
          "--space "
              + last.space()
              + (last.feed().equals(Word.EVERY_FEED) ? "" : " --feed " + last.feed());
      out.println();
      String again = kafka.again();
      out.println("The new is normal:    ./idealstream drift accept " + subject + again);
      out.println(
          "Known, tell no more:  ./idealstream drift mute " + subject + " --until TIME" + again);
      out.println(
          "Words as before it:   ./idealstream words rollback --space %s --to %s"
                  .formatted(last.space(), last.since())
              + again);
    }
    out.flush();
  }
}
