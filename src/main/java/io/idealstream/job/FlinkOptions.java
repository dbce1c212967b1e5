package io.idealstream.job;

import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Spelling;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The options of the Flink at hand, which declares them as constants of classes that are named
 * {@code ...Options}. Flink itself passes over a key that it does not know.
 */
final class FlinkOptions {

  /** One class of each of Flink's jars; in a distribution of Flink most are of one jar. */
  private static final List<Class<?>> PARTS =
      List.of(
          ConfigOption.class,
          MiniCluster.class,
          StreamExecutionEnvironment.class,
          EmbeddedRocksDBStateBackend.class,
          LocalExecutor.class);

  /** Where plug-ins find what they look for, and parts of Flink that only a cluster has. */
  private static final List<String> OPEN =
      List.of(
          "containerized.",
          "events.reporter.",
          "external-resource.",
          "flink.hadoop.",
          "fs.",
          "gs.",
          "kubernetes.",
          "metrics.reporter.",
          "python.",
          "s3.",
          "s3a.",
          "security.delegation.token.provider.",
          "state.backend.forst.",
          "table.",
          "traces.reporter.",
          "yarn.");

  private static final String PACKAGE = "org/apache/flink/";
  private static final String OPTIONS = "Options.class";
  private static final String CLASS = ".class";

  /** Options by key; under one that was renamed also those that read it still. */
  private final Map<String, List<ConfigOption<?>>> byKey = new TreeMap<>();

  /** Read once, and only where there is a setting to be checked. */
  private static final class AtHand {
    static final FlinkOptions OPTIONS = new FlinkOptions();
  }

  private FlinkOptions() {
    Set<Path> jars = new LinkedHashSet<>();
    PARTS.forEach(part -> jar(part, jars));
    jars.forEach(this::read);
  }

  /**
   * Notes every key that Flink does not know, and every value that it cannot read.
   *
   * @param path of the settings
   */
  static void check(Map<String, String> settings, String path, Problems problems) {
    if (settings.isEmpty()) {
      return;
    }
    FlinkOptions options = AtHand.OPTIONS;
    if (!options.byKey.containsKey(CoreOptions.DEFAULT_PARALLELISM.key())) {
      return; // its classes lie where they cannot be listed
    }
    Configuration flink = Configuration.fromMap(settings);
    settings.keySet().forEach(key -> options.check(key, flink, path, problems));
  }

  private void check(String key, Configuration flink, String path, Problems problems) {
    List<ConfigOption<?>> known = byKey.get(key);
    if (known != null) {
      if (known.stream().noneMatch(option -> isRead(option, flink))) {
        problems.note(path + "." + key, "Flink cannot read the value " + flink.toMap().get(key));
      }
    } else if (!isOpen(key)) {
      problems.note(
          path + "." + key,
          "unknown field; "
              + Spelling.closest(key, byKey.keySet())
                  .map(close -> "did you mean " + close + "?")
                  .orElse("Flink " + EnvironmentInformation.getVersion() + " does not know it"));
    }
  }

  private static boolean isRead(ConfigOption<?> option, Configuration flink) {
    try {
      flink.getOptional(option);
      return true;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Whether a key is one of many of its beginning. */
  private boolean isOpen(String key) {
    return OPEN.stream().anyMatch(key::startsWith)
        || byKey.entrySet().stream()
            .anyMatch(
                known ->
                    key.startsWith(known.getKey() + ".")
                        && known.getValue().stream().anyMatch(ConfigurationUtils::canBePrefixMap));
  }

  private static void jar(Class<?> part, Set<Path> jars) {
    CodeSource source = part.getProtectionDomain().getCodeSource();
    if (source == null) {
      return;
    }
    try {
      jars.add(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | RuntimeException elsewhere) {
      // not a file: its options stay unknown
    }
  }

  private void read(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(PACKAGE) && name.endsWith(OPTIONS))
          .forEach(name -> read(name.substring(0, name.length() - CLASS.length())));
    } catch (IOException none) {
      // a folder of classes, as in a test: its options stay unknown
    }
  }

  private void read(String name) {
    try {
      Class<?> type =
          Class.forName(name.replace('/', '.'), false, ConfigOption.class.getClassLoader());
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          field.setAccessible(true);
          add((ConfigOption<?>) field.get(null));
        }
      }
    } catch (ReflectiveOperationException | LinkageError notHere) {
      // it needs a library that is not there, so nothing reads it
    }
  }

  private void add(ConfigOption<?> option) {
    add(option.key(), option);
    for (FallbackKey renamed : option.fallbackKeys()) {
      add(renamed.getKey(), option);
    }
  }

  private void add(String key, ConfigOption<?> option) {
    byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(option);
  }
}
