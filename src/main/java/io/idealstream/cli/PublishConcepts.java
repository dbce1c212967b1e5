package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish concepts}: pictures that teach a concept, or its removal. */
@Command(name = "concepts", description = "Teach a concept by pictures, or remove it.")
final class PublishConcepts implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "CONCEPT", description = "Its name.")
  private String concept;

  @Option(
      names = "--example",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Pictures of it, or folders of some.")
  private List<Path> examples = List.of();

  @Option(
      names = "--class",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Pictures of its coarse class, or folders of some.")
  private List<Path> ofClass = List.of();

  @Option(names = "--remove", description = "Forget all that it was taught.")
  private boolean remove;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (remove != (examples.isEmpty() && ofClass.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "expected --example or --class, or else --remove");
    }
    return remove ? forget() : teach();
  }

  private int forget() {
    PrintWriter err = spec.commandLine().getErr();
    List<String> known = Removals.tellOfUnknown(kafka, Topic.CONCEPTS, List.of(concept), err);
    kafka.send(Topic.CONCEPTS, List.of(Outgoing.removal(concept)));
    known.forEach(name -> err.println(name + " removed"));
    return 0;
  }

  private int teach() throws IOException {
    String topic = kafka.name(Topic.CONCEPTS);
    PassedOver noPictures = new PassedOver();
    PassedOver unsent = new PassedOver();
    String done;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      PictureSender own = new PictureSender(publisher, topic, unsent);
      PictureSender coarse = new PictureSender(publisher, topic, unsent);
      send(own, PictureFiles.in(examples, noPictures), ConceptRole.EXAMPLE);
      send(coarse, PictureFiles.in(ofClass, noPictures), ConceptRole.CLASS);
      publisher.flush();
      done = Count.of(own.sent(), "example") + " and " + coarse.sent() + " of the class sent";
    }
    PrintWriter err = spec.commandLine().getErr();
    noPictures.report(err, "passed over");
    unsent.report(err, "not sent");
    err.println(done);
    return unsent.isEmpty() ? 0 : 1;
  }

  private void send(PictureSender sender, List<Path> pictures, ConceptRole role) {
    for (Path picture : pictures) {
      sender.send(
          picture,
          image ->
              Topic.CONCEPTS.message(
                  new ConceptExample(concept, role, image, null, null), Encoding.JSON));
    }
  }
}
