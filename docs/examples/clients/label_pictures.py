"""Send pictures and print their labels: python3 label_pictures.py BROKER FEED PICTURE...

Needs confluent-kafka (pip install confluent-kafka, or Debian's python3-confluent-kafka).
PREFIX in the environment stands before the topics' names in place of "idealstream.".
"""

import json
import os
import sys
import time

from confluent_kafka import Consumer, Producer, TopicPartition

SECONDS = 120


def at_the_end(broker, topic):
    """A consumer that sees what is committed from now on; it needs no group."""
    consumer = Consumer({
        "bootstrap.servers": broker,
        "group.id": "unused",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
    })
    partitions = consumer.list_topics(topic).topics[topic].partitions
    ends = []
    for partition in partitions:
        _, end = consumer.get_watermark_offsets(TopicPartition(topic, partition))
        ends.append(TopicPartition(topic, partition, end))
    consumer.assign(ends)
    return consumer


def send(broker, topic, feed, pictures):
    producer = Producer({"bootstrap.servers": broker})
    for path in pictures:
        with open(path, "rb") as picture:
            headers = {"id": os.path.basename(path), "feed": feed}
            producer.produce(topic, picture.read(), key=feed, headers=headers)
    producer.flush()


def main(broker, feed, *pictures):
    prefix = os.environ.get("PREFIX", "idealstream.")
    labels = at_the_end(broker, prefix + "labels")
    send(broker, prefix + "images", feed, pictures)
    missing = {os.path.basename(path) for path in pictures}
    deadline = time.monotonic() + SECONDS
    while missing and time.monotonic() < deadline:
        record = labels.poll(1)
        if record is None or record.error():
            continue
        label = json.loads(record.value()) if record.value() else {}
        if label.get("feed") == feed and label["id"] in missing:
            missing.remove(label["id"])
            for factor, answer in label["factors"].items():
                print(label["id"], factor, answer["label"], answer["probability"], answer["abstained"])
    if missing:
        sys.exit(f"no labels of {sorted(missing)} in {SECONDS} s")


main(*sys.argv[1:])
