// The vision tower of a model folder in ONNX Runtime for Node, pictures by sharp: what transformers.js is made of.
//
//   npm install --prefix DIR onnxruntime-node sharp
//   node tools/bench/peer.mjs FOLDER MODEL DIR
//
// FOLDER has JPEG photographs. Prints milliseconds of the process on the processor for each picture, decoding included,
// one thread. sharp decodes a JPEG at a fraction of its size where that is enough, so that its pixels are not the ones that
// the model was trained on.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, model, modules] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "package.json"));
const ort = require("onnxruntime-node");
const sharp = require("sharp");

const SIDE = 224;
const BATCH = 8;
const WARM = 1;
const TURNS = 5;
const MEAN = [0.48145466, 0.4578275, 0.40821073];
const DEVIATION = [0.26862954, 0.26130258, 0.27577711];

sharp.concurrency(1);

async function prepare(photo, target) {
  const pixels = await sharp(photo)
    .resize({ width: SIDE, height: SIDE, fit: "cover", kernel: "cubic" })
    .removeAlpha()
    .raw()
    .toBuffer();
  const plane = SIDE * SIDE;
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) {
      target[channel * plane + at] = (pixels[3 * at + channel] / 255 - MEAN[channel]) / DEVIATION[channel];
    }
  }
}

async function embed(session, photos) {
  const size = 3 * SIDE * SIDE;
  const values = new Float32Array(photos.length * size);
  for (let i = 0; i < photos.length; i++) {
    await prepare(photos[i], values.subarray(i * size, (i + 1) * size));
  }
  const input = new ort.Tensor("float32", values, [photos.length, 3, SIDE, SIDE]);
  return (await session.run({ [session.inputNames[0]]: input })).image_embeds.data;
}

const session = await ort.InferenceSession.create(join(model, "onnx", "vision_model.onnx"), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
});
const photos = readdirSync(folder)
  .filter((name) => name.endsWith(".jpg"))
  .sort()
  .map((name) => readFileSync(join(folder, name)));
const turns = [];
for (let turn = 0; turn < WARM + TURNS; turn++) {
  const before = process.cpuUsage();
  for (let first = 0; first < photos.length; first += BATCH) {
    await embed(session, photos.slice(first, first + BATCH));
  }
  const spent = process.cpuUsage(before);
  turns.push((spent.user + spent.system) / 1e3 / photos.length);
}
turns.splice(0, WARM);
turns.sort((left, right) => left - right);
const version = require("onnxruntime-node/package.json").version;
console.log(`ONNX Runtime ${version} for Node and sharp: ${turns[TURNS >> 1].toFixed(1)}`);
