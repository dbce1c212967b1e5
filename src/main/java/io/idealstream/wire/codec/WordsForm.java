package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import java.util.Map;

/** Only a word has a factor. */
final class WordsForm implements Form<WordsRecord> {

  private final Form<Word> word = Form.of(Word.class);
  private final Form<WordsHead> head = Form.of(WordsHead.class);

  @Override
  public WordsRecord read(Map<String, Object> tree) throws Unreadable {
    return tree.containsKey("factor") ? word.read(tree) : head.read(tree);
  }

  @Override
  public Map<String, Object> write(WordsRecord words) {
    return words instanceof Word one ? word.write(one) : head.write((WordsHead) words);
  }
}
