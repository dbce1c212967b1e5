package io.idealstream.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** JSON text to and from plain Java values. */
final class JsonTree {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // names come from strangers: nothing of them is kept
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // NaN is let through to be refused by the field it stands in
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /** What the parser says of one in a name, which it does not hand out; those of texts it does. */
  private static final Pattern HALF_A_PAIR =
      Pattern.compile("Unexpected low surrogate |Broken surrogate pair |Incomplete surrogate pair");

  private JsonTree() {}

  /** Map, List, String, Long, Double, Boolean or null. */
  static Object read(byte[] bytes) throws Unreadable {
    String text = utf8(bytes);
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    try (JsonParser parser = FACTORY.createParser(text.substring(start))) {
      return new TreeBuilder(parser).read();
    } catch (StreamConstraintsException tooMuch) {
      throw new Unreadable(Reason.TOO_LONG, "the JSON holds a name or number that is too long");
    } catch (JsonProcessingException broken) {
      if (HALF_A_PAIR.matcher(broken.getOriginalMessage()).lookingAt()) {
        throw new Unreadable(Reason.NOT_UTF8, TreeBuilder.HALF_A_PAIR);
      }
      throw new Unreadable(Reason.NOT_JSON, "the text is not JSON: " + explain(broken));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", impossible);
    }
  }

  static byte[] write(Object tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      new TreeWriter(generator).write(tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer in memory cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  static String utf8(byte[] bytes) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException broken) {
      throw new Unreadable(Reason.NOT_UTF8, "the text is not UTF-8");
    }
  }

  /** The parser's own first sentence, and where. */
  static String explain(JsonProcessingException broken) {
    String message = broken.getOriginalMessage();
    String sentence = message.lines().findFirst().orElse("it breaks off");
    return broken.getLocation() == null
        ? sentence
        : sentence
            + " (line "
            + broken.getLocation().getLineNr()
            + ", column "
            + broken.getLocation().getColumnNr()
            + ")";
  }
}
