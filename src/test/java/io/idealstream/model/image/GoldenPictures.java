package io.idealstream.model.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Pictures and what Pillow makes of them; written by tools/golden/preprocess.py. */
final class GoldenPictures {
  private GoldenPictures() {}

  /**
   * One picture under one setting.
   *
   * @param array file of the expected values
   * @param tolerance largest difference in 255ths; 0 where decoders have no freedom
   */
  record Case(String picture, Preprocessing settings, String array, int tolerance) {
    byte[] encoded() {
      return bytes(picture);
    }

    /** [height, width, 3]. */
    byte[] expected() {
      return unzipped(array);
    }

    @Override
    public String toString() {
      return picture + " " + settings.canonical();
    }
  }

  static Stream<Case> cases() {
    return StreamSupport.stream(index().spliterator(), false).map(GoldenPictures::read);
  }

  /** Names of all pictures. */
  static Stream<String> names() {
    return StreamSupport.stream(index().spliterator(), false)
        .map(each -> each.get("picture").textValue())
        .distinct();
  }

  static byte[] bytes(String name) {
    try (InputStream in = GoldenPictures.class.getResourceAsStream("/model/image/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] unzipped(String name) {
    try (InputStream in = GoldenPictures.class.getResourceAsStream("/model/image/" + name)) {
      return new GZIPInputStream(Objects.requireNonNull(in, name)).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode index() {
    try {
      return new ObjectMapper().readTree(bytes("cases.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case read(JsonNode each) {
    String picture = each.get("picture").textValue();
    byte[] settings = each.get("settings").toString().getBytes(StandardCharsets.UTF_8);
    Alpha alpha = Alpha.valueOf(each.get("alpha").textValue().toUpperCase(Locale.ROOT));
    return new Case(
        picture,
        Preprocessing.parse(settings, "cases.json", alpha),
        each.get("expected").textValue(),
        each.get("tolerance").intValue());
  }
}
