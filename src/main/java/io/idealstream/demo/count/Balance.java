package io.idealstream.demo.count;

import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every image against its answer: images = labelled images + dead-letter images, none of them
 * twice.
 *
 * @param images distinct images
 * @param labelled distinct images with a label
 * @param deadLetterImages distinct images without one, refused
 * @param problems sentences; empty when everything adds up
 */
public record Balance(long images, long labelled, long deadLetterImages, List<String> problems) {

  private static final int NAMED = 3;

  /** Whether every image has its answer. */
  public boolean isComplete() {
    return images == labelled + deadLetterImages;
  }

  static Balance of(Images images, Answers answers) {
    Set<String> refused = images.keysAt(answers.refused());
    List<String> lost = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    long late = 0;
    for (var entry : images.byKey().entrySet()) {
      String key = entry.getKey();
      Images.Image image = entry.getValue();
      boolean labelled = answers.labelled().contains(key);
      int times = (labelled ? answers.mostLabels(key) : 0) + (refused.contains(key) ? 1 : 0);
      if (times == 0 && image.expected()) {
        lost.add(key);
      } else if (times == 0) {
        late++;
      } else if (times > image.messages()) {
        repeated.add(key);
      }
    }
    Set<String> unknown = new HashSet<>(answers.labelled());
    unknown.removeAll(images.byKey().keySet());
    refused.removeAll(answers.labelled());
    List<String> problems = new ArrayList<>();
    say(lost, "neither labelled nor refused", problems);
    say(repeated, "answered more than once", problems);
    say(unknown, "labelled without having been sent", problems);
    return new Balance(
        images.byKey().size() - late, answers.labelled().size(), refused.size(), problems);
  }

  private static void say(Iterable<String> keys, String what, List<String> problems) {
    List<String> named = new ArrayList<>();
    keys.forEach(named::add);
    if (!named.isEmpty()) {
      String some = String.join(", ", named.subList(0, Math.min(NAMED, named.size())));
      String more = named.size() > NAMED ? ", ..." : "";
      problems.add(
          Count.of(named.size(), "image was ", "images were ") + what + ": " + some + more);
    }
  }
}
