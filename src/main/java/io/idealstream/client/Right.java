package io.idealstream.client;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a user of Kafka has to be allowed to do with something there.
 *
 * @param name of the topic, group or transactional id
 * @param prefix whether it is for all whose names begin so
 */
public record Right(Resource resource, String name, boolean prefix, Set<Operation> operations) {

  /** What Kafka guards. */
  public enum Resource {
    TOPIC("topic", "--topic"),
    GROUP("group", "--group"),
    TRANSACTIONAL_ID("transactional id", "--transactional-id");

    private final String words;
    private final String option;

    Resource(String words, String option) {
      this.words = words;
      this.option = option;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** The names that Kafka has for them. */
  public enum Operation {
    READ("Read"),
    WRITE("Write"),
    CREATE("Create"),
    DESCRIBE("Describe"),
    DESCRIBE_CONFIGS("DescribeConfigs");

    private final String words;

    Operation(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Right {
    operations = Set.copyOf(operations);
  }

  /** One of this name alone. */
  public static Right of(Resource resource, String name, Operation first, Operation... others) {
    return new Right(resource, name, false, EnumSet.of(first, others));
  }

  /** Such as {@code --operation Read --topic 'idealstream.images'}, for {@code kafka-acls}. */
  public String options() {
    StringBuilder options = new StringBuilder();
    EnumSet.copyOf(operations)
        .forEach(operation -> options.append("--operation ").append(operation).append(' '));
    options.append(resource.option).append(" '").append(name).append('\'');
    return prefix
        ? options.append(" --resource-pattern-type prefixed").toString()
        : options.toString();
  }
}
