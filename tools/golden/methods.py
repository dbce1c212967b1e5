#!/usr/bin/env python3
"""Golden file for the methods of io.idealstream.decision, computed by NumPy from dense matrices.

Nothing here shares a formula with the Java code: pairs are listed one by one, inverses are taken of
whole matrices, means on the sphere are found by descent on the summed squared angles.

Usage, from the root of the repository, with python3 and NumPy:
    python3 tools/golden/methods.py
It writes src/test/resources/decision/methods.json; the same NumPy writes the same bytes.
"""
import itertools
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/decision/methods.json"
STRENGTH = 1000


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def design(sizes, cells):
    columns = [np.ones((len(cells), 1))]
    for i, n in enumerate(sizes):
        columns.append(np.array([[float(cell[i] == v) for v in range(n)] for cell in cells]))
    return np.hstack(columns)


def words(sizes, weights, cells, vectors):
    """Least squares over cells by the pseudo-inverse, re-centred under the weights."""
    theta = np.linalg.pinv(design(sizes, cells)) @ vectors
    centre, first, parts = theta[0].copy(), 1, []
    for n, a in zip(sizes, weights):
        block = theta[first : first + n]
        mean = a @ block
        centre += mean
        parts.append(block - mean)
        first += n
    return centre, parts


def pairs(factor, sizes, cells, vectors, item):
    best = max(range(len(cells)), key=lambda z: item @ vectors[z])
    scores = [
        max(item @ vectors[z] for z in range(len(cells)) if cells[z][factor] == v)
        for v in range(sizes[factor])
    ]
    return cells[best][factor], scores


def orthogonal(spurious):
    """P_0 by an orthonormal basis of what the rows leave over."""
    _, values, right = np.linalg.svd(spurious, full_matrices=True)
    rank = int((values > 1e-10 * values.max()).sum())
    rest = right[rank:]
    return rest.T @ rest


def calibration(spurious_factors, cells, vectors):
    points = unit(vectors)
    total, count = np.zeros((points.shape[1],) * 2), 0
    for y, z in itertools.combinations(range(len(cells)), 2):
        if all(cells[y][i] == cells[z][i] for i in range(len(cells[0])) if i not in spurious_factors):
            difference = points[y] - points[z]
            total += np.outer(difference, difference)
            count += 1
    return np.linalg.inv(np.eye(points.shape[1]) + STRENGTH * total / count)


def sphere_mean(points):
    """Descent on sum angle^2 with projected gradient steps of shrinking size."""
    mean = unit(points.sum(0))

    def cost(m):
        return float((np.arccos(np.clip(points @ m, -1, 1)) ** 2).sum())

    step = 0.5
    while step > 1e-14:
        angles = np.arccos(np.clip(points @ mean, -1, 1))
        sines = np.sqrt(np.maximum(1e-300, 1 - (points @ mean) ** 2))
        pull = ((angles / sines)[:, None] * (points - np.outer(points @ mean, mean))).mean(0)
        trial = unit(mean + step * pull)
        if cost(trial) < cost(mean):
            mean = trial
        else:
            step /= 2
    return mean


def geodesic(factor, sizes, weights, cells, vectors):
    points = unit(vectors)
    mean = sphere_mean(points)
    tangents = []
    for point in points:
        angle = np.arccos(np.clip(point @ mean, -1, 1))
        part = point - (point @ mean) * mean
        tangents.append(angle * unit(part))
    centre, parts = words(sizes, weights, cells, np.array(tangents))
    classes = []
    for word in parts[factor]:
        tangent = centre + word
        angle = np.linalg.norm(tangent)
        classes.append(np.cos(angle) * mean + np.sin(angle) * tangent / angle)
    return np.array(classes)


def pareto(spurious_factors, cells, vectors, rows):
    """Each row by bisection for the share at which bias left and likeness lost are equal."""
    groups = {}
    for cell, point in zip(cells, unit(vectors)):
        groups.setdefault(tuple(cell[i] for i in spurious_factors), []).append(point)
    prototypes = [unit(np.mean(points, axis=0)) for points in groups.values()]
    differences = np.array([p - prototypes[0] for p in prototypes[1:]])
    outside = orthogonal(differences)
    changed = []
    for row in rows:
        n = outside @ row
        a = row - n
        inside, rest = np.linalg.norm(a), np.linalg.norm(n)

        def vector(alpha):
            return alpha * a / inside + np.sqrt(1 - alpha**2) * n / rest

        low, high = 0.0, inside
        for _ in range(200):
            alpha = (low + high) / 2
            if alpha / inside < (1 - vector(alpha) @ row) / (1 - rest):
                low = alpha
            else:
                high = alpha
        changed.append(vector(low))
    return np.array(changed)


def case(rng, name, sizes, spurious, dimension, missing=()):
    weights = [rng.dirichlet(np.full(n, 5.0)) for n in sizes]
    cells = [c for c in itertools.product(*[range(n) for n in sizes]) if c not in missing]
    shared = rng.normal(size=dimension)
    offsets = [rng.normal(size=(n, dimension)) for n in sizes]
    vectors = np.array(
        [
            unit(2 * shared + sum(o[v] for o, v in zip(offsets, c)) + 0.3 * rng.normal(size=dimension))
            * rng.uniform(0.8, 1)
            for c in cells
        ]
    )
    plain = [unit(shared + o + 0.2 * rng.normal(size=o.shape)) for o in offsets]
    items = unit(shared + rng.normal(size=(4, dimension)))
    centre, parts = words(sizes, weights, cells, vectors)
    removed = orthogonal(np.vstack([plain[i] for i in spurious]))
    together = calibration(spurious, cells, vectors)
    factors = []
    for i in [i for i in range(len(sizes)) if i not in spurious]:
        classes = {
            "plain": plain[i],
            "real-words": plain[i],
            "ideal-words": centre + parts[i],
            "cleared-words": centre + parts[i] @ orthogonal(np.vstack([parts[j] for j in spurious])).T,
            "orth-proj": unit(plain[i] @ removed.T),
            "orth-cali": unit(plain[i] @ (removed @ together).T),
            "gde": geodesic(i, sizes, weights, cells, vectors),
        }
        scores = {method: (items @ rows.T).tolist() for method, rows in classes.items()}
        if not missing:
            scores["pairs"] = [pairs(i, sizes, cells, vectors, item)[1] for item in items]
            scores["pareto"] = (
                pareto(spurious, cells, vectors, items) @ pareto(spurious, cells, vectors, plain[i]).T
            ).tolist()
        winners = [] if missing else [pairs(i, sizes, cells, vectors, item)[0] for item in items]
        factors.append({"factor": i, "scores": scores, "pairWinners": winners})
    return {
        "name": name,
        "sizes": list(sizes),
        "weights": [a.tolist() for a in weights],
        "spurious": list(spurious),
        "cells": [list(c) for c in cells],
        "vectors": vectors.tolist(),
        "plain": [p.tolist() for p in plain],
        "words": np.vstack([centre[None, :], *parts]).tolist(),
        "items": items.tolist(),
        "factors": factors,
    }


def main():
    rng = np.random.default_rng(11)
    cases = [
        case(rng, "two factors", (2, 2), (1,), 5),
        case(rng, "two labels and a spurious factor", (3, 2, 4), (1,), 9),
        case(rng, "two spurious factors", (2, 3, 2), (1, 2), 12),
        case(rng, "more cells than dimensions", (4, 5), (1,), 7),
        case(rng, "missing cells", (3, 3), (1,), 6, {(0, 0), (2, 1)}),
    ]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
