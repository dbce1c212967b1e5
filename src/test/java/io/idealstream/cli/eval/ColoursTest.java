package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.decision.Methods;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColoursTest {

  @Test
  void everyMethodHasAColourOfItsOwn() {
    int methods = Methods.all().size();
    assertEquals(
        methods, IntStream.range(0, methods).mapToObj(Colours::ofMethod).distinct().count());
  }
}
