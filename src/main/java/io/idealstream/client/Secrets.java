package io.idealstream.client;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * References to secrets in the properties of Kafka's clients: {@code ${ENV:NAME}} is a variable of
 * the environment, {@code ${FILE:PATH}} what a file holds. Properties carry the references wherever
 * they go; a client looks them up in its own process ({@link SecretProvider}).
 */
public final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(ENV|FILE):([^}]+)}");
  private static final Pattern MISSPELT = Pattern.compile("(?i)\\$\\{\\s*(env|file)\\b");

  private static final String PROVIDER = "SECRET";
  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

  /** A path, which helps where a file cannot be read. */
  private static final String PLACE = ".location";

  /** Shorter ones stand by chance in any sentence. */
  private static final int LEAST_GIVEN_AWAY = 4;

  private Secrets() {}

  /** Whether a text holds a reference, or what was probably meant as one. */
  public static boolean refers(String text) {
    return MISSPELT.matcher(text).find();
  }

  /**
   * Everything that a client would not find or could not read, all at once, by the property's name.
   * No sentence holds a secret.
   */
  static List<String> problems(Map<String, String> properties) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach(
            (name, text) ->
                problems(name, text).forEach(problem -> problems.add(name + ": " + problem)));
    return problems;
  }

  private static List<String> problems(String property, String text) {
    Set<String> problems = new LinkedHashSet<>();
    REFERENCE.matcher(text).results().forEach(reference -> read(reference, problems));
    if (refers(REFERENCE.matcher(text).replaceAll(""))) {
      problems.add("a secret is written ${ENV:NAME} or ${FILE:PATH}");
    }
    if (problems.isEmpty() && JaasText.isIn(property)) {
      JaasText.problem(resolved(property, text)).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private static void read(MatchResult reference, Set<String> problems) {
    try {
      secret(reference);
    } catch (ConfigException missing) {
      problems.add(missing.getMessage());
    }
  }

  private static String secret(MatchResult reference) {
    return SecretSource.valueOf(reference.group(1)).read(reference.group(2));
  }

  private static SecretForm form(String property, String text, MatchResult reference) {
    return JaasText.isIn(property)
        ? SecretForm.inJaas(text.substring(0, reference.start()), text.substring(reference.end()))
        : SecretForm.PLAIN;
  }

  private static String resolved(String property, String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(form(property, text, found).of(secret(found))));
  }

  /** The properties for a client, with what it needs to look its secrets up. */
  static Map<String, String> forClients(Map<String, String> properties) {
    Map<String, String> given = new HashMap<>(properties);
    Set<SecretForm> used = EnumSet.noneOf(SecretForm.class);
    properties.forEach((name, text) -> given.put(name, referring(name, text, used)));
    for (SecretForm form : used) {
      given.merge(PROVIDERS, provider(form), (others, one) -> others + "," + one);
      String prefix = PROVIDERS + "." + provider(form) + ".";
      given.put(prefix + "class", SecretProvider.class.getName());
      given.put(prefix + "param." + SecretProvider.FORM, form.name());
    }
    return given;
  }

  private static String referring(String property, String text, Set<SecretForm> used) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              SecretForm form = form(property, text, found);
              used.add(form);
              return Matcher.quoteReplacement(
                  "${%s:%s:%s}".formatted(provider(form), found.group(1), found.group(2)));
            });
  }

  private static String provider(SecretForm form) {
    return form == SecretForm.PLAIN ? PROVIDER : PROVIDER + "_" + form;
  }

  /** Whether what somebody else says of the properties holds a secret of theirs. */
  static boolean givenAway(Map<String, String> properties, Throwable failure) {
    Set<String> secrets = new LinkedHashSet<>();
    properties.forEach((name, text) -> collect(name, text, secrets));
    secrets.removeIf(secret -> secret.length() < LEAST_GIVEN_AWAY);
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String message = String.valueOf(one.getMessage());
      if (secrets.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  private static void collect(String property, String text, Set<String> secrets) {
    try {
      if (JaasText.isIn(property)) {
        secrets.addAll(JaasText.passwords(resolved(property, text)));
      } else if (isPassword(property)) {
        secrets.add(resolved(property, text));
      } else if (!property.endsWith(PLACE)) {
        REFERENCE.matcher(text).results().map(Secrets::secret).forEach(secrets::add);
      }
    } catch (ConfigException missing) {
      // what is not there is not given away
    }
  }

  private static boolean isPassword(String property) {
    return isPassword(ProducerConfig.configDef(), property)
        || isPassword(ConsumerConfig.configDef(), property);
  }

  private static boolean isPassword(ConfigDef known, String property) {
    ConfigDef.ConfigKey key = known.configKeys().get(property);
    return key != null && key.type == ConfigDef.Type.PASSWORD;
  }
}
