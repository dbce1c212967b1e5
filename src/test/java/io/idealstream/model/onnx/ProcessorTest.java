package io.idealstream.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void productsOfBytesAreExactWhereThereAreInstructionsForThem() {
    assertEquals("exact", of("amd64", "flags\t\t: fpu avx2 avx512_vnni avx512f"));
    assertEquals("exact", of("amd64", "flags\t\t: fpu avx2 avx_vnni"));
    assertEquals("amd64", of("amd64", "flags\t\t: fpu avx2 avx512f"));
    assertEquals("exact", of("aarch64", "Features\t: fp asimd asimddp"));
    assertEquals("aarch64", of("aarch64", "Features\t: fp asimd"));
    assertEquals("riscv64", of("riscv64", "isa\t: rv64imafdc"));
  }

  private static String of(String machine, String line) {
    return Processor.productsOfBytes(machine, List.of("processor\t: 0", line, "bugs\t: none"));
  }
}
