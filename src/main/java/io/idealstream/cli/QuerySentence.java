package io.idealstream.cli;

import io.idealstream.stream.log.OneLine;
import io.idealstream.wire.Blank;
import io.idealstream.wire.Query;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import io.idealstream.wire.config.DurationText;
import java.util.ArrayList;
import java.util.List;

/** A query as a line for people, whatever texts it has. */
final class QuerySentence {

  private QuerySentence() {}

  static String of(Query query) {
    List<String> parts = new ArrayList<>();
    parts.add(terms(query));
    add(parts, "from", query.threshold());
    if (query.k() != null) {
      String window = query.window() == null ? "" : " in " + DurationText.of(query.window());
      parts.add("best " + query.k() + window);
    }
    add(parts, "feeds", query.feeds() == null ? null : String.join(", ", query.feeds()));
    add(parts, "until", query.expires());
    add(parts, "looks back", query.lookBack());
    add(parts, "priority", query.priority());
    if (query.distinct() != null) {
      parts.add("distinct within " + DurationText.of(query.distinct().within()));
    }
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, Object value) {
    if (value != null) {
      parts.add(what + " " + value);
    }
  }

  private static String terms(Query query) {
    StringBuilder text = new StringBuilder();
    if (query.text() != null && !Blank.is(query.text())) {
      text.append(OneLine.of(TermText.ofText(query.text())));
    }
    append(text, query.plus(), " + ");
    append(text, query.minus(), " - ");
    return text.toString().strip();
  }

  private static void append(StringBuilder text, List<Term> terms, String sign) {
    for (Term term : terms == null ? List.<Term>of() : terms) {
      text.append(sign).append(OneLine.of(TermText.of(term)));
      if (term.scale() != null) {
        text.append("@").append(term.scale());
      }
    }
  }
}
