// Fill topic texts: node fill-texts.mjs MODEL BROKER URL < texts.txt
//
// Needs Node 18 and kafkajs (npm install kafkajs). The service at URL takes {"texts": [...]} and
// answers {"vectors": [[...], ...]}; TOPIC in the environment names another topic.

import { readFileSync } from "node:fs";
import kafkajs from "kafkajs";

const TOGETHER = 64;
const [model, broker, url] = process.argv.slice(2);
const topic = process.env.TOPIC ?? "idealstream.texts";
const texts = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");

async function embed(some) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ texts: some }),
  });
  const { vectors } = await answer.json();
  if (vectors?.length !== some.length) {
    throw new Error(`${url} did not give ${some.length} vectors`);
  }
  return vectors;
}

function message(text, vector) {
  const bytes = Buffer.alloc(4 * vector.length);
  vector.forEach((number, i) => bytes.writeFloatLE(number, 4 * i));
  return {
    key: `${model}/${text}`,
    value: JSON.stringify({ text, vector: bytes.toString("base64"), model }),
    headers: { "content-type": "application/json" },
  };
}

const producer = new kafkajs.Kafka({ brokers: [broker] }).producer();
await producer.connect();
for (let start = 0; start < texts.length; start += TOGETHER) {
  const some = texts.slice(start, start + TOGETHER);
  const vectors = await embed(some);
  await producer.send({ topic, messages: some.map((text, i) => message(text, vectors[i])) });
}
await producer.disconnect();
console.error(`${texts.length} texts sent`);
