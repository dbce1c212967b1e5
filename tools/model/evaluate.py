"""Measures a trained model.

    python3 evaluate.py                        on the validation split: what every choice is made by
    python3 evaluate.py --split test --card    once, at the end; writes the tables of docs/model-card.md

The card shows the shipped model (--name), the spread over further seeds (--seeds) and the control that
was trained without the bias (--control).

Both splits use backgrounds no training picture had. Trained drawings are measured on both splits; drawings
of vendors never trained on are measured on the test split only, so no choice can lean on them.
"""
import argparse
import json
import os

import numpy as np
import torch
import torch.nn.functional as F

import art
import backgrounds
import compose
import scenes
import train
import world
from captions import full_caption
from export import ROOT
from model import normalised_pixels
from tokenizer import Tokenizer

CARD = os.path.join(ROOT, "docs", "model-card.md")
BEGIN, END = "<!-- measured: written by tools/model/evaluate.py -->", "<!-- end of measured -->"
SEEDS = {"validation": 101, "test": 202}
SCENES = 2000
PAIRS = 1000
BIRDS_PER_GROUP = 500
GALLERY = 200
CLASSES = ["landbird", "waterbird"]
SPURIOUS = ["on land", "on water"]
CALIBRATION = 1000  # lambda of Chuang et al. 2023
CORRELATED = np.array([0.95, 0.05, 0.05, 0.95]) / 2  # groups in the order of `groups`


# --- test scenes ----------------------------------------------------------------------------------

def with_drawings(named):
    return [key for key in world.KEYS if named[key]]


def any_scene(rng, named, coloured):
    """A scene of any object anywhere, no held-out pair; in every light and weather."""
    while True:
        key, place = scenes.choose(rng, with_drawings(named)), scenes.choose(rng, world.BACKGROUNDS)
        if (key, place) not in world.HELD_OUT_PLACES:
            return scenes.plan(rng, named, key, place, scenes.allowed_colour(rng, key) if coloured else None)


def held_out_place(rng, named):
    pairs = sorted(pair for pair in world.HELD_OUT_PLACES if named[pair[0]])
    return scenes.plan(rng, named, *pairs[rng.randint(len(pairs))])


def held_out_colour(rng, named):
    pairs = sorted(pair for pair in world.HELD_OUT_COLOURS if named[pair[0]])
    key, colour = pairs[rng.randint(len(pairs))]
    return scenes.plan(rng, named, key, scenes.choose(rng, world.BACKGROUNDS), colour)


def balanced_birds(rng, named):
    """The same number of plain scenes for landbird and waterbird, on land and on water, in that order."""
    plans = []
    for birds in (world.LANDBIRDS, world.WATERBIRDS):
        birds = [key for key in birds if named[key]]
        for places in (world.LAND, world.WATER):
            plans += [scenes.plan(rng, named, scenes.choose(rng, birds), scenes.choose(rng, places), plain=True)
                      for _ in range(BIRDS_PER_GROUP)]
    return plans


# --- measuring ------------------------------------------------------------------------------------

class Model:
    """Unit embeddings of pictures and texts."""

    def __init__(self, net, tokenizer):
        self.net, self.tokenizer = net, tokenizer

    def images(self, pictures):
        pictures = compose.pixels_64(pictures)
        return torch.cat([F.normalize(self.net.vision(normalised_pixels(part)), dim=-1) for part in pictures.split(250)])

    def texts(self, texts):
        parts = [texts[i:i + 500] for i in range(0, len(texts), 500)]
        pairs = [map(torch.from_numpy, self.tokenizer.batch(part)) for part in parts]
        return torch.cat([F.normalize(self.net.text(ids, mask), dim=-1) for ids, mask in pairs])


def top1(images, classes, truth):
    """Share of images nearest to their own class, in percent."""
    return ((images @ classes.t()).argmax(-1) == torch.tensor(truth)).float().mean().item() * 100


def noun(key):
    return world.BY_KEY[key].nouns[0]


def groups(predicted):
    """Accuracy in percent of landbird on land, on water, waterbird on land, on water."""
    truth = np.repeat([0, 0, 1, 1], BIRDS_PER_GROUP)
    return [100 * float(np.mean((predicted == truth)[g * BIRDS_PER_GROUP:(g + 1) * BIRDS_PER_GROUP])) for g in range(4)]


def cleared(words, spurious):
    """Rows without what other rows span."""
    _, values, right = torch.linalg.svd(spurious, full_matrices=False)
    span = right[values > 1e-6 * values.max()]
    return words - words @ span.t() @ span


def calibrated(plain, spurious, cells):
    """Orth-Cali: off the spurious prompts, and blind to the difference of cells that share their class."""
    apart = (cells[:, 0] - cells[:, 1])
    calibration = torch.eye(plain.shape[1]) + CALIBRATION * apart.t() @ apart / len(apart)
    off = cleared(torch.eye(plain.shape[1]), spurious)
    return F.normalize(plain @ torch.linalg.inv(calibration) @ off, dim=-1)


def measure_birds(model, composer, plans, rng):
    """Group accuracies of the ways to ask for the bird."""
    images = model.images(composed(composer, plans, rng))
    plain = model.texts([f"a photo of a {name}" for name in CLASSES])
    cells = model.texts([f"a photo of a {name} {place}" for name in CLASSES for place in SPURIOUS]).view(2, 2, -1)
    spurious = model.texts([f"a photo of an object {place}" for place in SPURIOUS])
    ideal = F.normalize(cells.mean(1), dim=-1)
    words = cells.mean(1) - cells.mean((0, 1))
    places = cells.mean(0) - cells.mean((0, 1))
    pairs = (images @ cells.view(4, -1).t()).argmax(-1) // 2
    asked = {"plain prompts": plain, "ideal words": ideal, "cleared words": cleared(words, places),
             "Orth-Proj": F.normalize(cleared(plain, spurious), dim=-1), "Orth-Cali": calibrated(plain, spurious, cells)}
    result = {way: groups((images @ vectors.t()).argmax(-1).numpy()) for way, vectors in asked.items()}
    return {**result, "pair argmax": groups(pairs.numpy())}


@torch.no_grad()
def explained(model):
    """Share of the variance of the prompts of every coloured object that words of colours and objects explain."""
    texts = [f"a photo of {world.article(c + ' ' + noun(key))}" for key in world.KEYS for c in world.COLOURS]
    cells = model.texts(texts).view(len(world.KEYS), len(world.COLOURS), -1)
    centre = cells.mean((0, 1))
    sums = cells.mean(1)[:, None] + cells.mean(0)[None] - centre
    return float(1 - (cells - sums).square().sum() / (cells - centre).square().sum())


def composed(composer, plans, rng):
    return torch.cat([composer.compose(plans[i:i + 250], rng) for i in range(0, len(plans), 250)])


@torch.no_grad()
def measure(model, composer, drawings, vendors, seed):
    """All numbers for one set of vendors on one split."""
    rng, named, result = np.random.RandomState(seed), scenes.drawings_of(drawings, vendors), {}
    objects = model.texts([f"a photo of {world.article(noun(key))}" for key in world.KEYS])
    places = model.texts([f"a photo of an object {world.PLACES[b][0]}" for b in world.BACKGROUNDS])
    colours = model.texts([f"a photo of {world.article(c + ' object')}" for c in world.COLOURS])
    of = lambda plans: [world.KEYS.index(p.object) for p in plans]

    plans = [any_scene(rng, named, False) for _ in range(SCENES)]
    images = model.images(composed(composer, plans, rng))
    result["object"] = top1(images, objects, of(plans))
    clear = [i for i, p in enumerate(plans) if (p.time, p.weather, p.count) == ("day", "clear", 1) and p.size != "small"]
    result["object, one, not small, clear day"] = top1(images[clear], objects, [of(plans)[i] for i in clear])
    result["background"] = top1(images, places, [world.BACKGROUNDS.index(p.background) for p in plans])
    result["retrieval"] = float(np.mean([
        top1(model.texts([full_caption(p) for p in plans[i:i + GALLERY]]), images[i:i + GALLERY], list(range(GALLERY)))
        for i in range(0, SCENES, GALLERY)]))

    plans = [any_scene(rng, named, True) for _ in range(PAIRS)]
    images = model.images(composed(composer, plans, rng))
    result["colour"] = top1(images, colours, [world.COLOURS.index(p.colour) for p in plans])
    result["object, coloured"] = top1(images, objects, of(plans))
    cells = model.texts([f"a photo of {world.article(c + ' ' + noun(key))}" for key in world.KEYS for c in world.COLOURS])
    over_colours = F.normalize(cells.view(len(world.KEYS), len(world.COLOURS), -1).mean(1), dim=-1)
    result["object, coloured, ideal words"] = top1(images, over_colours, of(plans))
    plans = [held_out_place(rng, named) for _ in range(PAIRS)]
    result["object, place never paired"] = top1(model.images(composed(composer, plans, rng)), objects, of(plans))
    plans = [held_out_colour(rng, named) for _ in range(PAIRS)]
    images = model.images(composed(composer, plans, rng))
    result["colour, never paired"] = top1(images, colours, [world.COLOURS.index(p.colour) for p in plans])
    result["birds"] = measure_birds(model, composer, balanced_birds(rng, named), rng)
    return result


@torch.no_grad()
def objects_alone(model, composer, drawings, vendor):
    """Object top-1 on scenes with the drawings of one vendor."""
    rng, named = np.random.RandomState(SEEDS["test"] + 2), scenes.drawings_of(drawings, [vendor])
    plans = [any_scene(rng, named, False) for _ in range(PAIRS)]
    objects = model.texts([f"a photo of {world.article(noun(key))}" for key in world.KEYS])
    return top1(model.images(composed(composer, plans, rng)), objects, [world.KEYS.index(p.object) for p in plans])


# --- reporting ------------------------------------------------------------------------------------

ROWS = [
    ("object", "Object, top-1 of 46"),
    ("object, one, not small, clear day", "- one object, not small, clear day"),
    ("object, coloured", "- in a given colour, asked plainly"),
    ("object, coloured, ideal words", "- in a given colour, asked with ideal words over the colours"),
    ("object, place never paired", "- in a place never paired with it"),
    ("background", "Background, top-1 of 14"),
    ("colour", "Colour of coloured objects, top-1 of 9"),
    ("colour, never paired", "- on an object never paired with it"),
    ("retrieval", "Text to image, R@1 of 200"),
]


def spread(numbers):
    """Mean and sample deviation over seeds; one number alone has none."""
    return f"{np.mean(numbers):.1f} ± {np.std(numbers, ddof=1):.1f}" if len(numbers) > 1 else f"{numbers[0]:.1f}"


def table(runs, control):
    """The numbers as Markdown: a column per set of drawings for the shipped model, the seeds and the control."""
    shipped, names = runs[0], list(runs[0])
    columns = [("shipped", [shipped])] + ([(f"{len(runs)} seeds", runs)] if len(runs) > 1 else [])
    columns += [("control", [control])] if control else []
    heads = [f"{name}, {drawings}" for name, _ in columns for drawings in names]
    lines = ["| Percent | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    lines += [f"| {label} | " + " | ".join(spread([run[drawings][key] for run in of]) for _, of in columns for drawings in names) + " |"
              for key, label in ROWS]
    lines += ["", "Balanced birds (500 pictures in each of four groups): landbird or waterbird?", "",
              "| Drawings | Asked with | Worst group | Average | Gap | Landbird on land | on water | Waterbird on land | on water "
              "| Average if 95 % stood on their own ground |", "|---|---|" + "---:|" * 8]
    for name in names:
        for way, accuracies in shipped[name]["birds"].items():
            worst, mean = min(accuracies), float(np.mean(accuracies))
            numbers = [worst, mean, mean - worst, *accuracies, float(CORRELATED @ accuracies)]
            lines.append(f"| {name} | {way} | " + " | ".join(f"{n:.1f}" for n in numbers) + " |")
    if len(columns) > 1:
        lines += ["", "The same birds, worst group and average, over the seeds and by the control:", "",
                  "| Drawings | Asked with | " + " | ".join(f"{name}, {what}" for name, _ in columns for what in ("worst", "average"))
                  + " |", "|---|---|" + "---:|" * (2 * len(columns))]
        for name in names:
            for way in shipped[name]["birds"]:
                numbers = [spread([take(run[name]["birds"][way]) for run in of]) for _, of in columns for take in (min, np.mean)]
                lines.append(f"| {name} | {way} | " + " | ".join(numbers) + " |")
    return "\n".join(lines)


def write_card(text):
    """Puts the text between the card's markers."""
    with open(CARD, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    with open(CARD, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "\n\n" + text + "\n\n" + END + rest.split(END)[1])


def evaluated(name, split, drawings):
    """(checkpoint, results, explained variance) of one training run."""
    checkpoint = train.load_checkpoint(os.path.join(art.WORK, name + ".pt"))
    model = Model(train.net_of(checkpoint), Tokenizer())
    composer = compose.Composer(backgrounds.load(split), drawings, side=96)
    results = {"trained drawings": measure(model, composer, drawings, art.TRAINED, SEEDS[split])}
    if split == "test":
        results["unseen vendors"] = measure(model, composer, drawings, art.UNSEEN, SEEDS["test"] + 1)
    with open(os.path.join(art.WORK, f"{name}-{split}.json"), "w", encoding="utf-8") as file:
        json.dump(results, file, indent=1)
    return checkpoint, model, composer, results


def untrained(checkpoint):
    """A model of the same shape that has learned nothing."""
    torch.manual_seed(checkpoint["options"]["seed"])
    return Model(train.Clip(checkpoint["vocabulary"]).eval(), Tokenizer())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--name", default="starter", help="checkpoint work/NAME.pt: the model that is shipped")
    parser.add_argument("--seeds", nargs="*", default=[], help="checkpoints of the same recipe with other seeds")
    parser.add_argument("--control", help="checkpoint of the same recipe without the bias")
    parser.add_argument("--split", choices=SEEDS, default="validation")
    parser.add_argument("--card", action="store_true", help="write the tables into the model card (test split only)")
    options = parser.parse_args()
    if options.card and options.split != "test":
        parser.error("the card shows the test split only")
    torch.set_num_threads(1)
    drawings = art.load()
    checkpoint, model, composer, results = evaluated(options.name, options.split, drawings)
    runs = [results] + [evaluated(name, options.split, drawings)[3] for name in options.seeds]
    control = evaluated(options.control, options.split, drawings)[3] if options.control else None
    text = (f"Shipped: seed {checkpoint['options']['seed']}, {checkpoint['seen']} training pictures, training correlation "
            f"{checkpoint['options']['correlation']:.0%}; {options.split} split. Mean and sample deviation over seeds. The control "
            "is trained by the same recipe with a correlation of 50%.\n\n" + table(runs, control))
    if options.split == "test":
        alone = {vendor: objects_alone(model, composer, drawings, vendor) for vendor in art.UNSEEN}
        text += "\n\nObject, top-1, by unseen vendor: " + ", ".join(f"{v} {n:.1f}" for v, n in alone.items()) + "."
    text += (f"\n\nOf the variance of the prompts of {len(world.KEYS)} objects in {len(world.COLOURS)} colours, words of objects and "
             f"colours explain {100 * explained(model):.1f} %; with an untrained text tower {100 * explained(untrained(checkpoint)):.1f} %.")
    print(text)
    if options.card:
        write_card(text)


if __name__ == "__main__":
    main()
