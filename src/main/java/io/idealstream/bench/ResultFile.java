package io.idealstream.bench;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A result as JSON. */
public final class ResultFile {

  /** Hundreds of times what a result takes. */
  private static final int MOST_BYTES = 1 << 20;

  private static final long MOST = Long.MAX_VALUE;

  private ResultFile() {}

  public static void write(Result result, Path file) throws IOException {
    Files.writeString(file, text(result) + "\n");
  }

  /** The result as one line of JSON. */
  public static String text(Result result) {
    Machine machine = result.machine();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("processors", (long) machine.processors());
    facts.put("memory", machine.memory());
    facts.put("system", machine.system());
    facts.put("java", machine.java());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", machine.model());
    model.put("fingerprint", machine.fingerprint());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("form", result.form().code());
    tree.put("version", machine.version());
    tree.put("machine", facts);
    tree.put("model", model);
    tree.put("measurements", result.measurements().stream().map(ResultFile::tree).toList());
    return Json.text(tree);
  }

  private static Map<String, Object> tree(Measurement one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", one.name());
    tree.put("value", one.value());
    tree.put("unit", one.unit());
    tree.put("better", one.better().code());
    if (one.ratio() != null) {
      tree.put("ratio", one.ratio());
      tree.put("of", one.of());
    }
    if (one.spread() != null) {
      tree.put("spread", one.spread());
    }
    return tree;
  }

  /**
   * Reads a result.
   *
   * @throws Misconfigured with everything that is wrong with the file
   */
  public static Result read(Path file) {
    try {
      return read(file.toString(), bytes(file));
    } catch (IOException failure) {
      throw new Misconfigured(file.toString(), List.of("the file cannot be read"));
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  static Result read(String file, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new Misconfigured(file, List.of("it is too large for what bench writes"));
    }
    Problems problems = new Problems();
    Section root = new Section(object(file, bytes), "", problems);
    Form form = root.choice("form", Form.class);
    Section facts = root.section("machine");
    Section model = root.section("model");
    Machine machine =
        new Machine(
            (int) facts.integer("processors", 1, 1, Integer.MAX_VALUE),
            facts.integer("memory", 0, 0, MOST),
            facts.text("system"),
            facts.text("java"),
            root.text("version"),
            model.text("name"),
            model.text("fingerprint"));
    List<Measurement> measurements = measurements(root, problems);
    problems.refuseIfAny(file);
    return new Result(form, machine, measurements);
  }

  private static Map<String, Object> object(String file, byte[] bytes) {
    try {
      return Json.object(bytes);
    } catch (Unreadable broken) {
      throw new Misconfigured(file, List.of("it is no result of bench: " + broken.getMessage()));
    }
  }

  private static List<Measurement> measurements(Section root, Problems problems) {
    List<Measurement> measurements = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section one : root.sections("measurements")) {
      Measurement read = measurement(one);
      measurements.add(read);
      if (read.name() != null && !names.add(read.name())) {
        problems.note(one.pathOf("name"), "\"" + read.name() + "\" stands there twice");
      }
    }
    if (measurements.isEmpty()) {
      problems.note("measurements", "expected at least one");
    }
    return measurements;
  }

  private static Measurement measurement(Section one) {
    boolean compared = one.has("ratio");
    return new Measurement(
        one.text("name"),
        atLeastZero(one, "value"),
        one.text("unit"),
        one.choice("better", Better.class),
        compared ? (Double) ratio(one) : null,
        compared ? one.text("of") : null,
        one.has("spread") ? (Double) atLeastZero(one, "spread") : null);
  }

  private static double ratio(Section one) {
    double ratio = one.number("ratio");
    if (!(ratio > 0)) {
      one.problems().expected(one.pathOf("ratio"), "a number above 0", ratio);
    }
    return ratio;
  }

  private static double atLeastZero(Section one, String name) {
    double number = one.number(name);
    if (number < 0) {
      one.problems().expected(one.pathOf(name), "a number of at least 0", number);
    }
    return number;
  }
}
