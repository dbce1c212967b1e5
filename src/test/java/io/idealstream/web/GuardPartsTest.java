package io.idealstream.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.web.board.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts, rates, secrets and queues. */
class GuardPartsTest {

  @Test
  void onlyOurOwnNamesAreAllowedWhateverThePort() throws Exception {
    Hosts hosts = new Hosts("10.0.0.7", Set.of("Page.Example"));
    for (String ours :
        Set.of(
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:1",
            "[::1]:80",
            "10.0.0.7:80",
            "page.example")) {
      assertTrue(hosts.allow(ours), ours);
    }
    for (String foreign :
        Set.of(
            "",
            "evil.example",
            "localhost.evil.example:8080",
            "localhost:8080:1",
            "127.0.0.2",
            "::1",
            "localhost:x")) {
      assertFalse(hosts.allow(foreign), foreign);
    }
    assertFalse(hosts.allow(null));
    assertTrue(hosts.allowOrigin("http://localhost:8080"));
    assertFalse(hosts.allowOrigin("http://evil.example"));
    assertFalse(hosts.allowOrigin("null"));
    assertFalse(hosts.allowOrigin("http://localhost@evil.example"));
    Hosts everywhere = new Hosts("0.0.0.0", Set.of());
    assertTrue(everywhere.allow(InetAddress.getLocalHost().getHostName() + ":8080"));
    assertFalse(everywhere.allow("evil.example"));
    assertTrue(new Hosts("fe80::1", Set.of()).allow("[fe80::1]:8080"));
  }

  @Test
  void soManyASecondGetThrough() {
    AtomicLong nanos = new AtomicLong();
    RateLimit limit = new RateLimit(2, nanos::get);
    assertTrue(limit.lets());
    assertTrue(limit.lets());
    assertFalse(limit.lets());
    nanos.addAndGet(500_000_000);
    assertTrue(limit.lets());
    assertFalse(limit.lets());
    nanos.addAndGet(3_600_000_000_000L);
    assertTrue(limit.lets());
    assertTrue(limit.lets());
    assertFalse(limit.lets());
  }

  @Test
  void aSecretIsItselfAndNothingElse() {
    Secret secret = new Secret("abc");
    assertTrue(secret.is("abc"));
    assertFalse(secret.is("abd"));
    assertFalse(secret.is("ab"));
    assertFalse(secret.is(null));
    assertEquals(32, Secret.random().length());
    assertNotEquals(Secret.random(), Secret.random());
  }

  @Test
  void aTokenIsTheFirstLineOfItsFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, "0123456789abcdef \nmore\n");
    assertEquals("0123456789abcdef", WebTokens.read(file));
    Files.writeString(file, "short\n");
    IOException why = assertThrows(IOException.class, () -> WebTokens.read(file));
    assertEquals(
        file + ": expected a token of 16 characters or more in its first line, found 5",
        why.getMessage());
  }

  @Test
  void whatDoesNotFitIsDroppedAndCounted() throws Exception {
    Subscriber slow = new Subscriber();
    for (int i = 0; i < 256; i++) {
      assertTrue(slow.offer(new Event("now", "" + i)));
    }
    assertFalse(slow.offer(new Event("now", "256")));
    assertEquals(1, slow.dropped());
    assertEquals("0", slow.take().data());
    assertTrue(slow.offer(new Event("now", "257")));
    slow.told(1);
    assertEquals(0, slow.dropped());
    slow.close();
    assertNull(slow.take());
  }

  @Test
  void aSlowBrowserIsToldHowManyEventsItMissedAndOthersMissNone() throws Exception {
    Subscribers subscribers = new Subscribers();
    Subscriber slow = subscribers.join();
    Subscriber quick = subscribers.join();
    for (int i = 0; i < 300; i++) {
      subscribers.send(List.of(new Event("items", "[]")));
      assertEquals("[]", quick.take().data());
    }
    subscribers.sendNow(Map.of("dropped", 0L)); // does not fit either
    assertEquals("{\"dropped\":0}", quick.take().data());
    assertEquals(45, slow.dropped());
    for (int i = 0; i < 256; i++) {
      assertEquals("items", slow.take().name());
    }
    subscribers.sendNow(Map.of("dropped", 0L));
    assertEquals("{\"dropped\":45}", slow.take().data());
    subscribers.sendNow(Map.of("dropped", 0L));
    assertEquals("{\"dropped\":0}", slow.take().data());
  }

  @Test
  void largeEventsAreFewer() {
    Subscriber slow = new Subscriber();
    Event large = new Event("items", "x".repeat(1 << 20));
    int fit = 0;
    while (slow.offer(large)) {
      fit++;
    }
    assertEquals(4, fit);
  }
}
