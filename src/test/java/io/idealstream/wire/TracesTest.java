package io.idealstream.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    Traces traces = new Traces(Map.of(Trace.SHOWN, 2L, Trace.WAITING_FOR_SPACES, 31L));
    assertEquals("waiting-for-spaces 31, shown 2", traces.text());
    assertEquals(traces, Traces.of(traces.text()));
    Traces none = new Traces(Map.of());
    assertEquals("nothing of it was there", none.text());
    assertEquals(none, Traces.of(none.text()));
  }

  @Test
  void tracesOfANewerJobAreLeftOutAndOtherTextsRefused() {
    assertEquals(new Traces(Map.of(Trace.SHOWN, 2L)), Traces.of("attic 1, shown 2"));
    assertThrows(IllegalArgumentException.class, () -> Traces.of("it is gone"));
  }
}
