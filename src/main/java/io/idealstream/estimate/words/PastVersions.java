package io.idealstream.estimate.words;

import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.PastVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Versions of a space's words that one can roll back to: of every long slice of event time the
 * last, those before and after a roll back, and the newest.
 */
public record PastVersions(List<PastVersion> versions) {

  private static final int LAYOUT = 1;

  /** More than a history has slices, but for many roll backs. */
  private static final int MOST = 200;

  public static final PastVersions NONE = new PastVersions(List.of());

  /** With the newest. */
  public PastVersions with(PastVersion newest, HistoryGrid grid) {
    List<PastVersion> all = new ArrayList<>(versions);
    if (!all.isEmpty() && isReplaced(all.get(all.size() - 1), newest, grid)) {
      all.remove(all.size() - 1);
    }
    all.add(newest);
    Instant latest = all.stream().map(PastVersion::asOf).max(Instant::compareTo).orElseThrow();
    all.removeIf(past -> past != newest && past.asOf().isBefore(grid.oldest(latest)));
    return new PastVersions(List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
  }

  private static boolean isReplaced(PastVersion last, PastVersion newest, HistoryGrid grid) {
    return last.restores() == null
        && newest.restores() == null
        && grid.longest(last.asOf()).equals(grid.longest(newest.asOf()));
  }

  public static PastVersions of(byte[] state) {
    if (state == null) {
      return NONE;
    }
    FlatReader in = new FlatReader("versions of words", LAYOUT, state);
    List<PastVersion> all = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      all.add(new PastVersion(in.number(), in.time(), in.time()));
    }
    return new PastVersions(List.copyOf(all));
  }

  public byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(versions.size());
    versions.forEach(past -> out.number(past.version()).time(past.asOf()).time(past.restores()));
    return out.toBytes();
  }
}
