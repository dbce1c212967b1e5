package io.idealstream.cli;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Control;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ControlReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Sends an act, read before as the job will read it, and waits for what the job says of it. */
record ActSender(KafkaOptions kafka, Acknowledged acknowledged, CommandLine command) {

  /**
   * Gives an exit code. A feed that nobody knows yet may come, and is told alone.
   *
   * @throws IllegalStateException where the space is none of those that are known
   */
  int send(Control act) {
    Outgoing message = checked(act);
    StatusNames names = StatusNames.read(kafka);
    names
        .unknownSpace(act.space())
        .ifPresent(
            unknown -> {
              throw new IllegalStateException("no act is sent: " + unknown);
            });
    names.unknownFeed(act.space(), act.feed()).ifPresent(command.getErr()::println);
    if (!acknowledged.asked()) {
      publish(message);
      return 0;
    }
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.STATUS)),
            Start.end(),
            Isolation.READ_COMMITTED)) {
      publish(message);
      Acknowledged.Change change =
          new Acknowledged.Change(Keys.of(act), StatusState.ACTIVE, Acknowledged.ANY);
      return acknowledged.await(tail, StatusKind.CONTROL, List.of(change), command.getErr());
    }
  }

  private Outgoing checked(Control act) {
    Outgoing message = Topic.CONTROLS.message(act, Encoding.JSON);
    try {
      new ControlReader(ReadingLimits.DEFAULT)
          .read(
              new TopicRecord(
                  Topic.CONTROLS.code(), 0, 0, 0, message.key(), message.value(), List.of()));
    } catch (Unreadable why) {
      throw new ParameterException(command, why.getMessage());
    }
    return message;
  }

  private void publish(Outgoing message) {
    kafka.send(Topic.CONTROLS, List.of(message));
  }
}
