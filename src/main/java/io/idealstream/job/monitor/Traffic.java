package io.idealstream.job.monitor;

import java.time.Duration;
import java.util.Map;

/**
 * What goes in and out.
 *
 * @param images that were read, whatever became of them
 * @param captions that were read, also those in envelopes of images
 */
public record Traffic(Flow images, Flow captions, Flow labels, Flow hits, Flow decisions) {

  /** The same with what came per second since then. */
  Traffic since(Traffic then, Duration elapsed) {
    return new Traffic(
        images.since(then.images, elapsed),
        captions.since(then.captions, elapsed),
        labels.since(then.labels, elapsed),
        hits.since(then.hits, elapsed),
        decisions.since(then.decisions, elapsed));
  }

  /** Adds what it says to the snapshot's fields. */
  void addTo(Map<String, Object> tree) {
    tree.put("images", images.tree());
    tree.put("captions", captions.tree());
    tree.put("labels", labels.tree());
    tree.put("hits", hits.tree());
    tree.put("decisions", decisions.tree());
  }
}
