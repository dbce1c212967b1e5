package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Resources;
import io.idealstream.math.HalfPrecision;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A feed of pictures, and of vectors of its job's model in every form. */
class MixedVectorsIT {
  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @Test
  void aVectorInAnyFormIsLabelledAsThePictureThatItIsOf() throws Exception {
    byte[] picture = Resources.bytes("/samples/pictures/000.jpg");
    float[] vector;
    String model;
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
      vector =
          assertInstanceOf(Embedding.Vector.class, clip.embedImages(List.of(picture)).get(0))
              .values();
    }
    byte[] floats = floats(vector);
    byte[] halves = halves(vector);
    List<Outgoing> images =
        List.of(
            Pictures.message(
                new ImageItem("picture", "mixed", null, picture, null, null, null, null),
                "image/jpeg"),
            json("numbers", model, Arrays.toString(vector)),
            json("floats", model, base64(floats)),
            json("halves", model, base64(halves)),
            Topic.IMAGES.message(
                new ImageItem("avro", "mixed", null, null, vector, model, null, null),
                Encoding.AVRO),
            json("cut", model, base64(Arrays.copyOf(floats, floats.length - 4))),
            json("odd", model, base64(Arrays.copyOf(halves, halves.length - 1))),
            json("other", "sha256:other", base64(halves)));
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      run.topics().send(Topic.IMAGES, images);
      Map<String, FactorLabel> labels = new HashMap<>();
      for (TopicRecord record : run.topics().await(Topic.LABELS, 5)) {
        Label label = Topic.LABELS.decode(record);
        labels.put(label.id(), label.factors().get("bird"));
      }
      FactorLabel expected = labels.get("picture");
      for (String form : List.of("numbers", "floats", "halves", "avro")) {
        assertEquals(expected.label(), labels.get(form).label(), form);
        double tolerance = form.equals("halves") ? 0.01 : 1e-4;
        assertEquals(expected.probability(), labels.get(form).probability(), tolerance, form);
      }
      Map<String, String> reasons = new HashMap<>();
      for (TopicRecord letter : run.topics().await(Topic.DEAD_LETTERS, 3)) {
        String detail = new String(letter.header("detail"), UTF_8);
        reasons.put(
            detail.substring(0, detail.indexOf(':')), new String(letter.header("reason"), UTF_8));
      }
      assertEquals(
          Map.of("cut", "wrong-dimension", "odd", "bad-embedding", "other", "wrong-model"),
          reasons);
      assertTrue(expected.debiased(), expected::toString);
    }
  }

  private static Outgoing json(String id, String model, String embedding) {
    String value =
        "{\"id\":\"%s\",\"model\":\"%s\",\"embedding\":%s}".formatted(id, model, embedding);
    return new Outgoing(
        "mixed".getBytes(UTF_8),
        value.getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }

  private static String base64(byte[] bytes) {
    return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
  }

  private static byte[] floats(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static byte[] halves(float[] vector) {
    ByteBuffer halves = ByteBuffer.wrap(HalfPrecision.toBytes(vector));
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(halves.asShortBuffer());
    return bytes.array();
  }
}
