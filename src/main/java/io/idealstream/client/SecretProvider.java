package io.idealstream.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Looks secrets up for a Kafka client, when that is made and where it runs: {@code
 * ${SECRET:ENV:NAME}} or {@code ${SECRET:FILE:PATH}}, as {@link Secrets} writes them. Kafka makes
 * it by its name.
 */
public final class SecretProvider implements ConfigProvider {
  static final String FORM = "form";

  private SecretForm form = SecretForm.PLAIN;

  @Override
  public void configure(Map<String, ?> parameters) {
    form = SecretForm.valueOf(String.valueOf(parameters.get(FORM)));
  }

  @Override
  public ConfigData get(String source) {
    throw new ConfigException("expected the name of a secret of " + source);
  }

  @Override
  public ConfigData get(String source, Set<String> names) {
    SecretSource where = SecretSource.valueOf(source);
    Map<String, String> found = new HashMap<>();
    names.forEach(name -> found.put(name, form.of(where.read(name))));
    return new ConfigData(found);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
