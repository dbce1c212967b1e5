#!/usr/bin/env python3
"""Matrices as NumPy writes them, for io.idealstream.wire.vectors.

Usage, from the root of the repository, with python3 and NumPy:
    python3 tools/golden/matrices.py
It writes src/test/resources/wire/vectors/*.npy and *.npz: four rows, eighths of whole numbers.
"""
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/wire/vectors"
ROWS = np.array([[1, -0.5, 0.125], [2, 0, -8], [3, 0.25, 1], [-4, 5, 6.5]])

OUT.mkdir(parents=True, exist_ok=True)
for name in ("<f2", "<f4", "<f8", ">f4"):
    np.save(OUT / f"{name.replace('<', 'little-').replace('>', 'big-')}.npy", ROWS.astype(name))
np.savez_compressed(OUT / "one.npz", vectors=ROWS.astype("<f4"), names=np.arange(4.0))
np.savez_compressed(OUT / "two.npz", first=ROWS, second=ROWS)
np.save(OUT / "fortran.npy", np.asfortranarray(ROWS))
np.save(OUT / "whole.npy", ROWS.astype("<i8"))
np.save(OUT / "line.npy", ROWS[0])
np.save(OUT / "nan.npy", np.where(ROWS == 1, np.nan, ROWS))
