package io.idealstream.wire.codec;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.space.NotOffered;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceParser;
import io.idealstream.wire.space.SpaceTree;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Space files, and what identifies a space's content. */
public final class SpaceFile {

  private SpaceFile() {}

  /**
   * The space of a YAML or JSON file.
   *
   * @throws Misconfigured with every problem of the file
   */
  public static SpaceDefinition read(Path file) {
    return definition(file.toString(), Yaml.read(file));
  }

  /**
   * The space of a file that is to be sent to the job.
   *
   * @throws Misconfigured with every problem of the file, or with all that the job does not do yet
   */
  public static SpaceDefinition readForJob(Path file) {
    SpaceDefinition space = read(file);
    Problems problems = new Problems();
    NotOffered.check(space, problems);
    problems.refuseIfAny(file.toString());
    return space;
  }

  /**
   * The same of bytes.
   *
   * @param name of the file, for messages
   */
  public static SpaceDefinition read(String name, byte[] bytes) {
    return definition(name, Yaml.read(name, bytes));
  }

  private static SpaceDefinition definition(String name, Section file) {
    SpaceDefinition space = SpaceParser.parse(file);
    file.problems().refuseIfAny(name);
    return space;
  }

  /**
   * The definition's JSON with every default filled in and every object's fields sorted: the same
   * for two definitions that mean the same.
   */
  public static byte[] canonicalJson(SpaceDefinition space) {
    return JsonTree.write(SpaceTree.canonical(space));
  }

  /**
   * SHA-256 of the canonical JSON, by which a space's version rises only when its content changes.
   */
  public static String contentHash(SpaceDefinition space) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonicalJson(space));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
