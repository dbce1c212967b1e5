"""A vision tower of ViT-B/32's sizes with random weights in PyTorch: the time depends on the sizes alone.

    python3 tools/bench/peer_torch.py FOLDER

Needs torch, NumPy and Pillow (Debian: python3-torch, libopenblas0-pthread, python3-numpy, python3-pil). FOLDER has JPEG photographs. Prints
milliseconds of the process on the processor for each picture, decoding included, one thread.
"""
import sys

import numpy as np
import torch
from torch import nn

import peer
from prepare import prepare

SIDE, PATCH, WIDTH, LAYERS, HEADS, DIMENSION = 224, 32, 768, 12, 12, 512


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        batch, tokens, _ = x.shape
        parts = self.qkv(self.first(x)).reshape(batch, tokens, 3, HEADS, WIDTH // HEADS)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5).softmax(-1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(batch, tokens, WIDTH))
        inner = self.up(self.second(x))
        return x + self.down(inner * torch.sigmoid(1.702 * inner))


class Vision(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, WIDTH, PATCH, PATCH, bias=False)
        self.token = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.places = nn.Parameter(torch.randn((SIDE // PATCH) ** 2 + 1, WIDTH) * 0.02)
        self.before, self.after = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.blocks = nn.Sequential(*(Block() for _ in range(LAYERS)))
        self.project = nn.Linear(WIDTH, DIMENSION, bias=False)

    def forward(self, pixels):
        x = self.patches(pixels).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(len(x), 1, -1), x], 1) + self.places
        x = self.blocks(self.before(x))
        return nn.functional.normalize(self.project(self.after(x[:, 0])), dim=-1)


def main():
    torch.set_num_threads(1)
    tower = Vision().eval()

    def embed(photos):
        with torch.inference_mode():
            return tower(torch.from_numpy(np.stack([prepare(photo, SIDE) for photo in photos]))).numpy()

    peer.measure(f"PyTorch {torch.__version__} and Pillow", sys.argv[1], embed)


main()
