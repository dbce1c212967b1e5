package io.idealstream.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** A login as Kafka's clients are given it, with its password: no message holds any of it. */
final class JaasText {

  private static final Pattern CLASS_NAME = Pattern.compile("([a-z][\\w]*\\.)+[A-Z][\\w$]*");

  private static final Pattern PASSWORD = Pattern.compile("(?i)pass|secret|token|key");

  private JaasText() {}

  /** Whether a property holds such a text. */
  static boolean isIn(String property) {
    return property.endsWith(SaslConfigs.SASL_JAAS_CONFIG);
  }

  /** What is wrong with a text, if anything. */
  static Optional<String> problem(String text) {
    try {
      return login(text).configurationEntries().stream()
          .map(AppConfigurationEntry::getLoginModuleName)
          .filter(module -> !isThere(module))
          .map(JaasText::missing)
          .findFirst();
    } catch (RuntimeException malformed) {
      return Optional.of(
          "expected MODULE required NAME=\"VALUE\" ...; with a semicolon at its end (what stands"
              + " there is not shown, as it holds a password)");
    }
  }

  /** The passwords of a text that can be read. */
  static List<String> passwords(String text) {
    try {
      return login(text).configurationEntries().stream()
          .flatMap(entry -> entry.getOptions().entrySet().stream())
          .filter(option -> PASSWORD.matcher(option.getKey()).find())
          .map(option -> String.valueOf(option.getValue()))
          .toList();
    } catch (RuntimeException malformed) {
      return List.of();
    }
  }

  private static JaasContext login(String text) {
    return JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(text)));
  }

  private static boolean isThere(String module) {
    try {
      Class.forName(module, false, JaasText.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }

  private static String missing(String module) {
    return CLASS_NAME.matcher(module).matches()
        ? "there is no login module " + module
        : "the first word names no login module (it is not shown)";
  }
}
