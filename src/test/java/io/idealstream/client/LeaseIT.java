package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseIT {
  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private final BlockingQueue<LeaseLostException> lost = new LinkedBlockingQueue<>();
  private final List<LeaseHolder> waitedFor = new ArrayList<>();
  private LeaseGroup group;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(1);
    group = group(kafka.prefix(), Topic.WORDS, "mine");
  }

  private LeaseGroup group(String owner, Topic<?> topic, String reads) {
    return new LeaseGroup(kafka.connection(), owner, kafka.name(topic), reads);
  }

  private LeaseHeldException assertRefusedAndTold() {
    LeaseHeldException refused =
        assertThrows(LeaseHeldException.class, () -> take(LeaseHolder.here("b", "life-b")));
    assertTrue(
        refused
            .getMessage()
            .startsWith("another run on host-a since 2026-03-01T12:00:00Z (life life-a) writes"),
        refused::getMessage);
    return refused;
  }

  @Test
  void aSecondIsRefusedAndToldWhoHoldsItSinceWhen() throws Exception {
    Instant since = Instant.parse("2026-03-01T12:00:00Z");
    try (Lease first = take(new LeaseHolder("a", "life-a", "host-a", since, null))) {
      LeaseHeldException refused = assertRefusedAndTold();
      assertTrue(refused.getMessage().contains(kafka.prefix()), refused::getMessage);
      assertEquals("host-a", waitedFor.get(0).host());
      first.renew();
      first.leave();
    }
    waitedFor.clear();
    take(LeaseHolder.here("b", "life-b")).leave();
    assertEquals(List.of(), waitedFor);
    assertEquals(List.of(), List.copyOf(lost));
  }

  @Test
  void aSecondThatWritesToOtherTopicsIsRefusedAndToldWhoHoldsIt() throws Exception {
    Instant since = Instant.parse("2026-03-01T12:00:00Z");
    try (Lease first = take(new LeaseHolder("a", "life-a", "host-a", since, null))) {
      group = group(kafka.prefix(), Topic.STATUS, "mine");
      assertRefusedAndTold();
      first.renew();
      first.leave();
    }
  }

  @Test
  void ofOthersThatLiveThoseAreKnownThatWriteOrReadInTheSamePlace() throws Exception {
    List<LeaseGroup> others =
        List.of(
            group(kafka.prefix() + "far", Topic.STATUS, "theirs"),
            group(kafka.prefix() + "reader", Topic.STATUS, "mine"),
            group(kafka.prefix() + "writer", Topic.WORDS, "theirs"));
    List<Lease> held = new ArrayList<>();
    for (LeaseGroup other : others) {
      held.add(Lease.take(other, LeaseHolder.here("member", "life"), waitedFor::add, lost::add));
    }
    try (Lease me = take(LeaseHolder.here("a", "life-a"))) {
      me.renew();
      assertEquals(
          List.of(kafka.prefix() + "reader false true", kafka.prefix() + "writer true false"),
          group.neighbours().stream()
              .filter(other -> other.owner().startsWith(kafka.prefix()))
              .map(other -> other.owner() + " " + other.writesSame() + " " + other.readsSame())
              .toList());
    } finally {
      held.forEach(Lease::leave);
    }
    assertEquals(
        List.of(),
        group.neighbours().stream()
            .filter(other -> other.owner().startsWith(kafka.prefix()))
            .toList());
  }

  @Test
  void ofThoseThatComeAtOnceOneGetsIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Lease>> all = new ArrayList<>();
      for (String member : List.of("d", "b", "a", "c")) {
        all.add(() -> take(LeaseHolder.here(member, "life-" + member)));
      }
      List<Lease> held = new ArrayList<>();
      for (Future<Lease> one : threads.invokeAll(all)) {
        try {
          held.add(one.get());
        } catch (ExecutionException refused) {
          assertEquals(LeaseHeldException.class, refused.getCause().getClass());
        }
      }
      assertEquals(1, held.size());
      held.get(0).renew();
      held.get(0).leave();
      assertEquals(List.of(), List.copyOf(lost));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void oneThatComesBackUnderItsNameTakesItsPlaceAtOnceAndKeepsItsTime() throws Exception {
    Instant since = Instant.parse("2026-03-01T12:00:00Z");
    Lease before = take(new LeaseHolder("a", "life-a", "host-a", since, null));
    try (Lease after = take(LeaseHolder.here("a", "life-a"))) {
      assertEquals(List.of(), waitedFor);
      after.renew();
      LeaseLostException gone = assertThrows(LeaseLostException.class, before::renew);
      assertTrue(gone.getMessage().contains("under the name of this one"), gone::getMessage);
      assertEquals(since, group.holder().orElseThrow().since());
      before.leave(); // of no consequence for who took its place
      after.renew();
      after.leave();
    }
  }

  @Test
  void oneFromWhomItIsTakenHearsOfItAndCannotRenew() throws Exception {
    try (Lease first = take(LeaseHolder.here("a", "life-a"))) {
      assertEquals("life-a", group.other("b").orElseThrow().life());
      group.remove("a");
      try (Lease second = take(LeaseHolder.here("b", "life-b"))) {
        LeaseLostException told = lost.poll(60, TimeUnit.SECONDS);
        assertEquals(told, assertThrows(LeaseLostException.class, first::renew));
        second.renew();
        assertTrue(group.has("b"));
        assertFalse(group.has("a"));
        second.leave();
      }
    }
  }

  @Test
  void oneThatDiedIsWaitedForAndNoLonger() throws Exception {
    take(LeaseHolder.here("a", "life-a")).close(); // gives no sign of life any more
    long start = System.nanoTime();
    try (Lease second = take(LeaseHolder.here("b", "life-b"))) {
      assertEquals("life-a", waitedFor.get(0).life());
      assertTrue(
          System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LeaseGroup.LONGEST_WAIT + 60));
      second.leave();
    }
  }

  private Lease take(LeaseHolder me) {
    return Lease.take(group, me, waitedFor::add, lost::add);
  }
}
