#!/usr/bin/env python3
"""Golden files for io.idealstream.wire.dataset.TorchFile: one list as torch.save wrote it up to
version 1.5 and as it writes it since.

Usage, from the root of the repository, with python3 and PyTorch:
    python3 tools/golden/torch_lists.py
It writes src/test/resources/wire/dataset/pickled.t7 and archived.t7.
"""
import pathlib

import torch

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/wire/dataset"
PICTURES = [
    {"image": "Leather_Boots.Mid-Calf/a.jpg", "attr": "Leather", "obj": "Boots.Mid-Calf", "set": "train"},
    {"image": "Suede_Boots.Mid-Calf/b.jpg", "attr": "Suede", "obj": "Boots.Mid-Calf", "set": "val"},
    {"image": "Suede_Sandals/c.jpg", "attr": "Suede", "obj": "Sandals", "set": "test"},
    {"image": "Leather_Sandals/d.jpg", "attr": "Leather", "obj": "Sandals", "set": "NA"},
    {"image": "odd/e.jpg", "attr": "NA", "obj": "Sandals", "set": "test"},
]

OUT.mkdir(parents=True, exist_ok=True)
torch.save(PICTURES, OUT / "pickled.t7", _use_new_zipfile_serialization=False)
torch.save(PICTURES, OUT / "archived.t7")
