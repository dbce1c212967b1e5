package io.idealstream.policy;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Arrays;

/**
 * When a policy fired last under a key: no more times than its limit asks for, which is all that
 * says whether it is reached.
 *
 * @param times event times in milliseconds since 1970, ascending
 * @param within time for which they count, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // state, compared by nobody
public record Firings(long[] times, long within) {

  private static final int LAYOUT = 1;

  public static final Firings NONE = new Firings(new long[0], 0);

  public boolean isEmpty() {
    return times.length == 0;
  }

  /** How many there were in (from, to]. */
  public long between(long from, long to) {
    return Arrays.stream(times).filter(time -> time > from && time <= to).count();
  }

  /** The same with one more, without those that nobody asks for. */
  public Firings with(long time, long atMost, long withinMillis) {
    long[] all = Arrays.copyOf(times, times.length + 1);
    all[times.length] = time;
    Arrays.sort(all);
    int first = Math.max(0, all.length - (int) atMost);
    return new Firings(Arrays.copyOfRange(all, first, all.length), withinMillis);
  }

  /** Event time from which on none of them counts. */
  public long end() {
    return times[times.length - 1] + within;
  }

  public byte[] toBytes() {
    return new FlatWriter(LAYOUT).numbers(times).number(within).toBytes();
  }

  /** None of null. */
  public static Firings of(byte[] bytes) {
    if (bytes == null) {
      return NONE;
    }
    FlatReader in = new FlatReader("firings of a policy", LAYOUT, bytes);
    return new Firings(in.numbers(), in.number());
  }
}
