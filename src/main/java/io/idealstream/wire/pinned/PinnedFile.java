package io.idealstream.wire.pinned;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of pinned words: one JSON object.
 *
 * <pre>
 * {"format":"idealstream-words","formatVersion":1,
 *  "spaces":[{"definition":{space file},"head":{head record},"words":[{word record}, ...]}, ...]}
 * </pre>
 */
public final class PinnedFile {

  private static final String FORMAT = "idealstream-words";
  private static final long FORMAT_VERSION = 1;

  private PinnedFile() {}

  /** Writes beside the file first: whoever reads it finds the old one or the new one, whole. */
  public static void write(Path file, List<PinnedSpace> spaces) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, text(spaces) + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  static String text(List<PinnedSpace> spaces) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("formatVersion", FORMAT_VERSION);
    tree.put("spaces", spaces.stream().map(PinnedFile::tree).toList());
    return Json.text(tree);
  }

  private static Map<String, Object> tree(PinnedSpace space) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("definition", object(Topic.SPACES.encode(space.definition(), Encoding.JSON)));
    tree.put("head", object(Topic.WORDS.encode(space.head(), Encoding.JSON)));
    tree.put(
        "words",
        space.words().stream()
            .map(word -> object(Topic.WORDS.encode(word, Encoding.JSON)))
            .toList());
    return tree;
  }

  private static Map<String, Object> object(byte[] json) {
    try {
      return Json.object(json);
    } catch (Unreadable impossible) {
      throw new IllegalStateException("our own JSON can be read", impossible);
    }
  }

  /**
   * The spaces of a file.
   *
   * @throws Misconfigured with what is wrong with the file
   */
  public static List<PinnedSpace> read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }

  /**
   * The spaces of a file's content.
   *
   * @param name of the file, for what is wrong with it
   * @throws Misconfigured with what is wrong with the file
   */
  public static List<PinnedSpace> read(String name, byte[] bytes) {
    Problems problems = new Problems();
    List<PinnedSpace> spaces = new ArrayList<>();
    try {
      Map<String, Object> tree = Json.object(bytes);
      Section file = new Section(tree, "", problems);
      String format = file.text("format", "");
      if (!format.equals(FORMAT)) {
        problems.expected("format", '"' + FORMAT + '"', tree.get("format"));
      }
      if (!Long.valueOf(FORMAT_VERSION).equals(tree.get("formatVersion"))) {
        problems.expected("formatVersion", "" + FORMAT_VERSION, tree.get("formatVersion"));
      }
      if (tree.get("spaces") instanceof List<?> list && !list.isEmpty()) {
        for (int i = 0; i < list.size(); i++) {
          readSpace("spaces[" + i + "]", list.get(i), spaces, problems);
        }
      } else {
        problems.expected("spaces", "a list of spaces", tree.get("spaces"));
      }
    } catch (Unreadable why) {
      problems.note("", why.getMessage());
    }
    problems.refuseIfAny(name);
    return spaces;
  }

  private static void readSpace(
      String path, Object tree, List<PinnedSpace> spaces, Problems problems) {
    if (!(tree instanceof Map<?, ?> fields)) {
      problems.expected(path, "an object", tree);
      return;
    }
    if (!(fields.get("words") instanceof List<?> list)) {
      problems.expected(path + ".words", "a list of words", fields.get("words"));
      return;
    }
    try {
      SpaceDefinition definition =
          SpaceFile.read(
              path + ".definition", json(path + ".definition", fields.get("definition")));
      WordsHead head = record(path + ".head", fields.get("head"), WordsHead.class, problems);
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        words.add(record(path + ".words[" + i + "]", list.get(i), Word.class, problems));
      }
      if (head != null && !words.contains(null)) {
        check(path, new PinnedSpace(definition, head, words), spaces, problems);
      }
    } catch (Misconfigured why) {
      problems.note("", why.getMessage());
    }
  }

  private static void check(
      String path, PinnedSpace space, List<PinnedSpace> spaces, Problems problems) {
    WordsHead head = space.head();
    if (!head.space().equals(space.definition().space())) {
      problems.expected(path + ".head.space", space.definition().space(), head.space());
    }
    for (Word word : space.words()) {
      if (!word.space().equals(head.space())
          || word.spaceVersion() != head.spaceVersion()
          || !word.model().equals(head.model())) {
        problems.note(
            path + ".words",
            "%s/%s is not of the head's space, space version and model"
                .formatted(word.factor(), word.value()));
      }
    }
    spaces.add(space);
  }

  /** Null, with a problem noted, where the tree is no such record. */
  private static <T extends WordsRecord> T record(
      String path, Object tree, Class<T> type, Problems problems) {
    try {
      WordsRecord record = Topic.WORDS.decode(json(path, tree), Encoding.JSON);
      if (type.isInstance(record)) {
        return type.cast(record);
      }
      problems.expected(path, "a " + type.getSimpleName(), tree);
    } catch (Unreadable why) {
      problems.note(path, why.getMessage());
    }
    return null;
  }

  private static byte[] json(String path, Object tree) {
    try {
      return Json.text(tree).getBytes(UTF_8);
    } catch (IllegalArgumentException notFinite) {
      throw new Misconfigured(path, List.of(notFinite.getMessage()));
    }
  }
}
