package io.idealstream.job;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.util.SerializedThrowable;

/**
 * Memory that ran out, found among the causes of a failure. Starting again does not help: the same
 * records come again.
 *
 * @param message what Java or ONNX Runtime says, in one line
 */
public record OutOfMemory(Kind kind, String message) {

  /** Which memory ran out. */
  public enum Kind {
    HEAP(
        "Java's heap is full",
        "give it more with IDEALSTREAM_JAVA_OPTIONS=-Xmx..., or lower parallelism, batch.bytes,"
            + " images.max-pixels or feedback.max-items",
        "java heap space",
        "gc overhead limit exceeded"),
    DIRECT(
        "the memory for buffers outside of Java's heap is full",
        "give it more with IDEALSTREAM_JAVA_OPTIONS=-XX:MaxDirectMemorySize=..., or lower"
            + " batch.size or parallelism",
        "direct buffer memory"),
    METASPACE(
        "the memory for Java's classes is full",
        "give it more with IDEALSTREAM_JAVA_OPTIONS=-XX:MaxMetaspaceSize=..., or leave that option"
            + " out",
        "metaspace",
        "compressed class space"),
    THREADS(
        "the machine gives no further threads",
        "raise the limit of processes (ulimit -u, or pids of the container), or lower parallelism",
        "native thread"),
    ARRAY(
        "something is longer than a Java array can be",
        "lower batch.size or batch.bytes",
        "array size",
        "required length"),
    MACHINE(
        "the machine has no memory left",
        "lower batch.size or parallelism, set model.memory: release, or take a larger machine",
        "failed to allocate memory",
        "bad_alloc",
        "bad allocation",
        "out of swap space",
        "map failed",
        "cannot allocate memory"),
    OTHER("memory ran out", "give Java more with IDEALSTREAM_JAVA_OPTIONS=-Xmx...");

    private final String what;
    private final String remedy;
    private final List<String> signs;

    Kind(String what, String remedy, String... signs) {
      this.what = what;
      this.remedy = remedy;
      this.signs = List.of(signs);
    }

    private boolean isSaidBy(String message) {
      String said = message.toLowerCase(Locale.ROOT);
      return signs.stream().anyMatch(said::contains);
    }

    private static Kind of(String message) {
      for (Kind kind : values()) {
        if (kind.isSaidBy(message)) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  private static final String ERROR = OutOfMemoryError.class.getName();
  private static final String OF_ONNX_RUNTIME = "ai.onnxruntime.OrtException";

  /** The memory that ran out, if that is among the causes; also where they were serialized. */
  public static Optional<OutOfMemory> in(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      String message = line(cause.getMessage());
      String type = type(cause);
      if (type.equals(ERROR) || (type.equals(OF_ONNX_RUNTIME) && Kind.MACHINE.isSaidBy(message))) {
        return Optional.of(new OutOfMemory(Kind.of(message), message));
      }
    }
    return Optional.empty();
  }

  /** What ran out, and what to set. */
  public String sentence() {
    String said = message.isEmpty() ? "" : " (" + message + ")";
    return "out of memory: " + kind.what + said + "; " + kind.remedy;
  }

  private static String type(Throwable cause) {
    return cause instanceof SerializedThrowable serialized
        ? serialized.getOriginalErrorClassName()
        : cause.getClass().getName();
  }

  /** The first sentence: Flink adds a paragraph, and names the class of what it serialized. */
  private static String line(String message) {
    String text = message == null ? "" : message.lines().findFirst().orElse("");
    String bare = text.startsWith(ERROR) ? text.substring(ERROR.length()) : text;
    int paragraph = bare.indexOf(". ");
    return (paragraph < 0 ? bare : bare.substring(0, paragraph)).replaceFirst("^: ", "").strip();
  }
}
