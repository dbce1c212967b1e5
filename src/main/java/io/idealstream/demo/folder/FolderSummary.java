package io.idealstream.demo.folder;

import io.idealstream.demo.count.Balance;
import io.idealstream.demo.folder.FolderAnswers.Right;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run on a folder came to.
 *
 * @param files pictures of the folder
 * @param right by {@code space/factor}, how often labels say what the folder says
 */
public record FolderSummary(
    long seconds,
    int files,
    long labels,
    long hits,
    long deadLetters,
    Balance balance,
    Map<String, Right> right) {

  /** For a script. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seconds", seconds);
    tree.put("files", files);
    tree.put("images", balance.images());
    tree.put("labelled", balance.labelled());
    tree.put("deadLetterImages", balance.deadLetterImages());
    tree.put("labels", labels);
    tree.put("hits", hits);
    tree.put("deadLetters", deadLetters);
    Map<String, Object> shares = new TreeMap<>();
    right.forEach(
        (name, one) -> {
          Map<String, Object> counts = new LinkedHashMap<>();
          counts.put("items", one.items());
          counts.put("raw", one.raw());
          counts.put("debiased", one.debiased());
          counts.put("abstained", one.abstained());
          shares.put(name, counts);
        });
    tree.put("right", shares);
    return tree;
  }
}
