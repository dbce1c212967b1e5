package io.idealstream.stream.space;

import io.idealstream.estimate.CompletedWords;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.AsOf;
import io.idealstream.estimate.words.ChangedWords;
import io.idealstream.estimate.words.Labelling;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Word;
import io.idealstream.wire.pinned.PinnedFile;
import io.idealstream.wire.pinned.PinnedSpace;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gives prepared spaces the words of a file in place of the job's own estimates. They keep the
 * versions that the file names: what is labelled by them says the same again.
 */
public final class PinWords extends ProcessFunction<PreparedSpace, SpaceInForce> {

  /** Words over all feeds, of every source, that queries may name. */
  public static final OutputTag<NamedVectors> NAMED =
      new OutputTag<>("named-pinned-words", TypeInformation.of(NamedVectors.class));

  private static final long serialVersionUID = 1L;

  private final byte[] file;

  private transient Map<String, PinnedSpace> pinned;

  /**
   * @param file a file of pinned words that can be read, see {@link PinnedFile}
   */
  public PinWords(byte[] file) {
    this.file = file.clone();
  }

  @Override
  public void open(OpenContext context) {
    pinned =
        PinnedFile.read("pinned words", file).stream()
            .collect(Collectors.toMap(space -> space.head().space(), Function.identity()));
  }

  @Override
  public void processElement(PreparedSpace space, Context context, Collector<SpaceInForce> out) {
    if (space.definition() == null || space.awaitsWords()) {
      return;
    }
    PinnedSpace words = pinned.get(space.space());
    if (words == null) {
      return; // restored from a run with another file
    }
    PreparedSpace version =
        new PreparedSpace(
            space.space(),
            words.head().spaceVersion(),
            space.definition(),
            space.model(),
            space.logitScale(),
            space.prompts(),
            space.plain(),
            space.gate());
    SourceEstimate labelling = labelling(space, words);
    out.collect(Labelling.inForce(version, words.head().version(), labelling));
    ChangedWords named = new ChangedWords(space.space());
    words.words().forEach(named::put);
    context.output(NAMED, named.event(labelling.source().code(), space.model()));
  }

  /**
   * The words that labelled when the file was written: those asked for, completed where they had to
   * be, or the prompts'.
   */
  private static SourceEstimate labelling(PreparedSpace space, PinnedSpace words) {
    SpaceDefinition definition = words.definition();
    Source source = definition.estimate().labelSource();
    SourceEstimate completed = estimate(words, Source.COMPLETED, source);
    SourceEstimate asked =
        completed.estimable()
            ? completed.labellingBy(
                new CompletedWords(
                    completed.rows(), completed.standardError(), completed.priorShare()))
            : estimate(words, source, source);
    return asked.source() != Source.PROMPTS && Labelling.suffices(asked, definition)
        ? asked
        : estimate(words, Source.PROMPTS, Source.PROMPTS).with(space.prompts().cells());
  }

  /**
   * @param from source of the words in the file
   * @param source that they count as
   */
  private static SourceEstimate estimate(PinnedSpace pinned, Source from, Source source) {
    FactorSpace space = pinned.definition().factorSpace();
    SourceFit fit = pinned.head().sources().get(from.code());
    int dimension = pinned.words().isEmpty() ? 1 : pinned.words().get(0).vector().length;
    double[] rows = new double[space.rows() * dimension];
    boolean[] determined = new boolean[space.rows()];
    double[] support = new double[space.rows()];
    double[] errors = new double[space.rows()];
    double[] shares = new double[space.rows()];
    Arrays.fill(errors, Double.NaN);
    if (fit != null && fit.u0() != null) {
      System.arraycopy(fit.u0(), 0, rows, 0, dimension);
      determined[0] = true;
    }
    for (Word word : pinned.words()) {
      if (word.source() == from && word.feed().equals(Word.EVERY_FEED)) {
        int factor = space.factorIndex(word.factor());
        int row = space.row(factor, space.valueIndex(factor, word.value()));
        System.arraycopy(word.vector(), 0, rows, row * dimension, dimension);
        determined[row] = true;
        support[row] = word.support();
        errors[row] = word.standardError() == null ? Double.NaN : word.standardError();
        shares[row] = word.priorShare() == null ? 0 : word.priorShare();
      }
    }
    return new SourceEstimate(
        pinned.head().space(),
        Word.EVERY_FEED,
        source,
        pinned.head().model(),
        pinned.head().spaceVersion(),
        rows,
        determined,
        support,
        errors,
        fit == null ? 0 : fit.rank(),
        fit == null || fit.r2() == null ? Double.NaN : fit.r2(),
        AsOf.ofState(pinned.head().asOf()),
        null,
        from == Source.COMPLETED ? shares : null,
        null,
        null,
        null,
        null);
  }
}
