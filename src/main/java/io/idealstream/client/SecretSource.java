package io.idealstream.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;

/** Where a secret is looked up, in the process that uses it. No message holds what was found. */
enum SecretSource {
  /** A variable of the environment. */
  ENV {
    @Override
    String find(String name) {
      String value = System.getenv(name);
      if (value == null) {
        throw new ConfigException("variable " + name + " is not set");
      }
      return value;
    }

    @Override
    String words(String name) {
      return "variable " + name;
    }
  },

  /** All that a file holds, but for a line break at its end. */
  FILE {
    @Override
    String find(String name) {
      try {
        Path file = Path.of(name);
        if (!file.isAbsolute()) {
          throw new ConfigException("file " + name + ": expected a path from the root");
        }
        return text(file);
      } catch (InvalidPathException wrong) {
        throw new ConfigException("file " + name + ": not a path");
      } catch (NoSuchFileException missing) {
        throw new ConfigException("file " + name + ": no such file");
      } catch (AccessDeniedException denied) {
        throw new ConfigException("file " + name + ": permission denied");
      } catch (CharacterCodingException binary) {
        throw new ConfigException("file " + name + ": not UTF-8");
      } catch (IOException unreadable) {
        throw new ConfigException("file " + name + ": cannot be read");
      }
    }

    @Override
    String words(String name) {
      return "file " + name;
    }
  };

  /** A chain of certificates takes some kilobytes. */
  private static final int LARGEST_FILE = 1 << 20;

  abstract String find(String name);

  abstract String words(String name);

  /**
   * The secret.
   *
   * @throws ConfigException in one sentence, when there is none
   */
  String read(String name) {
    String secret = find(name);
    if (secret.isEmpty()) {
      throw new ConfigException(words(name) + " is empty");
    }
    return secret;
  }

  private static String text(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw new ConfigException("file " + file + ": more than " + LARGEST_FILE + " bytes");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .replaceFirst("\\r?\\n\\z", "");
    }
  }
}
