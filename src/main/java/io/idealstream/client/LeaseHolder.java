package io.idealstream.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds a {@link Lease}.
 *
 * @param member the holder to Kafka: one that comes with the same takes the place of the one before
 * @param life of the job
 * @param host where it runs
 * @param since when the life took the lease on this member's behalf; null where it does not say
 * @param reads where it keeps how far it has read; null where it does not say
 */
public record LeaseHolder(String member, String life, String host, Instant since, String reads) {

  /** This process. */
  public static LeaseHolder here(String member, String life) {
    return new LeaseHolder(member, life, hostName(), Instant.now().truncatedTo(SECONDS), null);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "a host without a name";
    }
  }

  /** A member that has not said yet who it is. */
  static LeaseHolder unnamed(String member, String host) {
    return new LeaseHolder(member, "", host, null, null);
  }

  /** The same for another life. */
  LeaseHolder withLife(String otherLife) {
    return new LeaseHolder(member, otherLife, host, since, reads);
  }

  /** The same, saying where it keeps how far it has read. */
  LeaseHolder reading(String place) {
    return new LeaseHolder(member, life, host, since, place);
  }

  /** The same, but with the time of an earlier one if that was of the same life and member. */
  LeaseHolder after(Optional<LeaseHolder> earlier) {
    return earlier
        .filter(one -> one.member.equals(member) && one.life.equals(life) && one.since != null)
        .map(one -> new LeaseHolder(member, life, host, one.since, reads))
        .orElse(this);
  }

  String text() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("member", member);
    tree.put("life", life);
    tree.put("host", host);
    tree.put("since", since.toString());
    tree.put("reads", reads);
    return Json.text(tree);
  }

  static Optional<LeaseHolder> read(String text) {
    try {
      Map<String, Object> tree = Json.object(text.getBytes(UTF_8));
      return Optional.of(
          new LeaseHolder(
              (String) tree.get("member"),
              (String) tree.get("life"),
              (String) tree.get("host"),
              Instant.parse((String) tree.get("since")),
              (String) tree.get("reads")));
    } catch (Unreadable | RuntimeException foreign) {
      return Optional.empty();
    }
  }

  /** Such as {@code another run on host-a since 2026-03-01T12:00:00Z}. */
  @Override
  public String toString() {
    return "another run on "
        + host
        + (since == null ? "" : " since " + since)
        + (life.isEmpty() ? "" : " (life " + life + ")");
  }
}
