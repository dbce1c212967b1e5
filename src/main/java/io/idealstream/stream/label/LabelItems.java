package io.idealstream.stream.label;

import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.decide.Labelled;
import io.idealstream.stream.feedback.FeedbackSettings;
import io.idealstream.stream.feedback.ItemAnswers;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Labels every image in every space that is in force for its feed and model, one label each.
 *
 * <p>An image waits until the awaited spaces have their words. Beyond the bound it is labelled in
 * the spaces that are there: by plain prompts alone, and saying so, where the words are still
 * missing. An image that was labelled may wait on for feedback, at {@link #ANSWERS}.
 */
public final class LabelItems extends AnswerItems<SpaceInForce, Label> {

  /** Answers that are kept until there is feedback about them. */
  public static final OutputTag<HeldItem> ANSWERS =
      new OutputTag<>("answers", TypeInformation.of(HeldItem.class));

  /** Side output: what is known of items, for who decides about them. */
  public static final OutputTag<ItemPart> PARTS =
      new OutputTag<>("labelled-parts", TypeInformation.of(ItemPart.class));

  private static final long serialVersionUID = 1L;

  private final FeedbackSettings feedback;

  /** Labels images that no feedback will come about. */
  public LabelItems(WaitingSettings settings) {
    this(settings, new FeedbackSettings(Duration.ZERO, 1));
  }

  public LabelItems(WaitingSettings settings, FeedbackSettings feedback) {
    super(settings);
    this.feedback = feedback;
  }

  @Override
  protected HeldSpaces inForce() {
    return new HeldSpaces();
  }

  @Override
  protected void forgotten(Embedded item) {
    output.collect(PARTS, new StreamRecord<>(ItemPart.forgotten(item)));
  }

  @Override
  protected void answered(Embedded item, List<Label> labels) {
    output.collect(PARTS, new StreamRecord<>(Labelled.part(item, labels)));
    if (feedback.waits() && !labels.isEmpty()) {
      output.collect(
          ANSWERS,
          new StreamRecord<>(
              new HeldItem(
                  Keys.item(item.feed(), item.id()),
                  item.time(),
                  ItemAnswers.of(labels).toBytes())));
    }
  }
}
