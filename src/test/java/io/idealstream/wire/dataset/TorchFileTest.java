package io.idealstream.wire.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {

  /** Protocol 2 and the number 1, as three of them stand before the value. */
  private static final String ONE = "80024b012e";

  @TempDir Path folder;

  @Test
  void aListComesFromBothForms() throws IOException {
    // ["ab", b"c"]
    byte[] list = HexFormat.of().parseHex("80035d28580200000061624301" + "63652e");

    assertEquals("ab", TorchFile.read(old(list)).get(0));
    assertEquals("ab", TorchFile.read(archive(list)).get(0));
    assertEquals(2, TorchFile.read(archive(list)).size());
  }

  /** Each states about two gigabytes, or more, and has next to none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "800242ffffff7f61626364", // bytes
        "800258ffffff7f6162632e", // text
        "800254ffffff7f6162632e", // text of Python 2
        "80028bffffff7f6162632e", // integer
        "80048effffff7f000000002e", // long bytes
        "80048dffffff7f000000002e", // long text
        "800596ffffff7f000000002e", // bytearray
        "80048effffffffffffffff2e",
        "8002580000008061",
        "80024305612e"
      })
  void aLengthBeyondTheFilesEndIsRefusedBeforeMemoryIsTaken(String pickle) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(pickle);
    for (Path file : List.of(old(bytes), archive(bytes))) {
      Misconfigured why = assertThrows(Misconfigured.class, () -> TorchFile.read(file));
      assertTrue(why.getMessage().contains("a length of "), why.getMessage());
    }
  }

  @Test
  void whatHoldsItselfIsRefused() throws IOException {
    // l = []; l.append(l); {l: 1}
    byte[] key = "(lp0\ng0\na}g0\nI1\ns.".getBytes(UTF_8);
    // d = {}; d["a"] = d
    byte[] map = "(dp0\nS'a'\ng0\ns.".getBytes(UTF_8);

    assertThrows(Misconfigured.class, () -> TorchFile.read(archive(key)));
    Misconfigured why = assertThrows(Misconfigured.class, () -> TorchFile.read(archive(map)));
    assertTrue(why.getMessage().contains("expected a list, found an object"), why.getMessage());
  }

  private Path old(byte[] value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex(ONE + ONE + ONE));
    bytes.writeBytes(value);
    return Files.write(folder.resolve("old.t7"), bytes.toByteArray());
  }

  private Path archive(byte[] value) throws IOException {
    Path file = folder.resolve("new.t7");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(value);
    }
    return file;
  }
}
