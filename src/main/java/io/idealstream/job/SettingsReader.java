package io.idealstream.job;

import io.idealstream.client.Secrets;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.job.JobSettings.Input;
import io.idealstream.job.JobSettings.Kafka;
import io.idealstream.job.JobSettings.Model;
import io.idealstream.job.JobSettings.OnLoss;
import io.idealstream.job.JobSettings.Output;
import io.idealstream.job.JobSettings.Runtime;
import io.idealstream.job.JobSettings.Spaces;
import io.idealstream.job.JobSettings.Start;
import io.idealstream.job.JobSettings.Vectors;
import io.idealstream.job.recovery.StateFolder;
import io.idealstream.model.ModelSettings;
import io.idealstream.model.RuntimeSettings;
import io.idealstream.model.RuntimeSettings.DecodeAhead;
import io.idealstream.model.RuntimeSettings.DynamicQuantization;
import io.idealstream.model.RuntimeSettings.Memory;
import io.idealstream.model.image.Alpha;
import io.idealstream.model.image.ImageLimits;
import io.idealstream.stream.embed.JobModel;
import io.idealstream.stream.feedback.FeedbackSettings;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.stream.space.HistorySettings;
import io.idealstream.wire.Coded;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.IdFrom;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.DurationText;
import io.idealstream.wire.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the job's settings. Every setting is read before anything is refused, so that all problems
 * are named at once.
 */
public final class SettingsReader {
  /** What Kafka allows in a topic's name, with room for the rest of it. */
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

  /** The name of a property of Kafka's or Flink's. */
  private static final Pattern PROPERTY = Pattern.compile("[a-zA-Z0-9._-]+");

  private final Section root;
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();

  private SettingsReader(Section root) {
    this.root = root;
    sections.put("", root);
    for (Setting setting : Setting.values()) {
      sections.computeIfAbsent(setting.section(), root::section);
    }
  }

  /**
   * @throws io.idealstream.wire.config.Misconfigured with all problems of the file
   */
  public static JobSettings read(Path file) {
    return read(file.toString(), Yaml.read(file));
  }

  static JobSettings read(String name, Section root) {
    SettingsReader reader = new SettingsReader(root);
    JobSettings settings = reader.settings();
    reader.sections.values().forEach(Section::refuseOthers);
    root.problems().refuseIfAny(name);
    return settings;
  }

  private JobSettings settings() {
    int batchSize = integer(Setting.BATCH_SIZE, 1, 4096);
    return new JobSettings(
        kafka(),
        model(batchSize),
        new Input(
            batchSize,
            duration(Setting.BATCH_AGE),
            integer(Setting.BATCH_BYTES, 1, Integer.MAX_VALUE),
            choice(Setting.INPUT_START, Start.class),
            duration(Setting.INPUT_MAX_CLOCK_SKEW),
            choice(Setting.IMAGES_ID_FROM, IdFrom.class),
            duration(Setting.INPUT_OUT_OF_ORDER),
            duration(Setting.INPUT_IDLE_AFTER),
            Optional.empty()),
        new Spaces(
            integer(Setting.SPACES_SLICE, 1, 100_000),
            integer(Setting.SPACES_TEXT_CACHE, 0, 10_000_000),
            integer(Setting.SPACES_MAX_CELLS, 1, 10_000_000),
            integer(Setting.SPACES_MAX_PROMPTED, 1, 1_000_000),
            integer(Setting.SPACES_MAX_FEEDS, 0, 100_000)),
        duration(Setting.WORDS_INTERVAL),
        history(),
        integer(Setting.WAITING_MAX_ITEMS, 0, 100_000_000),
        integer(Setting.QUERIES_LOOK_BACK_BYTES, 0, Integer.MAX_VALUE),
        new FeedbackSettings(
            wait(Setting.FEEDBACK_WAIT), integer(Setting.FEEDBACK_MAX_ITEMS, 1, 100_000_000)),
        choice(Setting.FEEDBACK_VECTORS, Vectors.class),
        new DriftReader(sections.get(Setting.DRIFT_WATCH.section())).read(),
        output(),
        new Runtime(
            duration(Setting.CHECKPOINT_INTERVAL),
            given(Setting.CHECKPOINT_FOLDER),
            stateFolder(),
            parallelism(),
            flink()));
  }

  private HistorySettings history() {
    Duration every = duration(Setting.WORDS_HISTORY_EVERY);
    if (every.toMinutes() < 1 || !every.equals(Duration.ofMinutes(every.toMinutes()))) {
      section(Setting.WORDS_HISTORY_EVERY)
          .problems()
          .expected(Setting.WORDS_HISTORY_EVERY.path(), "whole minutes", DurationText.of(every));
    }
    return new HistorySettings(
        HistoryGrid.of(every, integer(Setting.WORDS_HISTORY_KEEP, 1, 10_000)),
        integer(Setting.WORDS_HISTORY_SUMS, 0, 100_000_000));
  }

  private Map<String, String> flink() {
    Map<String, String> flink = properties(Setting.FLINK);
    flink.forEach((key, value) -> refuseReference(Setting.FLINK.path() + "." + key, value));
    FlinkOptions.check(flink, Setting.FLINK.path(), root.problems());
    return flink;
  }

  private Kafka kafka() {
    return new Kafka(
        text(Setting.KAFKA_BOOTSTRAP_SERVERS),
        properties(Setting.KAFKA_PROPERTIES),
        text(Setting.KAFKA_GROUP),
        duration(Setting.KAFKA_PATIENCE),
        prefix(Setting.TOPICS_PREFIX).orElse(Setting.TOPICS_PREFIX.standIn()),
        prefix(Setting.TOPICS_OUTPUT_PREFIX).orElse(text(Setting.TOPICS_PREFIX)));
  }

  private Model model(int batchSize) {
    RuntimeSettings runtime =
        new RuntimeSettings(
            integer(Setting.MODEL_THREADS, 1, 1024),
            batchSize,
            choice(Setting.MODEL_MEMORY, Memory.class),
            choice(Setting.MODEL_DYNAMIC_QUANTIZATION, DynamicQuantization.class),
            choice(Setting.MODEL_DECODE_AHEAD, DecodeAhead.class));
    ImageLimits limits =
        ImageLimits.defaults()
            .withMaxBytes(integer(Setting.IMAGES_MAX_BYTES, 1, ImageLimits.MOST_BYTES))
            .withMaxPixels(integer(Setting.IMAGES_MAX_PIXELS, 1, ImageLimits.MOST_PIXELS));
    return new Model(
        given(Setting.MODEL_FOLDER).filter(folder -> !folder.equals("bundled")),
        new ModelSettings(
            given(Setting.MODEL_VARIANT),
            logitScale(),
            runtime,
            limits,
            choice(Setting.IMAGES_ALPHA, Alpha.class)),
        GivenModelReader.read(section(Setting.MODEL_VECTORS)),
        choice(Setting.MODEL_OTHERS, JobModel.Others.class));
  }

  private OptionalDouble logitScale() {
    Section section = sections.get(Setting.MODEL_LOGIT_SCALE.section());
    String key = Setting.MODEL_LOGIT_SCALE.key();
    if (!section.has(key)) {
      return OptionalDouble.empty();
    }
    double scale = section.number(key, 1);
    if (scale <= 0) {
      section.problems().expected(section.pathOf(key), "a number above 0", scale);
    }
    return OptionalDouble.of(scale);
  }

  private Output output() {
    Map<Topic<?>, Encoding> encodings = new HashMap<>();
    Map<Topic<?>, Delivery> deliveries = new HashMap<>();
    Section topics = sections.get("output").section(Setting.OUTPUT_TOPICS.key());
    for (Topic<?> topic : Topic.outputs()) {
      if (topics.has(topic.code())) {
        Section one = topics.section(topic.code());
        if (one.has("encoding")) {
          encodings.put(topic, one.choice("encoding", Encoding.class, Encoding.JSON));
        }
        if (one.has("delivery")) {
          deliveries.put(topic, one.choice("delivery", Delivery.class, Delivery.EXACTLY_ONCE));
        }
        one.refuseOthers();
      }
    }
    topics.refuseOthers();
    return new Output(
        choice(Setting.OUTPUT_ENCODING, Encoding.class),
        choice(Setting.OUTPUT_DELIVERY, Delivery.class),
        encodings,
        deliveries,
        text(Setting.OUTPUT_TRANSACTIONAL_ID),
        duration(Setting.OUTPUT_TRANSACTION_TIMEOUT),
        integer(Setting.OUTPUT_MAX_BYTES, DeadLetterSettings.LEAST_SINK_LIMIT, 1 << 30),
        integer(Setting.DEAD_LETTERS_MAX_BYTES, 0, 1 << 30),
        choice(Setting.DELIVERY_ON_LOSS, OnLoss.class));
  }

  private Path stateFolder() {
    return given(Setting.STATE_FOLDER)
        .map(Path::of)
        .orElseGet(
            () -> StateFolder.standard(text(Setting.OUTPUT_TRANSACTIONAL_ID), System.getenv()));
  }

  private Optional<Integer> parallelism() {
    boolean said = root.has(Setting.PARALLELISM.key());
    int value = (int) root.integer(Setting.PARALLELISM.key(), 1, 1, Topology.MAX_PARALLELISM);
    return said ? Optional.of(value) : Optional.empty();
  }

  private Section section(Setting setting) {
    return sections.get(setting.section());
  }

  private String text(Setting setting) {
    return given(setting).orElse(setting.standIn());
  }

  /** A text, or nothing where the file does not say. */
  private Optional<String> given(Setting setting) {
    Optional<String> text = Optional.ofNullable(section(setting).text(setting.key(), null));
    text.ifPresent(given -> refuseReference(setting.path(), given));
    return text;
  }

  /** Only Kafka's clients look references up; anything else would take them for its value. */
  private void refuseReference(String path, String text) {
    if (Secrets.refers(text) && refused.add(path)) {
      root.problems()
          .note(path, "${ENV:NAME} and ${FILE:PATH} are looked up in kafka.properties alone");
    }
  }

  /** What may stand before a topic's name, or nothing where the file does not say. */
  private Optional<String> prefix(Setting setting) {
    Optional<String> prefix = given(setting);
    if (prefix.isPresent() && !PREFIX.matcher(prefix.get()).matches()) {
      section(setting)
          .problems()
          .expected(
              setting.path(),
              "at most 200 letters of ASCII, digits, dots, hyphens and underscores",
              prefix.get());
    }
    return prefix;
  }

  private int integer(Setting setting, int least, int most) {
    long standIn = Long.parseLong(setting.standIn());
    return (int) section(setting).integer(setting.key(), standIn, least, most);
  }

  private Duration duration(Setting setting) {
    Duration standIn = DurationText.parse(setting.standIn()).orElseThrow();
    return section(setting).duration(setting.key(), standIn);
  }

  /** A duration that may be 0. */
  private Duration wait(Setting setting) {
    Section section = section(setting);
    boolean none = section.has(setting.key()) && section.scalar(setting.key()).equals("0");
    return none ? Duration.ZERO : duration(setting);
  }

  private <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    E standIn =
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> Coded.code(constant.name()).equals(setting.standIn()))
            .findFirst()
            .orElseThrow();
    return section(setting).choice(setting.key(), type, standIn);
  }

  /**
   * Names and values as they are; numbers and truths are written out. There are passwords among the
   * values, and where a colon is missing they are part of a name.
   */
  private Map<String, String> properties(Setting setting) {
    Map<String, String> properties = new LinkedHashMap<>();
    Section given = section(setting).concealed(setting.key());
    for (String name : given.names()) {
      if (PROPERTY.matcher(name).matches()) {
        properties.put(name, given.scalar(name));
      } else {
        given.has(name);
        root.problems()
            .note(
                setting.path(),
                "expected names of letters of ASCII, digits, dots, hyphens and underscores; one"
                    + " that has others is not shown, as it may hold a password");
      }
    }
    return properties;
  }

  /** The settings of a section, for the guide. */
  static List<Setting> of(String section) {
    return Arrays.stream(Setting.values()).filter(s -> s.section().equals(section)).toList();
  }
}
