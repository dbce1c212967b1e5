package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.Modality;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.ImageItem;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * Images to unit vectors, at the items' own times. The caption in an envelope comes out at {@link
 * #CAPTIONS}, if the image itself can be used.
 */
public final class EmbedImages extends EmbedPictures<ImageArrival, Embedded> {
  private static final long serialVersionUID = 1L;

  /** Captions of envelopes. */
  public static final OutputTag<CaptionArrival> CAPTIONS =
      new OutputTag<>("envelope-captions", TypeInformation.of(CaptionArrival.class));

  /** That an image of a feed became a dead letter; see {@link Embedded#lost}. */
  public static final OutputTag<Embedded> LOST =
      new OutputTag<>("lost-images", TypeInformation.of(Embedded.class));

  public EmbedImages(ImageEmbedding.Opening model, DeadLetterSettings deadLetters) {
    this(model, JobModel.Others.REFUSE, deadLetters);
  }

  public EmbedImages(
      ImageEmbedding.Opening model, JobModel.Others others, DeadLetterSettings deadLetters) {
    super(model, others, deadLetters);
  }

  /** The message as it came, which a dead letter would need. */
  @Override
  public long bytes(ImageArrival arrival) {
    return arrival.origin().value().length;
  }

  @Override
  public void apply(List<ImageArrival> batch, Outputs<Embedded> outputs) {
    List<Attempt<PictureVectors.Found>> found =
        vectors().of(batch.stream().map(arrival -> content(arrival.image())).toList());
    for (int i = 0; i < batch.size(); i++) {
      ImageArrival arrival = batch.get(i);
      if (found.get(i).failed()) {
        if (refuse(i, arrival.origin(), found.get(i).why(), outputs)) {
          outputs.emit(i, LOST, Embedded.lost(arrival.image().feed(), arrival.image().time()));
        }
        continue;
      }
      ImageItem image = arrival.image();
      outputs.emit(image.time(), embedded(image, found.get(i).value()));
      if (image.caption() != null) {
        outputs.emit(i, CAPTIONS, CaptionArrival.inside(arrival.origin(), caption(image)));
      }
    }
  }

  private static PictureVectors.Content content(ImageItem image) {
    return new PictureVectors.Content(image.id(), image.image(), image.embedding(), image.model());
  }

  private Embedded embedded(ImageItem image, PictureVectors.Found found) {
    return new Embedded(
        Modality.IMAGE,
        image.id(),
        image.feed(),
        image.time(),
        vectors().fingerprint(),
        found.vector(),
        image.caption(),
        image.values(),
        found.pixels(),
        image.attributes());
  }

  private static Caption caption(ImageItem image) {
    return new Caption(
        image.id(),
        image.feed(),
        image.time(),
        image.caption(),
        image.values(),
        image.captionEmbedding(),
        image.captionEmbedding() == null ? null : image.model());
  }
}
