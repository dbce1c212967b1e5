package io.idealstream.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models have the names that others give them, and feeds those of their users. */
class EstimateKeyTest {

  @ParameterizedTest
  @CsvSource({
    "sha256:1f, *, sha256:1f/birds/prompts/*",
    "openai/clip, cam/3, openai%2Fclip/birds/prompts/cam/3",
    "100%/2F, %2F, 100%25%2F2F/birds/prompts/%2F"
  })
  void aKeyIsReadAsItWasWritten(String model, String feed, String text) {
    EstimateKey key = new EstimateKey(model, "birds", Source.PROMPTS, feed);
    assertEquals(text, key.toText());
    assertEquals(key, EstimateKey.parse(text));
  }
}
