package io.idealstream.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Header;
import io.idealstream.wire.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisspeltFieldsTest {
  private static final List<String> KNOWN = List.of("id", "feed", "time", "caption", "embedding");

  @Test
  void aSlipIsToldWithTheNameThatWasMeant() {
    assertEquals(List.of("fed; did you mean feed?"), found("id", "fed", "time"));
    assertEquals(List.of("Feed; did you mean feed?"), found("id", "Feed"));
    assertEquals(List.of("captoin; did you mean caption?"), found("id", "captoin"));
    assertEquals(
        List.of("tme; did you mean time?", "fed; did you mean feed?"), found("tme", "fed"));
  }

  @Test
  void otherNamesAndNamesBesideTheOneMeantArePassedOver() {
    assertEquals(List.of(), found("id", "feed", "fed"));
    assertEquals(List.of(), found("id", "name", "tags", "source", "traceparent", ""));
    assertEquals(List.of(), found());
  }

  @Test
  void whatWasFoundIsOfTheLastRecord() {
    MisspeltFields fields = new MisspeltFields(KNOWN);
    fields.see(List.of("fed"));
    fields.see(List.of("id", "feed"));
    assertEquals(List.of(), fields.found());
    fields.see(List.of("fed"));
    assertEquals(List.of("fed; did you mean feed?"), fields.found());
  }

  @Test
  void envelopesAndHeadersAreLookedAt() throws Exception {
    ImageReader reader = new ImageReader(ReadingLimits.DEFAULT);
    byte[] envelope =
        "{\"id\":\"a\",\"fed\":\"pond\",\"image\":\"/9j/\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals("default", reader.read(record(envelope)).feed());
    assertEquals(List.of("fed; did you mean feed?"), reader.misspelt());
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    reader.read(
        record(
            jpeg,
            Header.of("content-type", "image/jpeg"),
            Header.of("id", "b"),
            Header.of("fed", "pond")));
    assertEquals(List.of("fed; did you mean feed?"), reader.misspelt());
    reader.read(record("{\"id\":\"c\",\"image\":\"/9j/\"}".getBytes(StandardCharsets.UTF_8)));
    assertEquals(List.of(), reader.misspelt());
  }

  private static List<String> found(String... names) {
    MisspeltFields fields = new MisspeltFields(KNOWN);
    fields.see(Arrays.asList(names));
    return fields.found();
  }

  private static TopicRecord record(byte[] value, Header... headers) {
    return new TopicRecord("images", 0, 0, 0, null, value, List.of(headers));
  }
}
