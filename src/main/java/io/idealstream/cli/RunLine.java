package io.idealstream.cli;

import io.idealstream.demo.screen.Line;
import io.idealstream.demo.screen.Style;
import io.idealstream.job.monitor.Checkpoints;
import io.idealstream.job.monitor.Elapsed;
import io.idealstream.job.monitor.Flow;
import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.job.monitor.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A snapshot of a job in one line. */
final class RunLine {

  private static final String GAP = "  ";

  /** From here on a decimal of a rate says nothing more. */
  private static final double MANY = 100;

  private record Piece(String text, Style style) {}

  /** What a line may hold, the whole first. */
  private enum Detail {
    ALL,
    NO_HITS,
    NO_TOTALS,
    NO_WORDS,
    NO_CHECKPOINT
  }

  private final JobSnapshot now;

  private RunLine(JobSnapshot now) {
    this.now = now;
  }

  /** Everything, without styles. */
  static String text(JobSnapshot now) {
    return text(new RunLine(now).pieces(Detail.ALL));
  }

  /** As much as fits, what matters least going first. */
  static Line line(JobSnapshot now, int width) {
    List<Piece> pieces = List.of();
    for (Detail detail : Detail.values()) {
      pieces = new RunLine(now).pieces(detail);
      if (text(pieces).length() <= width) {
        break;
      }
    }
    Line line = Line.empty();
    for (Piece piece : pieces) {
      line = (line.isEmpty() ? line : line.then(GAP)).then(piece.text, piece.style);
    }
    return line;
  }

  private static String text(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining(GAP));
  }

  private List<Piece> pieces(Detail detail) {
    List<Piece> pieces = new ArrayList<>();
    addTroubles(pieces);
    boolean totals = detail.compareTo(Detail.NO_TOTALS) < 0;
    pieces.add(flow("images", now.traffic().images(), totals));
    pieces.add(
        now.lacksSpaces()
            ? noSpace(now.traffic().labels(), totals)
            : flow("labels", now.traffic().labels(), totals));
    if (now.traffic().hits().total() > 0 && detail.compareTo(Detail.NO_HITS) < 0) {
      pieces.add(flow("hits", now.traffic().hits(), totals));
    }
    if (now.traffic().decisions().total() > 0 && detail.compareTo(Detail.NO_HITS) < 0) {
      pieces.add(flow("decisions", now.traffic().decisions(), totals));
    }
    pieces.add(plain("lag " + (now.lag().isEmpty() ? "?" : now.allLag())));
    long dead = now.losses().allDeadLetters();
    pieces.add(new Piece("dead letters " + dead, dead == 0 ? Style.PLAIN : Style.WARNING));
    long lost = now.losses().allLost();
    if (lost > 0) {
      pieces.add(new Piece("LOST " + lost, Style.WARNING));
    }
    if (now.wordsAge() != null && detail.compareTo(Detail.NO_WORDS) < 0) {
      pieces.add(plain("words " + Elapsed.of(now.wordsAge()) + " old"));
    }
    if (detail.compareTo(Detail.NO_CHECKPOINT) < 0) {
      pieces.add(plain(checkpoint(now.state().checkpoints().last())));
    }
    return pieces;
  }

  private void addTroubles(List<Piece> pieces) {
    JobState state = now.state();
    if (state.phase() != JobState.Phase.RUNNING) {
      String phase = state.phase().name().toLowerCase(Locale.ROOT);
      pieces.add(new Piece(phase + " for " + ago(state.since()), Style.WARNING));
    }
    if (now.kafkaSilence() != null) {
      pieces.add(new Piece("Kafka silent for " + Elapsed.of(now.kafkaSilence()), Style.WARNING));
    }
  }

  private static Piece flow(String name, Flow flow, boolean total) {
    String rate =
        String.format(Locale.ROOT, flow.perSecond() < MANY ? "%.1f/s" : "%.0f/s", flow.perSecond());
    return plain(total ? name + " " + flow.total() + ", " + rate : name + " " + rate);
  }

  private static Piece noSpace(Flow labels, boolean total) {
    String name = total ? "labels " + labels.total() : "labels";
    return new Piece(name + ": no space in force (publish spaces)", Style.WARNING);
  }

  private String checkpoint(Checkpoints.Completed last) {
    return last == null
        ? "no checkpoint yet"
        : "checkpoint " + last.id() + ", " + ago(last.at()) + " ago";
  }

  private String ago(Instant then) {
    return Elapsed.of(Duration.between(then, now.at()));
  }

  private static Piece plain(String text) {
    return new Piece(text, Style.PLAIN);
  }
}
