package io.idealstream.estimate;

import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.Per;
import io.idealstream.wire.space.Phrasebook;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;

/** A space in force, taken apart once for all the items that are held against it. */
public record KnownSpace(
    long version,
    String model,
    SpaceDefinition definition,
    FactorSpace cells,
    Phrasebook phrasebook) {

  public static KnownSpace of(HeldSpace held) {
    SpaceDefinition definition = held.parsed();
    return new KnownSpace(
        held.version(),
        held.model(),
        definition,
        definition.factorSpace(),
        new Phrasebook(definition));
  }

  /** The feed under which items of a feed are estimated. */
  public String estimateFeed(String feed) {
    return definition.estimate().per() == Per.FEED ? feed : Word.EVERY_FEED;
  }

  /** Event time after which an event counts half; 0 for never. */
  public long halfLifeMillis() {
    Duration halfLife = definition.estimate().halfLife();
    return halfLife == null ? 0 : halfLife.toMillis();
  }

  /** Whether there is an estimate under this feed, or under {@code *} for all feeds together. */
  public boolean estimates(String feed) {
    boolean together = feed.equals(Word.EVERY_FEED);
    return definition.estimate().per() == Per.FEED
        ? !together && definition.appliesTo(feed)
        : together;
  }
}
