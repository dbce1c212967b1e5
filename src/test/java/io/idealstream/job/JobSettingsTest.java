package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JobSettingsTest {

  @Test
  void whoStartsARunBesideAnotherIsToldWhereItWrites() {
    String beside = summary("topics: {prefix: a., output-prefix: b.}");
    assertTrue(beside.contains(", topics a.*; writing topics b.*; parallelism 2;"), beside);
    String alone = summary("topics: {prefix: a.}");
    assertTrue(alone.contains(", topics a.*; parallelism 2;"), alone);
    assertFalse(alone.contains("writing"), alone);
  }

  private static String summary(String yaml) {
    return LiveRun.settings(yaml).summary("images", 2);
  }
}
