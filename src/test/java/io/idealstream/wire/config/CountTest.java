package io.idealstream.wire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountTest {

  @Test
  void oneIsNoPlural() {
    assertEquals("0 pictures", Count.of(0, "picture"));
    assertEquals("1 picture", Count.of(1, "picture"));
    assertEquals("2 pictures", Count.of(2, "picture"));
    assertEquals("1 policy", Count.of(1, "policy", "policies"));
    assertEquals("2 policies", Count.of(2, "policy", "policies"));
    assertEquals("1 item", Count.grouped(1, "item"));
    assertEquals("12,000 items", Count.grouped(12_000, "item"));
  }
}
