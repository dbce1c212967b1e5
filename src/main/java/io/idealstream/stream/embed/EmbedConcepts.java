package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.ConceptMessage;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.ConceptExample;
import java.util.Iterator;
import java.util.List;

/** Examples of concepts to unit vectors, in the order in which they came. */
public final class EmbedConcepts extends EmbedPictures<ConceptMessage, ConceptArrival> {
  private static final long serialVersionUID = 1L;

  public EmbedConcepts(ImageEmbedding.Opening model, DeadLetterSettings deadLetters) {
    this(model, JobModel.Others.REFUSE, deadLetters);
  }

  public EmbedConcepts(
      ImageEmbedding.Opening model, JobModel.Others others, DeadLetterSettings deadLetters) {
    super(model, others, deadLetters);
  }

  @Override
  public long bytes(ConceptMessage message) {
    return message.origin().value() == null ? 0 : message.origin().value().length;
  }

  @Override
  public void apply(List<ConceptMessage> batch, Outputs<ConceptArrival> outputs) {
    Iterator<Attempt<PictureVectors.Found>> found =
        vectors()
            .of(
                batch.stream()
                    .map(ConceptMessage::example)
                    .filter(example -> example != null)
                    .map(EmbedConcepts::content)
                    .toList())
            .iterator();
    for (int i = 0; i < batch.size(); i++) {
      ConceptMessage message = batch.get(i);
      if (message.example() == null) {
        outputs.emit(i, ConceptArrival.removal(message.concept()));
        continue;
      }
      Attempt<PictureVectors.Found> vector = found.next();
      if (vector.failed()) {
        refuse(i, message.origin(), vector.why(), outputs);
      } else {
        outputs.emit(i, taught(message.example(), vector.value().vector()));
      }
    }
  }

  private static PictureVectors.Content content(ConceptExample example) {
    return new PictureVectors.Content(
        example.concept(), example.image(), example.embedding(), example.model());
  }

  private ConceptArrival taught(ConceptExample example, float[] vector) {
    return new ConceptArrival(
        example.concept(), example.role().code(), vectors().fingerprint(), vector);
  }
}
