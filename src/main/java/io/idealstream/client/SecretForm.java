package io.idealstream.client;

import org.apache.kafka.common.config.ConfigException;

/** How a secret is put into the text around its reference. */
enum SecretForm {
  /** As it is. */
  PLAIN,

  /** Between quotes of a JAAS text: what would end the quotes is escaped. */
  QUOTED {
    @Override
    String of(String secret) {
      return secret
          .replace("\\", "\\\\")
          .replace("\"", "\\\"")
          .replace("'", "\\'")
          .replace("\r", "\\r")
          .replace("\n", "\\n");
    }
  },

  /** One word of a JAAS text, which gets the quotes that it may need. */
  WORD {
    @Override
    String of(String secret) {
      return '"' + QUOTED.of(secret) + '"';
    }
  },

  /** A whole JAAS text: Kafka would show parts of one that it cannot read. */
  JAAS {
    @Override
    String of(String secret) {
      JaasText.problem(secret)
          .ifPresent(
              problem -> {
                throw new ConfigException(problem);
              });
      return secret;
    }
  };

  String of(String secret) {
    return secret;
  }

  /** The form for a reference in a JAAS text. */
  static SecretForm inJaas(String before, String after) {
    if (before.isBlank() && after.isBlank()) {
      return JAAS;
    }
    return endsInQuotes(before) ? QUOTED : WORD;
  }

  private static boolean endsInQuotes(String text) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == '\\') {
        i++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return quote != 0;
  }
}
