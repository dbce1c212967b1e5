package io.idealstream.cli;

import io.idealstream.wire.Distinct;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a standing query asks for, as options. */
final class QueryOptions {
  static final String TERMS_1 =
      "A TERM is text:TEXT, word:SPACE/FACTOR/VALUE or concept:NAME, with a scale behind @:";
  static final String TERMS_2 =
      "  text:\"a shirt\"  text:\"a shirt\"@0.5  word:birds/bird/waterbird@2";
  static final String TERMS_3 =
      "  word(images):birds/bird/waterbird  concept:my-shirt@1.5  concept(average):my-shirt";

  @Option(names = "--text", description = "What to look for.")
  private String text;

  @Option(names = "--plus", paramLabel = "TERM", description = "A term to add; may be repeated.")
  private List<String> plus;

  @Option(
      names = "--minus",
      paramLabel = "TERM",
      description = "A term to take away; may be repeated.")
  private List<String> minus;

  @Option(names = "--threshold", description = "Least cosine of a hit.")
  private Double threshold;

  @Option(names = "--k", description = "Only the best K of each window.")
  private Integer k;

  @Option(names = "--window", paramLabel = "TIME", description = "Window of --k, such as 10s.")
  private String window;

  @Option(names = "--feed", description = "Only this feed; may be repeated.")
  private List<String> feeds;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When it ends, such as 2026-12-01T00:00:00Z, or after how long, such as 8h.")
  private String expires;

  @Option(
      names = "--look-back",
      paramLabel = "N|TIME",
      description = "Also answer the last N items, or those of the last TIME.")
  private String lookBack;

  @Option(names = "--priority", description = "Hits of a higher one leave first (default 0).")
  private Integer priority;

  @Option(
      names = "--distinct",
      paramLabel = "TIME",
      description = "Leave out a hit whose vector was hit within this time before.")
  private String distinct;

  @Option(
      names = "--similarity",
      paramLabel = "COSINE",
      description = "With --distinct: vectors at least this close count as the same.")
  private Double similarity;

  @Option(names = "--explain", description = "Let hits say what each term adds to the score.")
  private boolean explain;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The query of an id that asks for what the options say. */
  Query query(String id) {
    return new Query(
        id,
        text,
        terms("--plus", plus),
        terms("--minus", minus),
        threshold,
        k,
        duration("--window", window),
        feeds,
        expiry(),
        lookBack,
        explain ? true : null,
        priority,
        distinct());
  }

  /** A query that asks for what the options say, and for the rest as before. */
  Query query(Query before) {
    Query asked = query(before.id());
    return new Query(
        before.id(),
        or(asked.text(), before.text()),
        or(asked.plus(), before.plus()),
        or(asked.minus(), before.minus()),
        or(asked.threshold(), before.threshold()),
        or(asked.k(), before.k()),
        or(asked.window(), before.window()),
        or(asked.feeds(), before.feeds()),
        or(asked.expires(), before.expires()),
        or(asked.lookBack(), before.lookBack()),
        or(asked.explain(), before.explain()),
        or(asked.priority(), before.priority()),
        or(asked.distinct(), before.distinct()));
  }

  private static <T> T or(T asked, T before) {
    return asked == null ? before : asked;
  }

  /** Whether any option was given. */
  boolean given() {
    return explain
        || Stream.of(
                text,
                plus,
                minus,
                threshold,
                k,
                window,
                feeds,
                expires,
                lookBack,
                priority,
                distinct,
                similarity)
            .anyMatch(Objects::nonNull);
  }

  private List<Term> terms(String option, List<String> texts) {
    try {
      return texts == null ? null : texts.stream().map(TermText::parse).toList();
    } catch (IllegalArgumentException why) {
      throw wrong(option + ": " + why.getMessage());
    }
  }

  private Duration duration(String option, String time) {
    return time == null
        ? null
        : DurationText.parse(time)
            .orElseThrow(
                () ->
                    wrong(
                        "%s: expected %s, found %s"
                            .formatted(option, DurationText.EXPECTED, time)));
  }

  private Instant expiry() {
    if (expires == null) {
      return null;
    }
    try {
      return DurationText.parse(expires)
          .map(after -> Instant.now().plus(after))
          .orElseGet(() -> Instant.parse(expires));
    } catch (RuntimeException neither) {
      throw wrong(
          "--expires: expected a time such as 2026-12-01T00:00:00Z or 8h, found " + expires);
    }
  }

  private Distinct distinct() {
    if (distinct == null && similarity != null) {
      throw wrong("--similarity: expected --distinct with it");
    }
    return distinct == null ? null : new Distinct(duration("--distinct", distinct), similarity);
  }

  /** The message, read as the job will read it. */
  Outgoing message(Query query) {
    Outgoing message = Topic.QUERIES.message(query, Encoding.JSON);
    try {
      new QueryReader(ReadingLimits.DEFAULT)
          .read(
              new TopicRecord(
                  "queries", 0, 0, 0, message.key(), message.value(), message.headers()));
    } catch (Unreadable why) {
      throw wrong(why.getMessage());
    }
    return message;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
