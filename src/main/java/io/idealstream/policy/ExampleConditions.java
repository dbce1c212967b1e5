package io.idealstream.policy;

import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads how things stand in an example of a policy. */
final class ExampleConditions {

  private static final String SIGNAL = "share";

  private ExampleConditions() {}

  /** Known from the time of the example's item on. */
  static Conditions parse(Section example, Instant time) {
    List<FeedDrift> drifts = new ArrayList<>();
    for (Section drift : example.sections("drifts")) {
      drifts.add(
          new FeedDrift(
              drift.text("space"),
              drift.text("factor", null),
              drift.text("value", null),
              drift.text("signal", SIGNAL),
              time,
              time,
              time));
      drift.refuseOthers();
    }
    List<LabelQuality> quality = new ArrayList<>();
    Section spaces = example.section("quality");
    for (String space : spaces.names()) {
      Section factors = spaces.section(space);
      for (String factor : factors.names()) {
        quality.add(quality(space, factor, factors.section(factor), time));
      }
    }
    return new Conditions(drifts, quality);
  }

  private static LabelQuality quality(String space, String factor, Section section, Instant time) {
    double worst = section.number("worst");
    double average = section.number("average", worst);
    GroupAccuracy accuracy =
        new GroupAccuracy(worst, average, average - worst, section.text("worstGroup"));
    section.refuseOthers();
    return new LabelQuality(space, 1, factor, time, 1, accuracy, accuracy);
  }
}
