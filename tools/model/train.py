"""Trains the small CLIP on composed scenes.

    python3 train.py --pictures 500000 --correlation 0.95 --seed 1 --name starter
    python3 train.py --name starter --resume            goes on from the last checkpoint

The learning rate follows the share of the planned pictures already seen, and batch k is drawn from a
generator seeded by (seed, k): a resumed run sees the same pictures at the same rates as an unbroken one.
Checkpoints (work/NAME.pt) hold weights, optimiser state and position, and replace the old one in one step.
"""
import argparse
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

import art
import backgrounds
import captions
import compose
import scenes
import world
from model import Clip, normalised_pixels
from tokenizer import Tokenizer

WARM_UP = 0.02  # share of the run
CHECKPOINT_SECONDS = 120


class Batches(torch.utils.data.Dataset):
    """Batch k of a run: pictures, token ids and mask, object and colour labels. The same for the same seed and k."""

    def __init__(self, seed, correlation, size, pool, drawings, tokenizer):
        self.seed, self.correlation, self.size = seed, correlation, size
        self.named = scenes.drawings_of(drawings, art.TRAINED)
        self.composer = compose.Composer(pool, drawings)
        self.tokenizer = tokenizer

    def __getitem__(self, number):
        rng = np.random.RandomState([self.seed, number])
        plans = [scenes.sample_training(rng, self.named, self.correlation) for _ in range(self.size)]
        pictures = self.composer.compose(plans, rng, augment=True)
        ids, mask = self.tokenizer.batch([captions.caption(plan, rng) for plan in plans])
        objects = torch.tensor([world.KEYS.index(plan.object) for plan in plans])
        colours = torch.tensor([world.COLOURS.index(plan.colour) + 1 if plan.colour else 0 for plan in plans])
        return pictures, torch.from_numpy(ids), torch.from_numpy(mask), objects, colours


def learning_rate(peak, position):
    """Warm-up, then half a cosine to zero; position is the share of the run, 0 to 1."""
    return peak * min(1.0, (position + 1e-4) / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, position))) + 1e-6


def optimizer_of(net, peak):
    """AdamW; biases, norms and scales are not decayed."""
    decayed = [p for p in net.parameters() if p.dim() > 1]
    free = [p for p in net.parameters() if p.dim() <= 1]
    return torch.optim.AdamW([{"params": decayed, "weight_decay": 0.05}, {"params": free, "weight_decay": 0.0}],
                             lr=peak, betas=(0.9, 0.98))


def losses(net, pictures, ids, mask, objects, colours):
    """(contrastive, object, colour) losses and the share of objects the head got right."""
    features = net.vision.features(normalised_pixels(pictures).contiguous(memory_format=torch.channels_last))
    images = F.normalize(net.vision.projection(features), dim=-1)
    texts = F.normalize(net.text(ids, mask), dim=-1)
    logits = net.logit_scale.exp() * images @ texts.t()
    diagonal = torch.arange(len(logits))
    contrastive = (F.cross_entropy(logits, diagonal) + F.cross_entropy(logits.t(), diagonal)) / 2
    guess = net.object_head(features)
    right = (guess.argmax(-1) == objects).float().mean().item()
    return contrastive, F.cross_entropy(guess, objects), F.cross_entropy(net.colour_head(features), colours), right


def save(path, state):
    """Writes beside the old checkpoint, then takes its place."""
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def position_of(step, options):
    """Share of the planned pictures seen before this step."""
    return step * options["batch"] / options["pictures"]


def load_checkpoint(path):
    return torch.load(path, map_location="cpu")


def net_of(checkpoint):
    """The network of a checkpoint, ready to evaluate."""
    net = Clip(checkpoint["vocabulary"])
    net.load_state_dict(checkpoint["net"])
    return net.eval()


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--name", default="starter", help="checkpoint work/NAME.pt and log work/NAME.log")
    parser.add_argument("--pictures", type=int, help="length of the schedule (default 500000)")
    parser.add_argument("--minutes", type=float, help="stop with a checkpoint after this long; --resume goes on")
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--rate", type=float, default=1.5e-3, help="peak learning rate")
    parser.add_argument("--correlation", type=float, default=0.95, help="share of birds on their own ground")
    parser.add_argument("--object-weight", type=float, default=1.0)
    parser.add_argument("--colour-weight", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="only --pictures and --minutes may change")
    return parser.parse_args()


def main():
    arguments = parse()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    path = os.path.join(art.WORK, arguments.name + ".pt")
    checkpoint = load_checkpoint(path) if arguments.resume else None
    options = checkpoint["options"] if checkpoint else vars(arguments)
    options["pictures"] = arguments.pictures or options["pictures"] or 500000
    tokenizer = Tokenizer()
    batches = Batches(options["seed"], options["correlation"], options["batch"], backgrounds.load("train"), art.load(), tokenizer)
    net = Clip(len(tokenizer))
    net.vision.stem.to(memory_format=torch.channels_last)
    optimizer = optimizer_of(net, options["rate"])
    step, seconds = 0, 0.0
    if checkpoint:
        net.load_state_dict(checkpoint["net"])
        optimizer.load_state_dict(checkpoint["optimizer"])
        step, seconds = checkpoint["step"], checkpoint["seconds"]
    steps = options["pictures"] // options["batch"]
    loader = torch.utils.data.DataLoader(batches, batch_size=None, sampler=range(step, steps), num_workers=1, prefetch_factor=3,
                                         worker_init_fn=lambda _: torch.set_num_threads(1))
    log = open(os.path.join(art.WORK, arguments.name + ".log"), "a", buffering=1)
    print(f"parameters: vision {sum(p.numel() for p in net.vision.parameters())}, "
          f"text {sum(p.numel() for p in net.text.parameters())}; options {options}", file=log)
    began = saved = time.monotonic()
    before, smooth = seconds, None

    def keep():
        save(path, {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "options": options,
                    "seen": step * options["batch"], "seconds": seconds, "vocabulary": len(tokenizer)})

    net.train()
    for pictures, ids, mask, objects, colours in loader:
        rate = learning_rate(options["rate"], position_of(step, options))
        for group in optimizer.param_groups:
            group["lr"] = rate
        contrastive, of_object, of_colour, right = losses(net, pictures, ids, mask, objects, colours)
        optimizer.zero_grad(set_to_none=True)
        (contrastive + options["object_weight"] * of_object + options["colour_weight"] * of_colour).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            net.logit_scale.clamp_(0, math.log(100))
        step += 1
        now = time.monotonic()
        seconds = before + now - began
        current = np.array([contrastive.item(), of_object.item(), of_colour.item(), right])
        smooth = current if smooth is None else 0.95 * smooth + 0.05 * current
        if step % 20 == 0:
            print(f"step {step}/{steps} {seconds:.0f}s {step * options['batch'] / seconds:.0f}/s contrastive {smooth[0]:.3f} "
                  f"object {smooth[1]:.3f} ({smooth[3]:.1%}) colour {smooth[2]:.3f} "
                  f"scale {net.logit_scale.exp().item():.1f} rate {rate:.2e}", file=log)
        if now - saved > CHECKPOINT_SECONDS:
            keep()
            saved = now
        if arguments.minutes and now - began > arguments.minutes * 60:
            break
    keep()
    print(f"stopped at step {step}/{steps} after {seconds:.0f} s", file=log)


if __name__ == "__main__":
    main()
