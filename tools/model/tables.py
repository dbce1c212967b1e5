"""The tables of `eval` on the bundled pictures, by PyTorch and NumPy: what the Java tests compare with.

    python3 tables.py

Writes src/test/resources/cli/bundled-tables.json: right answers by method and group for the birds, by method
for the things, mean reciprocal ranks for the concepts when they are learned from all their pictures.
The checkpoint is work/starter.pt with its weights rounded to float16, as they ship; the prompts are
spelled out here and not read from the spaces' files.
"""
import argparse
import json
import os

import numpy as np
import torch
from PIL import Image

import art
import compose
import evaluate
import train
import world
from export import ROOT, SAMPLES
from tokenizer import Tokenizer

OUT = os.path.join(ROOT, "src", "test", "resources", "cli", "bundled-tables.json")
BIRDS = [["landbird", "land bird"], ["waterbird", "water bird"]]
PLACES = [
    ["on land", "on the grass", "in a forest", "in the mountains", "in the desert", "in the snow"],
    ["on water", "on the sea", "on a lake", "on a river", "on a beach", "underwater"],
]


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Shipped:
    """Unit vectors of the shipped model in double precision."""

    def __init__(self):
        net = train.net_of(train.load_checkpoint(os.path.join(art.WORK, "starter.pt")))
        self.model = evaluate.Model(net.half().float(), Tokenizer())

    @torch.no_grad()
    def texts(self, texts):
        return self.model.texts(texts).double().numpy()

    @torch.no_grad()
    def pictures(self, folder, files):
        pixels = np.stack([np.asarray(Image.open(os.path.join(folder, file)).convert("RGB")) for file in files])
        return self.model.images(torch.from_numpy(pixels).permute(0, 3, 1, 2)).double().numpy()


def off(rows, spanning):
    """Rows without what others span."""
    q, _ = np.linalg.qr(spanning.T)
    return rows - rows @ q @ q.T


def birds(model, samples):
    rows = [row for row in samples if {"bird", "place"} <= row["values"].keys()]
    images = model.pictures(SAMPLES, [row["file"] for row in rows])
    mean = lambda texts: model.texts(texts).mean(0)
    cells = np.array([
        [mean([f"{start} {b} {p}" for start in ("a photo of a", "a picture of a") for b in phrases for p in places]) for places in PLACES]
        for phrases in BIRDS
    ])
    plain = unit(np.array([mean([f"{start} {b}" for start in ("a photo of a", "a picture of a") for b in phrases]) for phrases in BIRDS]))
    spurious = unit(np.array([mean([f"a photo of an object {p}" for p in places]) for places in PLACES]))
    words, places = cells.mean(1) - cells.mean((0, 1)), cells.mean(0) - cells.mean((0, 1))
    apart = unit(cells)[:, 0] - unit(cells)[:, 1]
    together = np.linalg.inv(np.eye(cells.shape[-1]) + evaluate.CALIBRATION * apart.T @ apart / 2)
    classes = {
        "plain": plain,
        "ideal-words": words,
        "cleared-words": off(words, places[:1]),
        "orth-proj": unit(off(plain, spurious)),
        "orth-cali": unit(off(plain @ together, spurious)),
    }
    answers = {name: (images @ vectors.T).argmax(1) for name, vectors in classes.items()}
    answers["pairs"] = (images @ cells.reshape(4, -1).T).argmax(1) // 2
    counts = {}
    for name, answer in answers.items():
        groups = {}
        for row, value in zip(rows, answer):
            bird, place = row["values"]["bird"], row["values"]["place"]
            groups.setdefault(f"{bird}/{place}", []).append(bool(["landbird", "waterbird"][value] == bird))
        counts[name] = {group: sum(right) for group, right in sorted(groups.items())}
    return counts


def things(model, samples):
    objects = [key for key in world.KEYS if key not in world.BIRDS]
    rows = [row for row in samples if {"color", "object"} <= row["values"].keys()]
    images = model.pictures(SAMPLES, [row["file"] for row in rows])
    truth = np.array([[world.COLOURS.index(row["values"]["color"]), objects.index(row["values"]["object"])] for row in rows])
    cells = np.array([model.texts([f"a photo of a {c} {o}" for o in objects]) for c in world.COLOURS])
    pair = (images @ cells.reshape(-1, cells.shape[-1]).T).argmax(1)
    answers = {
        "pairs": np.stack([pair // len(objects), pair % len(objects)], 1),
        "real-words": np.stack([(images @ model.texts([f"a photo of a {c} object" for c in world.COLOURS]).T).argmax(1),
                                (images @ model.texts([f"a photo of a {o}" for o in objects]).T).argmax(1)], 1),
        "ideal-words": np.stack([(images @ cells.mean(1).T).argmax(1), (images @ cells.mean(0).T).argmax(1)], 1),
    }
    right = {name: answer == truth for name, answer in answers.items()}
    counts = {name: [int(r.all(1).sum()), int(r[:, 0].sum()), int(r[:, 1].sum())] for name, r in right.items()}
    centre = cells.mean((0, 1))
    rest = cells - cells.mean(1)[:, None] - cells.mean(0)[None] + centre
    return {"right": counts, "r2": float(1 - (rest**2).sum() / ((cells - centre) ** 2).sum()),
            "idealWords": float(np.linalg.norm(rest, axis=-1).mean())}


def concepts(model):
    folder = os.path.join(SAMPLES, "concepts")
    rows = rows_of(os.path.join(folder, "manifest.jsonl"))
    images = model.pictures(folder, [row["path"] for row in rows])
    learn = lambda key, value: images[[i for i, row in enumerate(rows) if row["split"] == "train" and row["values"][key] == value]]
    tests = [i for i, row in enumerate(rows) if row["split"] == "test"]
    ranks = {"text": [], "average-image+text": [], "ideal-words": []}
    for place, i in enumerate(tests):
        text = model.texts([rows[i]["caption"]])[0]
        own, like = learn("concept", rows[i]["values"]["concept"]), learn("class", rows[i]["values"]["class"])
        for name, query in (("text", text), ("average-image+text", text + unit(own.mean(0))),
                            ("ideal-words", text - like.mean(0) + own.mean(0))):
            scores = images[tests] @ query
            ranks[name].append(1 / (1 + int((scores > scores[place]).sum())))
    return {name: float(np.mean(of)) for name, of in ranks.items()}


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    torch.set_num_threads(1)
    model, samples = Shipped(), rows_of(os.path.join(SAMPLES, "samples.jsonl"))
    tables = {"birds": birds(model, samples), "things": things(model, samples), "concepts": concepts(model)}
    os.makedirs(os.path.dirname(OUT), exist_ok=True)
    with open(OUT, "w", encoding="utf-8") as file:
        json.dump(tables, file, indent=1)
        file.write("\n")
    print(json.dumps(tables, indent=1))


if __name__ == "__main__":
    main()
