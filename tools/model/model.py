"""The small CLIP: a convolutional stem with two transformer blocks for pictures, a small transformer for text."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

import world
from tokenizer import CONTEXT

SIDE = 64
DIMENSION = 256
MEAN = [0.48145466, 0.4578275, 0.40821073]
STD = [0.26862954, 0.26130258, 0.27577711]


class TokenLinear(nn.Linear):
    """A linear layer over tokens. In training it runs as a 1x1 convolution: on a CPU that is several times faster."""

    def forward(self, x):
        if not self.training or x.dim() != 3:
            return F.linear(x, self.weight, self.bias)
        rows, tokens, width = x.shape
        weight = self.weight[:, :, None, None].contiguous(memory_format=torch.channels_last)
        y = F.conv2d(x.reshape(rows, tokens, 1, width).permute(0, 3, 1, 2), weight, self.bias)
        return y.permute(0, 2, 3, 1).reshape(rows, tokens, -1)


class Block(nn.Module):
    """Pre-norm attention and MLP with CLIP's quick GELU."""

    def __init__(self, width, heads=4, expansion=3):
        super().__init__()
        self.heads = heads
        self.norm_attention, self.norm_mlp = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query_key_value, self.out = TokenLinear(width, 3 * width), TokenLinear(width, width)
        self.wide, self.narrow = TokenLinear(width, expansion * width), TokenLinear(expansion * width, width)

    def forward(self, x, mask=None):
        rows, tokens, width = x.shape
        split = self.query_key_value(self.norm_attention(x)).reshape(rows, tokens, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query * (width // self.heads) ** -0.5 @ key.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        x = x + self.out((scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, tokens, width))
        hidden = self.wide(self.norm_mlp(x))
        return x + self.narrow(hidden * torch.sigmoid(1.702 * hidden))


class Convolution(nn.Sequential):
    """3x3 convolution, batch norm, ReLU."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = Convolution(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


class VisionTower(nn.Module):
    """pixel_values [n, 3, 64, 64] -> (embedding [n, 256], the features before the projection)."""

    def __init__(self, widths=(32, 64, 128, 192), depth=2):
        super().__init__()
        a, b, c, d = widths
        self.stem = nn.Sequential(Convolution(3, a, 2), Convolution(a, b, 2), Residual(b), Convolution(b, c, 2), Residual(c),
                                  Convolution(c, d, 2), Residual(d))
        self.width = d
        self.class_token = nn.Parameter(torch.randn(1, 1, d) * 0.02)
        self.positions = nn.Parameter(torch.randn(1, (SIDE // 16) ** 2 + 1, d) * 0.02)
        self.blocks = nn.ModuleList(Block(d) for _ in range(depth))
        self.norm = nn.LayerNorm(d)
        self.projection = nn.Linear(d, DIMENSION, bias=False)

    def features(self, pixel_values):
        x = self.stem(pixel_values)
        x = x.flatten(2).transpose(1, 2)
        x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], 1) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.norm(x[:, 0])

    def forward(self, pixel_values):
        return self.projection(self.features(pixel_values))


class TextTower(nn.Module):
    """input_ids, attention_mask [n, L] -> embedding [n, 256], read at the first end token: padding cannot change it."""

    def __init__(self, vocabulary, width=128, depth=2):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        nn.init.normal_(self.tokens.weight, std=0.02)
        self.positions = nn.Parameter(torch.randn(CONTEXT, width) * 0.01)
        self.blocks = nn.ModuleList(Block(width) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.projection = nn.Linear(width, DIMENSION, bias=False)
        self.register_buffer("causal", torch.full((CONTEXT, CONTEXT), -1e4).triu(1), persistent=False)

    def forward(self, input_ids, attention_mask):
        length = input_ids.shape[1]
        mask = self.causal[:length, :length] + (1 - attention_mask[:, None, None, :].float()) * -1e4
        x = self.tokens(input_ids) + self.positions[:length]
        for block in self.blocks:
            x = block(x, mask)
        end = input_ids.argmax(-1)  # the end token has the highest id; argmax takes its first occurrence
        return self.projection(self.norm(x[torch.arange(x.shape[0], device=x.device), end]))


class Clip(nn.Module):
    """Both towers, the temperature, and the training-only heads for object and colour."""

    def __init__(self, vocabulary):
        super().__init__()
        self.vocabulary = vocabulary
        self.vision, self.text = VisionTower(), TextTower(vocabulary)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
        self.object_head = nn.Linear(self.vision.width, len(world.KEYS))
        self.colour_head = nn.Linear(self.vision.width, len(world.COLOURS) + 1)


def normalised_pixels(pictures):
    """uint8 [n, 3, 64, 64] -> pixel_values."""
    mean, std = torch.tensor(MEAN)[:, None, None], torch.tensor(STD)[:, None, None]
    return (pictures.float() / 255 - mean) / std
