package io.idealstream.demo;

import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.demo.screen.Line;
import io.idealstream.demo.screen.Screen;
import io.idealstream.demo.screen.StatusLine;
import io.idealstream.demo.screen.Style;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells how the demo gets ready. */
final class Announcements {

  private static final int NAME = 8;

  private final Screen screen;
  private final Stop stop;
  private final long start;

  Announcements(Screen screen, Stop stop) {
    this.screen = screen;
    this.stop = stop;
    this.start = stop.nanos();
  }

  void waiting(String what) {
    screen.status(StatusLine.waiting(what));
  }

  void broker(String address) {
    say("Kafka", address);
    say("", "any client may join, such as: ./idealstream tail labels --kafka " + address);
  }

  void page(String address) {
    say("page", address + " shows everything live");
  }

  void job(int subtasks, List<SpaceDefinition> spaces, List<StandingQuery> queries) {
    say(
        "Flink",
        "%s in this process, a checkpoint every second, delivery exactly once"
            .formatted(Count.of(subtasks, "subtask")));
    spaces.forEach(
        space -> say("space", space.space() + ": " + String.join(" x ", space.factors().keySet())));
    queries.forEach(
        query -> say("query", "\"%s\" from cosine %s".formatted(query.text(), query.threshold())));
    double seconds = Duration.ofNanos(stop.nanos() - start).toMillis() / 1000.0;
    say("ready", String.format(Locale.ROOT, "after %.1f s", seconds));
  }

  private void say(String name, String value) {
    screen.print(Line.of("  ").column(NAME, name, Style.BOLD).then(value));
  }
}
