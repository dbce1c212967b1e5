// Send pictures and print their labels: node label-pictures.mjs BROKER FEED PICTURE...
//
// Needs Node 18, kafkajs and, since the job compresses by LZ4, lz4js (npm install kafkajs lz4js).
// PREFIX in the environment stands before the topics' names in place of "idealstream.".

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import kafkajs from "kafkajs";
import lz4 from "lz4js";

const SECONDS = 120;
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});
const [broker, feed, ...pictures] = process.argv.slice(2);
const prefix = process.env.PREFIX ?? "idealstream.";
const missing = new Set(pictures.map((path) => basename(path)));
const kafka = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.ERROR });

// sees what is committed, which is the default, from the topic's present end on
const topic = `${prefix}labels`;
const admin = kafka.admin();
await admin.connect();
const ends = await admin.fetchTopicOffsets(topic);
await admin.disconnect();
const consumer = kafka.consumer({ groupId: `label-pictures-${process.pid}-${Date.now()}` });
await consumer.connect();
await consumer.subscribe({ topic });
let done;
const all = new Promise((resolve) => (done = resolve));
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ message }) => {
    const label = message.value === null ? {} : JSON.parse(message.value);
    if (label.feed === feed && missing.delete(label.id)) {
      for (const [factor, answer] of Object.entries(label.factors)) {
        console.log(label.id, factor, answer.label, answer.probability, answer.abstained);
      }
      if (missing.size === 0) {
        done();
      }
    }
  },
});
ends.forEach(({ partition, high }) => consumer.seek({ topic, partition, offset: high }));

const producer = kafka.producer();
await producer.connect();
const messages = pictures.map((path) => ({
  key: feed,
  value: readFileSync(path),
  headers: { id: basename(path), feed },
}));
await producer.send({ topic: `${prefix}images`, messages });
await producer.disconnect();

const timer = setTimeout(done, SECONDS * 1000);
await all;
clearTimeout(timer);
await consumer.disconnect();
if (missing.size > 0) {
  console.error(`no labels of ${[...missing]} in ${SECONDS} s`);
  process.exit(1);
}
