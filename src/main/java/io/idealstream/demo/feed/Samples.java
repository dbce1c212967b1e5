package io.idealstream.demo.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bundled pictures, their captions and what is true of them. */
public final class Samples {

  private static final String FOLDER = "/samples/";

  private final List<Sample> samples;
  private final List<byte[]> pictures;

  private Samples(List<Sample> samples, List<byte[]> pictures) {
    this.samples = samples;
    this.pictures = pictures;
  }

  /** Reads all of them, a few megabytes, from the class path. */
  public static Samples bundled() {
    List<Sample> samples = new ArrayList<>();
    List<byte[]> pictures = new ArrayList<>();
    for (String line : new String(resource("samples.jsonl"), UTF_8).lines().toList()) {
      Sample sample = parse(line);
      samples.add(sample);
      pictures.add(resource(sample.file()));
    }
    return new Samples(List.copyOf(samples), List.copyOf(pictures));
  }

  public int size() {
    return samples.size();
  }

  public Sample get(int index) {
    return samples.get(index);
  }

  /** The encoded picture of {@link #get}; not to be changed. */
  public byte[] picture(int index) {
    return pictures.get(index);
  }

  static Sample parse(String line) {
    try {
      Map<String, Object> fields = Json.object(line.getBytes(UTF_8));
      Map<String, String> values = new HashMap<>();
      ((Map<?, ?>) fields.get("values"))
          .forEach((factor, value) -> values.put((String) factor, (String) value));
      return new Sample(
          (String) fields.get("id"),
          (String) fields.get("file"),
          (String) fields.get("caption"),
          values);
    } catch (Unreadable broken) {
      throw new IllegalStateException("samples.jsonl: " + broken.getMessage(), broken);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream bytes = Samples.class.getResourceAsStream(FOLDER + name)) {
      if (bytes == null) {
        throw new IllegalStateException("expected " + FOLDER + name + " on the class path");
      }
      return bytes.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
