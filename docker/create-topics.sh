#!/bin/sh
# Creates the topics that do not exist yet; those that exist stay as they are.
# Settings as in io.idealstream.client.TopicPlan; a test compares the two.
set -eu

topic() { # name, partitions, cleanup.policy, max.message.bytes, retention (milliseconds, bytes) or none
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$KAFKA" --create --if-not-exists \
    --topic "${TOPIC_PREFIX:-idealstream.}$1" --partitions "$2" \
    --config cleanup.policy="$3" --config max.message.bytes="$4" \
    ${5:+--config retention.ms="$5" --config retention.bytes="$5"}
}

many=${PARTITIONS:-4}
topic images "$many" delete 12582912
topic captions "$many" delete 1048588
topic queries 1 compact 1048588
topic concepts 1 delete 12582912 -1
topic texts 1 compact 1048588
topic spaces 1 compact 1048588
topic policies 1 compact 1048588
topic controls 1 delete 1048588 -1
topic erasures 1 delete 1048588
topic feedback "$many" delete 1048588
topic labels "$many" delete 1048588
topic hits "$many" delete 1048588
topic decisions "$many" delete 1048588
topic words 1 compact 1048588
topic quality 1 delete 1048588
topic drift 1 delete 1048588
topic drift-scores 1 delete 1048588
topic status 1 compact 1048588
topic transactions 1 delete 1048588
topic dead-letters 1 delete 12648448
