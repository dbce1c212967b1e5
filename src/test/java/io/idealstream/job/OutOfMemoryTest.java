package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.util.Optional;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfMemoryTest {

  @ParameterizedTest
  @CsvSource({
    "Java heap space, HEAP",
    "GC overhead limit exceeded, HEAP",
    "'Cannot reserve 602112 bytes of direct buffer memory (allocated: 1, limit: 2)', DIRECT",
    "Direct buffer memory, DIRECT",
    "Metaspace, METASPACE",
    "Compressed class space, METASPACE",
    "'unable to create native thread: possibly out of memory or limits reached', THREADS",
    "Requested array size exceeds VM limit, ARRAY",
    "Required length exceeds implementation limit, ARRAY",
    "Map failed, MACHINE",
    "Something else, OTHER"
  })
  void whatJavaSaysTellsWhichMemoryRanOut(String said, OutOfMemory.Kind kind) {
    OutOfMemory found = OutOfMemory.in(new OutOfMemoryError(said)).orElseThrow();
    assertEquals(new OutOfMemory(kind, said), found);
  }

  @Test
  void itIsFoundBelowOtherFailures() {
    Exception failure =
        new Exception("the job failed", new RuntimeException(new OutOfMemoryError("Metaspace")));
    assertEquals(OutOfMemory.Kind.METASPACE, OutOfMemory.in(failure).orElseThrow().kind());
  }

  @Test
  void itIsFoundWhereFlinkSerializedIt() {
    Throwable failure =
        new SerializedThrowable(new Exception(new OutOfMemoryError("Java heap space")));
    assertEquals(
        new OutOfMemory(OutOfMemory.Kind.HEAP, "Java heap space"),
        OutOfMemory.in(failure).orElseThrow());
  }

  @Test
  void ofAMessageThatFlinkHasExplainedTheFirstSentenceStays() {
    OutOfMemoryError explained =
        new OutOfMemoryError(
            "Direct buffer memory. The direct out-of-memory error has occurred. This can mean");
    assertEquals(
        new OutOfMemory(OutOfMemory.Kind.DIRECT, "Direct buffer memory"),
        OutOfMemory.in(explained).orElseThrow());
  }

  @Test
  void onnxRuntimeWithoutMemoryIsFoundAndItsOtherFailuresAreNot() {
    OrtException full =
        new OrtException(
            "Error code - ORT_RUNTIME_EXCEPTION - bfc_arena: Failed to allocate memory");
    assertEquals(
        OutOfMemory.Kind.MACHINE,
        OutOfMemory.in(new IllegalStateException("the run failed", full)).orElseThrow().kind());
    assertEquals(Optional.empty(), OutOfMemory.in(new OrtException("Invalid input name")));
  }

  @Test
  void whatOnlySpeaksOfMemoryIsNone() {
    assertEquals(Optional.empty(), OutOfMemory.in(new RuntimeException("Java heap space")));
    assertEquals(Optional.empty(), OutOfMemory.in(null));
  }

  @Test
  void causesThatGoRoundEnd() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertEquals(Optional.empty(), OutOfMemory.in(one));
  }

  @Test
  void theSentenceSaysWhatIsFullAndWhatToSet() {
    assertEquals(
        "out of memory: Java's heap is full (Java heap space); give it more with"
            + " IDEALSTREAM_JAVA_OPTIONS=-Xmx..., or lower parallelism, batch.bytes,"
            + " images.max-pixels or feedback.max-items",
        OutOfMemory.in(new OutOfMemoryError("Java heap space")).orElseThrow().sentence());
    assertTrue(
        OutOfMemory.in(new OutOfMemoryError())
            .orElseThrow()
            .sentence()
            .startsWith("out of memory: memory ran out; "));
  }
}
