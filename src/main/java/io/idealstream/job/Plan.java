package io.idealstream.job;

import io.idealstream.model.ModelDescription;
import io.idealstream.stream.embed.BatchSettings;
import io.idealstream.stream.embed.ImageEmbedding;
import io.idealstream.stream.embed.JobModel;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.codec.ReadingLimits;
import java.util.HashSet;
import java.util.List;

/**
 * What the stages of a job have in common. A stage is a function from streams to streams: it takes
 * what it needs from the inlets and gives what it writes to the outlets.
 */
record Plan(
    JobSettings settings,
    Job.Existing existing,
    Inlets inlets,
    Outlets outlets,
    Topology.Interception interception) {

  JobModel model() {
    return settings.model().made();
  }

  ImageEmbedding.Opening pictures() {
    return model().images(inlets.subtasks());
  }

  JobModel.Others others() {
    return settings.model().others();
  }

  DeadLetterSettings letters() {
    return settings.output().deadLetters();
  }

  ReadingLimits limits() {
    return settings
        .readingLimits()
        .withDimension(existing.model().map(ModelDescription::dimension).orElse(0));
  }

  BatchSettings batches() {
    return new BatchSettings(
        settings.input().batchSize(), settings.input().batchAge(), settings.input().batchBytes());
  }

  /** Items wait at start for definitions that are there already. */
  WaitingSettings waiting(List<String> awaited) {
    return new WaitingSettings(new HashSet<>(awaited), settings.waitingItems());
  }
}
