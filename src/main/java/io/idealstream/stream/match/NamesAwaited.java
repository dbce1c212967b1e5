package io.idealstream.stream.match;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.stream.keyed.Patience;
import io.idealstream.stream.log.Warnings;

/**
 * Logs which queries are not in force since a word or a concept that they name is not there: at
 * once, and after a start in a while. Words come once the prompts of their space are embedded.
 */
final class NamesAwaited {

  /** Milliseconds from the operator's start. */
  static final long PATIENCE = 30_000;

  private static final int NAMES_PER_MINUTE = 10;

  private final KeyedOperator<?> operator;
  private final LifeCycles queries;
  private final Patience patience;
  private final Warnings warnings;

  NamesAwaited(KeyedOperator<?> operator, LifeCycles queries) {
    this.operator = operator;
    this.queries = queries;
    patience = new Patience(operator, PATIENCE, this::tell);
    warnings = Warnings.ofSubtask(NamesAwaited.class, NAMES_PER_MINUTE, System::nanoTime);
  }

  /** The query of the current key may wait for a name. */
  void add() throws Exception {
    patience.add();
  }

  private void tell() throws Exception {
    LifeCycle now = queries.get();
    Definition waiting = now.next();
    if (waiting == null || waiting.suspended() || waiting.made() == null) {
      return;
    }
    PreparedQuery kept = PreparedQuery.of(waiting.made());
    if (!kept.awaitsTexts() && kept.awaited() != null) {
      String query = (String) operator.getCurrentKey();
      String sentence = kept.awaited() + LifeCycles.outlook(now);
      warnings.log("query", query, () -> "The query " + query + " " + sentence);
    }
  }
}
