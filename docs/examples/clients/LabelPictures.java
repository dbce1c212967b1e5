import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Send pictures and print their labels: java -cp LIBRARIES LabelPictures.java BROKER FEED PICTURE...
 *
 * <p>Needs kafka-clients. PREFIX in the environment stands before the topics' names in place of
 * "idealstream.".
 */
public class LabelPictures {
  private static final int SECONDS = 120;

  public static void main(String[] args) throws Exception {
    String broker = args[0];
    String feed = args[1];
    List<String> pictures = List.of(args).subList(2, args.length);
    String prefix = System.getenv().getOrDefault("PREFIX", "idealstream.");
    try (KafkaConsumer<String, String> labels = atTheEnd(broker, prefix + "labels")) {
      Set<String> missing = send(broker, prefix + "images", feed, pictures);
      Instant end = Instant.now().plusSeconds(SECONDS);
      while (!missing.isEmpty() && Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, String> label : labels.poll(Duration.ofSeconds(1))) {
          // the key is feed/id/space; any JSON library takes the value apart
          if (label.value() != null
              && missing.removeIf(id -> label.key().startsWith(feed + "/" + id + "/"))) {
            System.out.println(label.value());
          }
        }
      }
      if (!missing.isEmpty()) {
        System.err.println("no labels of " + missing + " in " + SECONDS + " s");
        System.exit(1);
      }
    }
  }

  /** A consumer that sees what is committed from now on; it needs no group. */
  private static KafkaConsumer<String, String> atTheEnd(String broker, String topic) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
    return consumer;
  }

  private static Set<String> send(String broker, String topic, String feed, List<String> pictures)
      throws Exception {
    Set<String> ids = new HashSet<>();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (String path : pictures) {
        Path picture = Path.of(path);
        String id = picture.getFileName().toString();
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(topic, feed, Files.readAllBytes(picture));
        record.headers().add("id", id.getBytes(UTF_8)).add("feed", feed.getBytes(UTF_8));
        producer.send(record).get();
        ids.add(id);
      }
    }
    return ids;
  }
}
