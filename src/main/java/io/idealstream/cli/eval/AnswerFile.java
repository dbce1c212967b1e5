package io.idealstream.cli.eval;

import io.idealstream.decision.FactorAnswer;
import io.idealstream.wire.dataset.LabelledPicture;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Every answer to every picture as CSV (RFC 4180), a line each, written as they come. Whatever gate
 * and thresholds say.
 */
public final class AnswerFile implements Evaluation.Answers, AutoCloseable {

  private static final List<String> HEAD =
      List.of("path", "factor", "truth", "method", "answer", "probability", "right");

  private final BufferedWriter lines;

  /**
   * @throws UncheckedIOException if the file cannot be written
   */
  public AnswerFile(Path file) {
    try {
      lines = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    write(HEAD);
  }

  @Override
  public void take(
      LabelledPicture picture,
      String group,
      String factor,
      List<String> values,
      int truth,
      List<String> methods,
      List<FactorAnswer> answers) {
    for (int m = 0; m < methods.size(); m++) {
      FactorAnswer answer = answers.get(m);
      write(
          Arrays.asList(
              picture.file().toString(),
              factor,
              values.get(truth),
              methods.get(m),
              values.get(answer.value()),
              String.format(Locale.ROOT, "%.6f", answer.probabilities()[answer.value()]),
              Boolean.toString(answer.value() == truth)));
    }
  }

  private void write(List<String> cells) {
    try {
      lines.write(cells.stream().map(AnswerFile::quoted).collect(Collectors.joining(",")));
      lines.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the answers", e);
    }
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the answers", e);
    }
  }
}
