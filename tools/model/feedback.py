"""Makes bird scenes with feedback as one-sided as a real feed's, as vectors: docs/examples/feedback/.

    python3 feedback.py                        trained.jsonl.gz, unseen.jsonl.gz and their balanced tests
    python3 feedback.py --split validation     the same on validation backgrounds into work/: for choices

A feed is 4,000 plain scenes of birds, 95 % of them on their own ground; a test has 500 of every group.
Numbers are rounded to whole parts of 1/127 of a vector's largest, so a reader scales vectors to length 1.
"""
import argparse
import gzip
import json
import os

import numpy as np
import torch

import art
import backgrounds
import compose
import evaluate
import scenes
import train
import world
from export import ROOT
from tokenizer import Tokenizer

FOLDER = os.path.join(ROOT, "docs", "examples", "feedback")
GROUPS = {"landbird": world.LANDBIRDS, "waterbird": world.WATERBIRDS}
PLACES = {"land": world.LAND, "water": world.WATER}
FEED = {("landbird", "land"): 1900, ("landbird", "water"): 100, ("waterbird", "land"): 100, ("waterbird", "water"): 1900}
TEST = {cell: 500 for cell in FEED}
SEEDS = {"validation": 303, "test": 404}


def plans(rng, named, counts):
    """(cell, scene) of every cell as often as asked, in random order."""
    some = []
    for (bird, place), count in counts.items():
        birds = [key for key in GROUPS[bird] if named[key]]
        some += [((bird, place), scenes.plan(rng, named, scenes.choose(rng, birds), scenes.choose(rng, PLACES[place]), plain=True))
                 for _ in range(count)]
    return [some[i] for i in rng.permutation(len(some))]


@torch.no_grad()
def write(path, model, composer, rng, named, counts):
    chosen = plans(rng, named, counts)
    vectors = model.images(evaluate.composed(composer, [scene for _, scene in chosen], rng)).numpy()
    whole = np.rint(127 * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(int)
    # no time of writing in the file: the same scenes give the same bytes
    with open(path, "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
        for (cell, _), vector in zip(chosen, whole):
            packed.write((json.dumps({"cell": list(cell), "vector": vector.tolist()}, separators=(",", ":")) + "\n").encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--name", default="starter", help="checkpoint work/NAME.pt")
    parser.add_argument("--split", choices=SEEDS, default="test")
    options = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = train.load_checkpoint(os.path.join(art.WORK, options.name + ".pt"))
    model, drawings = evaluate.Model(train.net_of(checkpoint), Tokenizer()), art.load()
    composer = compose.Composer(backgrounds.load(options.split), drawings, side=96)
    folder = FOLDER if options.split == "test" else os.path.join(art.WORK, "feedback-validation")
    os.makedirs(folder, exist_ok=True)
    vendors = {"trained": art.TRAINED, "unseen": art.UNSEEN} if options.split == "test" else {"trained": art.TRAINED}
    for number, (name, some) in enumerate(vendors.items()):
        named = scenes.drawings_of(drawings, some)
        rng = np.random.RandomState(SEEDS[options.split] + 10 * number)
        write(os.path.join(folder, name + ".jsonl.gz"), model, composer, rng, named, FEED)
        write(os.path.join(folder, name + "-test.jsonl.gz"), model, composer, rng, named, TEST)


if __name__ == "__main__":
    main()
