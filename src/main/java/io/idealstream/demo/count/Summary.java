package io.idealstream.demo.count;

import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a demo came to.
 *
 * @param seconds that the feed ran
 * @param captions messages on topic {@code captions}
 * @param words messages on topic {@code words}
 * @param imagesPerSecond from the first image sent to the last label read; null without a label
 * @param latencyP50 milliseconds from an image's Kafka timestamp until a read_committed reader has
 *     its first label; null without a label
 * @param raw accuracy of the plain prompts in space {@code birds}, over birds that its gate
 *     admitted
 * @param debiased accuracy of the ideal words there
 * @param live what the job itself said of both, from feedback about half of the pictures; null
 *     without any
 * @param gate what the gate of that space kept out, rightly and wrongly
 * @param scenes places that space {@code scenes} named
 * @param drift alarms in the order in which they came
 */
public record Summary(
    long seconds,
    Balance balance,
    long captions,
    long labels,
    long hits,
    long decisions,
    long words,
    long deadLetters,
    Double imagesPerSecond,
    Long latencyP50,
    Long latencyP99,
    GroupAccuracy raw,
    GroupAccuracy debiased,
    Quality live,
    GateCount gate,
    SceneCount scenes,
    List<DriftAlarm> drift) {

  /** Copies the list. */
  public Summary {
    drift = List.copyOf(drift);
  }

  /** Joins what was sent and what came back. */
  public static Summary of(
      long seconds,
      Images images,
      long captions,
      Answers answers,
      BirdAnswers birds,
      Quality live,
      SceneAnswers scenes,
      List<DriftAlarm> drift) {
    Balance balance = answers.balance(images);
    Percentiles latencies =
        new Percentiles(
            images.byKey().entrySet().stream()
                .filter(image -> answers.labelled().contains(image.getKey()))
                .mapToLong(
                    image ->
                        Objects.requireNonNull(answers.firstReadMillis(image.getKey()))
                            - image.getValue().sentMillis())
                .toArray());
    return new Summary(
        seconds,
        balance,
        captions,
        answers.labels(),
        answers.hits(),
        answers.decisions(),
        answers.wordRecords(),
        answers.deadLetters(),
        rate(images, answers, balance),
        latencies.at(0.5),
        latencies.at(0.99),
        birds.raw(),
        birds.debiased(),
        live,
        birds.gate(),
        scenes.count(),
        drift);
  }

  /** The fields of {@code demo --json}. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seconds", seconds);
    tree.put("images", balance.images());
    tree.put("captions", captions);
    tree.put("labels", labels);
    tree.put("hits", hits);
    tree.put("decisions", decisions);
    tree.put("words", words);
    tree.put("deadLetters", deadLetters);
    tree.put("deadLetterImages", balance.deadLetterImages());
    tree.put("imagesPerSecond", imagesPerSecond);
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("p50", latencyP50);
    latency.put("p99", latencyP99);
    tree.put("latencyMs", latency);
    Map<String, Object> groups = new LinkedHashMap<>();
    groups.put("raw", tree(raw));
    groups.put("debiased", tree(debiased));
    tree.put("groups", groups);
    tree.put("live", live == null ? null : tree(live));
    tree.put("gate", gate.tree());
    tree.put("scenes", scenes.tree());
    tree.put("drift", drift.stream().map(DriftAlarm::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Quality live) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("items", live.items());
    tree.put("raw", tree(live.raw()));
    tree.put("debiased", tree(live.debiased()));
    return tree;
  }

  private static Map<String, Object> tree(GroupAccuracy accuracy) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("worst", accuracy.worst());
    tree.put("average", accuracy.average());
    tree.put("gap", accuracy.gap());
    return tree;
  }

  private static Double rate(Images images, Answers answers, Balance balance) {
    long first =
        images.byKey().values().stream().mapToLong(Images.Image::sentMillis).min().orElse(0);
    long millis = answers.lastReadMillis() - first;
    return answers.labels() == 0 || millis <= 0 ? null : balance.images() * 1000.0 / millis;
  }
}
