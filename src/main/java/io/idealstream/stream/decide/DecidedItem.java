package io.idealstream.stream.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.policy.Conditions;
import io.idealstream.policy.DraftDecision;
import io.idealstream.policy.Facts;
import io.idealstream.policy.OpenCount;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An item that was decided and may be decided anew, since a window is open that may give a hit of
 * it.
 *
 * @param labelled as {@link Labelled} writes it
 * @param matched hits that the last decision went by, as {@link Matched} writes them
 * @param later hits whose windows have not ended yet, written alike
 * @param number of the last decision; 0 where nothing was said
 * @param gist of what the last decision says, without its evidence: SHA-256
 * @param until end of the last of the windows, in milliseconds since 1970
 * @param conditions how things stood at the item's time, as {@link Conditions} writes it; null for
 *     nothing known
 * @param counted whether a decision about the item went by way of the counting of limits; those
 *     that follow go the same way, and do not overtake it
 */
@SuppressWarnings("ArrayRecordComponent") // state, compared by nobody
record DecidedItem(
    Instant time,
    byte[] labelled,
    List<byte[]> matched,
    List<byte[]> later,
    int number,
    String gist,
    long until,
    byte[] conditions,
    boolean counted) {

  private static final int LAYOUT = 2;

  /** Without conditions. */
  private static final int OLDER_LAYOUT = 1;

  /** In place of a gist where whoever counts decides. */
  static final String COUNTED = "counted";

  static String gist(DraftDecision draft) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(draft.gist().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The item to whoever counts; its number is how often that is told of it. */
  Counting counting(List<OpenCount> counts) {
    return new Counting(time, number, labelled, matched, conditions, counts);
  }

  DecidedItem withLater(byte[] hits) {
    List<byte[]> all = new ArrayList<>(later);
    all.add(hits);
    return new DecidedItem(time, labelled, matched, all, number, gist, until, conditions, counted);
  }

  /** The same once the windows have ended that end up to a time; itself where none did. */
  DecidedItem reaching(long lastMillis) {
    List<byte[]> open = new ArrayList<>();
    List<byte[]> known = new ArrayList<>(matched);
    for (byte[] hits : later) {
      (Matched.of(hits).lastMillis() <= lastMillis ? known : open).add(hits);
    }
    return open.size() == later.size()
        ? this
        : new DecidedItem(time, labelled, known, open, number, gist, until, conditions, counted);
  }

  DecidedItem decided(int last, String what, boolean byCounting) {
    return new DecidedItem(
        time, labelled, matched, later, last, what, until, conditions, counted || byCounting);
  }

  Facts facts() {
    return counting(List.of()).facts();
  }

  /** Items of one key; null for none. */
  static byte[] toBytes(List<DecidedItem> items) {
    if (items.isEmpty()) {
      return null;
    }
    FlatWriter out = new FlatWriter(LAYOUT).number(items.size());
    items.forEach(item -> item.write(out));
    return out.toBytes();
  }

  private void write(FlatWriter out) {
    out.time(time).bytes(labelled);
    OpenItem.write(out, matched);
    OpenItem.write(out, later);
    out.number(number).text(gist).number(until).bytes(conditions).number(counted ? 1 : 0);
  }

  /** None of null. */
  static List<DecidedItem> of(byte[] bytes) {
    List<DecidedItem> items = new ArrayList<>(1);
    if (bytes == null) {
      return items;
    }
    boolean older = FlatReader.layout(bytes) == OLDER_LAYOUT;
    FlatReader in = new FlatReader("decided item", older ? OLDER_LAYOUT : LAYOUT, bytes);
    for (long left = in.number(); left > 0; left--) {
      items.add(
          new DecidedItem(
              in.time(),
              in.bytes(),
              OpenItem.readAll(in),
              OpenItem.readAll(in),
              (int) in.number(),
              in.text(),
              in.number(),
              older ? null : in.bytes(),
              in.number() != 0));
    }
    return items;
  }
}
