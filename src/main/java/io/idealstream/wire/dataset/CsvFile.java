package io.idealstream.wire.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.vectors.LineProblems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A table with a header: commas, quotes as in RFC 4180, UTF-8 with or without a mark. */
final class CsvFile {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .build();

  /** Makes something of one row. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param row column to cell; every column of the header is there
     * @throws IllegalArgumentException saying why the row cannot be used
     */
    void read(Map<String, String> row);
  }

  private final Path file;
  private final LineProblems problems;

  private CsvFile(Path file, LineProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads every row; those that cannot be used become problems. An empty line is no row, unless
   * there is one column and it may be empty.
   *
   * @param required columns that must be there, and are filled; others may be
   * @throws Misconfigured if the file cannot be read, or lacks a column, or has one twice
   */
  static void read(Path file, List<String> required, Reader reader, LineProblems problems) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      new CsvFile(file, problems).read(bytes, required, reader);
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + firstLine(broken)));
    }
  }

  private static String firstLine(IOException broken) {
    String message =
        broken instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(broken.getMessage());
    return message.lines().findFirst().orElse("it breaks off");
  }

  private void read(InputStream bytes, List<String> required, Reader reader) throws IOException {
    try (MappingIterator<String[]> rows = MAPPER.readerFor(String[].class).readValues(bytes)) {
      List<String> header = header(rows, required);
      while (rows.hasNextValue()) {
        long line = rows.getCurrentLocation().getLineNr();
        String[] cells = next(rows);
        if (isBlank(cells) && (header.size() > 1 || !required.isEmpty())) {
          continue;
        }
        if (cells.length == header.size()) {
          offer(row(header, cells), line, reader);
        } else {
          problems.note(
              file,
              line,
              "expected %s as in the header, found %d"
                  .formatted(Count.of(header.size(), "cell"), cells.length));
        }
      }
    }
  }

  private static boolean isBlank(String[] cells) {
    return cells.length == 0 || (cells.length == 1 && cells[0].isBlank());
  }

  /** A row that breaks off swallows those behind it, so that none of the file can be trusted. */
  private String[] next(MappingIterator<String[]> rows) {
    long line = rows.getCurrentLocation().getLineNr();
    try {
      return rows.nextValue();
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("line %d: %s".formatted(line, firstLine(broken))));
    }
  }

  private List<String> header(MappingIterator<String[]> rows, List<String> required)
      throws IOException {
    List<String> header = rows.hasNextValue() ? List.of(next(rows)) : List.of();
    List<String> wrong = new ArrayList<>();
    List<String> missing = new ArrayList<>(required);
    missing.removeAll(header);
    if (!missing.isEmpty()) {
      String hints =
          missing.stream()
              .map(column -> Spelling.didYouMean(column, header))
              .collect(Collectors.joining());
      wrong.add("expected columns %s, found %s%s".formatted(required, header, hints));
    }
    for (String column : new TreeSet<>(header)) {
      if (Collections.frequency(header, column) > 1) {
        wrong.add("column \"%s\" stands in the header twice".formatted(column));
      }
    }
    if (!wrong.isEmpty()) {
      throw new Misconfigured(file.toString(), wrong);
    }
    return header;
  }

  private static Map<String, String> row(List<String> header, String[] cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int column = 0; column < cells.length; column++) {
      row.put(header.get(column), cells[column]);
    }
    return row;
  }

  private void offer(Map<String, String> row, long line, Reader reader) {
    try {
      reader.read(row);
    } catch (IllegalArgumentException why) {
      problems.note(file, line, why.getMessage());
    }
  }
}
