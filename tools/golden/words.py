#!/usr/bin/env python3
"""Golden files for io.idealstream.math, computed by NumPy from dense designs.

Nothing here shares a formula with the Java code: designs are written out row by row, systems are
solved through singular values, averages over pairs visit every pair.

Usage, from the root of the repository, with python3 and NumPy:
    python3 tools/golden/words.py
It writes src/test/resources/math/*.json; the same NumPy writes the same bytes.
"""
import itertools
import json
import math
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/math"
TINY = 1e-9


class Space:
    def __init__(self, sizes, weights=None):
        self.sizes = list(sizes)
        self.weights = [
            np.array(w, float) if w is not None else np.full(n, 1 / n)
            for n, w in zip(sizes, weights or [None] * len(sizes))
        ]
        self.first = np.cumsum([1] + self.sizes)[:-1]
        self.rows = 1 + sum(sizes)

    def cells(self):
        return list(itertools.product(*[range(n) for n in self.sizes]))

    def design(self, cells):
        design = np.zeros((len(cells), self.rows))
        for r, cell in enumerate(cells):
            design[r, 0] = 1
            for i, v in enumerate(cell):
                design[r, self.first[i] + v] = 1
        return design

    def weight(self, cell):
        return math.prod(float(self.weights[i][v]) for i, v in enumerate(cell))

    def functionals(self, classes=None):
        """The rows that report centre and words, each word relative to its class, else to all."""
        report = np.eye(self.rows)
        for i, a in enumerate(self.weights):
            for members in classes[i] if classes else [list(range(self.sizes[i]))]:
                shares = a[members] / a[members].sum()
                rows = self.first[i] + np.array(members)
                report[0, rows] += shares
                report[np.ix_(rows, rows)] -= shares[None, :]
        return report

    def to_json(self):
        return {
            "factors": [
                {
                    "name": f"factor{i}",
                    "values": [f"f{i}v{v}" for v in range(n)],
                    "weights": self.weights[i].tolist(),
                }
                for i, n in enumerate(self.sizes)
            ]
        }


def cell_means(events):
    sums = {}
    for cell, vector, weight in events:
        total, mass = sums.get(cell, (0, 0))
        sums[cell] = (total + weight * np.array(vector), mass + weight)
    cells = sorted(sums)
    means = np.array([sums[c][0] / sums[c][1] for c in cells])
    return cells, means, np.array([sums[c][1] for c in cells])


def classes(space, cells):
    """Per factor the seen values whose differences lie in the row space of the design."""
    design = space.design(cells)
    outside = np.eye(space.rows) - np.linalg.pinv(design) @ design
    found = []
    for i, n in enumerate(space.sizes):
        groups = []
        for v in sorted({c[i] for c in cells}):
            row = outside[space.first[i] + v]
            for group in groups:
                if np.abs(row - outside[space.first[i] + group[0]]).max() < TINY:
                    group.append(v)
                    break
            else:
                groups.append([v])
        found.append(groups)
    return found


def estimable(space, groups):
    """The centre where each factor has one class; words that are not alone in their class."""
    known = np.zeros(space.rows, bool)
    known[0] = all(len(g) == 1 for g in groups)
    for i, n in enumerate(space.sizes):
        for group in groups[i]:
            known[space.first[i] + np.array(group)] = len(group) > 1 or n == 1
    return known


def explained(means, fitted, votes):
    centre = votes @ means / votes.sum()
    total = votes @ ((means - centre) ** 2).sum(axis=1)
    rest = votes @ ((means - fitted) ** 2).sum(axis=1)
    return 1.0 if total < 1e-18 else float(1 - rest / total)


def least_squares(space, cells, means, votes):
    design = space.design(cells)
    root = np.sqrt(votes)[:, None]
    theta = np.linalg.pinv(root * design) @ (root * means)
    groups = classes(space, cells)
    report = space.functionals(groups) @ theta
    known = estimable(space, groups)
    return {
        "rows": [row.tolist() if ok else None for row, ok in zip(report, known)],
        "classes": groups,
        "rank": int(np.linalg.matrix_rank(design)),
        "estimable": bool(known.all()),
        "r2": explained(means, design @ theta, votes),
    }


def product(space, cells, means):
    if len(cells) < math.prod(space.sizes):
        return {
            "rows": [None] * space.rows,
            "rank": int(np.linalg.matrix_rank(space.design(cells))),
            "estimable": False,
            "r2": None,
        }
    votes = np.array([space.weight(c) for c in cells])
    rows = np.zeros((space.rows, means.shape[1]))
    rows[0] = sum(b * u for b, u in zip(votes, means))
    for i, n in enumerate(space.sizes):
        for v in range(n):
            inside = [z for z, c in enumerate(cells) if c[i] == v]
            rows[space.first[i] + v] = (
                sum(votes[z] * means[z] for z in inside) / space.weights[i][v] - rows[0]
            )
    return {
        "rows": rows.tolist(),
        "rank": space.rows - len(space.sizes),
        "estimable": True,
        "r2": explained(means, space.design(cells) @ rows, votes),
    }


def fit_case(name, space, events):
    cells, means, counts = cell_means(events)
    return {
        "name": name,
        **space.to_json(),
        "events": [
            {"cell": list(c), "vector": list(map(float, x)), "weight": float(w)}
            for c, x, w in events
        ],
        "product": product(space, cells, means),
        "cells": least_squares(space, cells, means, np.ones(len(cells))),
        "counts": least_squares(space, cells, means, counts),
    }


def events_of(rng, cells, dimension, repeats=(1, 1), weights=False):
    events = []
    for cell in cells:
        for _ in range(rng.integers(repeats[0], repeats[1] + 1)):
            weight = float(rng.uniform(0.2, 3)) if weights else 1.0
            events.append((tuple(cell), rng.normal(size=dimension).round(6), weight))
    return events


def fits():
    rng = np.random.default_rng(20231002)
    unit = Space([2, 2])
    cases = [
        fit_case(
            "four orthogonal cells",
            unit,
            [(c, np.eye(4)[j], 1.0) for j, c in enumerate(unit.cells())],
        )
    ]

    def add(name, space, cells, dimension, **options):
        cases.append(fit_case(name, space, events_of(rng, cells, dimension, **options)))

    grid = Space([3, 4])
    add("full grid", grid, grid.cells(), 5)
    weighted = Space([3, 2, 4], [[0.5, 0.3, 0.2], None, [0.1, 0.2, 0.3, 0.4]])
    add("full grid, weights, repeats", weighted, weighted.cells(), 3, repeats=(1, 4), weights=True)
    holes = Space([4, 5], [None, [0.4, 0.3, 0.1, 0.1, 0.1]])
    add("connected with holes", holes, [(a, b) for a in range(4) for b in (a, a + 1)], 4,
        repeats=(1, 3), weights=True)
    split = Space([4, 4])
    add("two components", split, [(a, b) for a, b in split.cells() if (a < 2) == (b < 2)], 3)
    odd = Space([2, 2, 3])
    add("pairwise connected, rank 4 of 5", odd, [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)], 3)
    unseen = Space([2, 3])
    blocks = [(a, b, c) for a, b in split.cells() if (a < 2) == (b < 2) for c in range(3)]
    add("two blocks that share a factor", Space([4, 4, 3]), blocks, 3, weights=True)
    add("a value never seen", unseen, [(a, b) for a, b in unseen.cells() if b != 2], 3)
    add("a single cell", grid, [(1, 2)], 3)
    lone = Space([1, 3, 1])
    add("factors of one value", lone, lone.cells(), 2, repeats=(2, 2))
    one = Space([6], [[0.3, 0.1, 0.1, 0.2, 0.2, 0.1]])
    add("one factor", one, one.cells(), 1, weights=True)
    wide = Space([5, 4, 3, 3, 2])
    every = wide.cells()
    chosen = sorted(rng.choice(len(every), size=40, replace=False))
    add("forty cells of five factors", wide, [every[j] for j in chosen], 2, repeats=(1, 5),
        weights=True)
    return cases


def score(numbers):
    numbers = np.array(numbers, float)
    if len(numbers) == 0:
        return None
    return {"mean": float(numbers.mean()), "sd": float(numbers.std(ddof=1)) if len(numbers) > 1 else 0.0}


def score_case(name, space, events, weighting, singles=None):
    cells, means, counts = cell_means(events)
    design = space.design(cells)
    votes = {"product": [space.weight(c) for c in cells], "cells": np.ones(len(cells)), "counts": counts}
    root = np.sqrt(np.array(votes[weighting], float))[:, None]
    ideal = design @ np.linalg.pinv(root * design) @ (root * means)
    fits = {"idealWords": ideal}
    if singles is not None:
        fits["realWords"] = np.array(
            [np.mean([singles[i][v] for i, v in enumerate(c)], axis=0) for c in cells]
        )
    pairs = [np.linalg.norm(a - b) for a, b in itertools.combinations(means, 2)]
    modes = {}
    for mode, cell_power, pair_power in (("dist", 1, 1), ("sq", 2, 2), ("paper", 1, 2)):
        modes[mode] = {"average": score([d**pair_power for d in pairs])}
        for label, fit in fits.items():
            modes[mode][label] = score(np.linalg.norm(means - fit, axis=1) ** cell_power)
    accuracy = {}
    for label, fit in fits.items():
        distances = np.linalg.norm(fit[:, None, :] - means[None, :, :], axis=2)
        own = np.diag(distances)
        accuracy[label] = float(np.mean(own <= distances.min(axis=1) + TINY))
    return {
        "name": name,
        **space.to_json(),
        "events": [
            {"cell": list(c), "vector": list(map(float, x)), "weight": float(w)}
            for c, x, w in events
        ],
        "weighting": weighting,
        "singles": None if singles is None else np.concatenate(singles).tolist(),
        "scores": modes,
        "accuracy": accuracy,
    }


def scores():
    rng = np.random.default_rng(6)
    unit = Space([2, 2])
    cases = [
        score_case(
            "four orthogonal cells",
            unit,
            [(c, np.eye(4)[j], 1.0) for j, c in enumerate(unit.cells())],
            "product",
        )
    ]
    grid = Space([3, 4, 2])
    singles = [rng.normal(size=(n, 3)).round(6) for n in grid.sizes]
    for weighting in ("product", "cells", "counts"):
        events = events_of(rng, grid.cells(), 3, repeats=(1, 3), weights=True)
        cases.append(score_case(f"full grid by {weighting}", grid, events, weighting, singles))
    words = [rng.normal(size=(n, 9)) for n in grid.sizes]
    near = [
        (c, (sum(words[i][v] for i, v in enumerate(c)) + 0.4 * rng.normal(size=9)).round(6), 1.0)
        for c in grid.cells()
        if rng.random() < 0.8
    ]
    cases.append(score_case("nearly decomposable, holes", grid, near, "cells"))
    cases.append(score_case("a single cell", grid, near[:1], "cells"))
    twins = [(c, [1.0, float(c[1] % 2)], 1.0) for c in grid.cells()]
    cases.append(score_case("cells with equal vectors", grid, twins, "cells"))
    return cases


def kendall(left, right):
    total = 0
    for v, w in itertools.combinations(range(len(left)), 2):
        total += np.sign(left[v] - left[w]) * np.sign(right[v] - right[w])
    return total / math.comb(len(left), 2)


def disentanglement_case(name, sizes, logits):
    grid = np.array(logits, float).reshape(sizes)
    joint = np.exp(grid - grid.max())
    joint /= joint.sum()
    independent = np.ones(())
    for i in range(len(sizes)):
        others = tuple(j for j in range(len(sizes)) if j != i)
        independent = np.multiply.outer(independent, joint.sum(axis=others))
    factors = []
    for i, n in enumerate(sizes):
        contexts = np.moveaxis(grid, i, -1).reshape(-1, n)
        best = set.intersection(
            *[{v for v in range(n) if row[v] == row.max()} for row in contexts]
        )
        taus = [kendall(a, b) for a, b in itertools.combinations(contexts, 2)] if n > 1 else []
        swapped = any(
            (a[v] - a[w]) * (b[v] - b[w]) < 0
            for a, b in itertools.combinations(contexts, 2)
            for v, w in itertools.combinations(range(n), 2)
        )
        factors.append(
            {
                "mode": bool(best),
                "order": not swapped,
                "kendallTau": float(np.mean(taus)) if taus else 1.0,
            }
        )
    return {
        "name": name,
        **Space(sizes).to_json(),
        "logits": [float(x) for x in np.ravel(grid)],
        "totalCorrelation": float((joint[joint > 0] * np.log((joint / independent)[joint > 0])).sum()),
        "perFactor": factors,
    }


def disentanglement():
    rng = np.random.default_rng(9)
    additive = np.add.outer(np.add.outer([0.5, -1.0, 2.0], [1.0, 0.25]), [0.0, 3.0, -1.5, 0.75])
    cases = [
        disentanglement_case("a sum over the factors", [3, 2, 4], additive),
        disentanglement_case("unrelated logits", [3, 2, 4], rng.normal(size=24).round(3)),
        disentanglement_case("a little interaction", [3, 2, 4],
                             additive + 0.4 * rng.normal(size=(3, 2, 4)).round(3)),
        disentanglement_case("ties", [3, 3], rng.integers(0, 3, size=9)),
        disentanglement_case("modes agree, orders do not", [2, 3], [3, 2, 1, 3, 1, 2]),
        disentanglement_case("a single factor", [4], [1, 2, 3, 4]),
        disentanglement_case("a factor of one value", [1, 3], [1, 3, 2]),
        disentanglement_case("large logits", [2, 2], [700.0, -300.0, 650.0, 10.0]),
    ]
    return cases


def chi_squared_tail(x, freedom):
    """Simpson's rule on the density, far into the tail."""
    grid = np.linspace(x, x + 60 * math.sqrt(freedom) + 200, 400001)
    log_density = (
        (freedom / 2 - 1) * np.log(grid) - grid / 2 - freedom / 2 * math.log(2)
        - math.lgamma(freedom / 2)
    )
    return simpson(np.exp(log_density), grid[1] - grid[0])


def f_tail(x, first, second):
    """The same for the F distribution, over the logarithm of x."""
    grid = np.linspace(math.log(x), math.log(x) + 60, 400001)
    log_density = (
        math.lgamma((first + second) / 2) - math.lgamma(first / 2) - math.lgamma(second / 2)
        + first / 2 * math.log(first / second) + first / 2 * grid
        - (first + second) / 2 * np.log1p(first / second * np.exp(grid))
    )
    return simpson(np.exp(log_density), grid[1] - grid[0])


def simpson(values, step):
    weights = np.ones(len(values))
    weights[1:-1:2] = 4
    weights[2:-1:2] = 2
    return float(weights @ values * step / 3)


def estimate(space, events, strengths):
    """Reported rows as a linear map of the vectors of the events, and of the prior.

    The noise is the prior's part of the rows' variance, with pseudo-events that scatter like events.
    """
    design = space.design([c for c, _, _ in events])
    weights = np.array([w for _, _, w in events])
    penalty = np.zeros(space.rows)
    for i, kappa in enumerate(strengths):
        for v in range(space.sizes[i]):
            penalty[space.first[i] + v] = kappa * space.sizes[i] * space.weights[i][v]
    gram = design.T @ (weights[:, None] * design) + np.diag(penalty)
    inverse = np.linalg.pinv(gram, rcond=1e-12)
    report = space.functionals()
    of_events = inverse @ design.T * weights
    of_prior = report @ inverse * penalty
    believed = penalty > 0
    noise = (of_prior[:, believed] ** 2 / penalty[believed]).sum(axis=1)
    return design, weights, report @ of_events, of_prior, of_events, noise


def uncertainty_case(name, space, events, strengths, rng, dimension):
    prior = space.functionals() @ rng.normal(size=(space.rows, dimension)).round(6)
    design, weights, of_events, of_prior, raw, noise = estimate(space, events, strengths)
    vectors = np.array([x for _, x, _ in events])
    rows = of_events @ vectors + of_prior @ prior
    residual = float(weights @ ((vectors - design @ rows) ** 2).sum(axis=1))
    freedom = float((weights * (1 - np.einsum("ij,ji->i", design, raw))).sum())
    scatter = residual / freedom
    errors = np.sqrt(((of_events**2).sum(axis=1) + noise) * scatter)
    one, other = space.first[0], space.first[0] + 1
    strength = np.array([
        kappa * n * w for kappa, n, a in zip(strengths, space.sizes, space.weights) for w in a
    ])
    held = strength > 0
    contrast = np.concatenate([
        of_events[one] - of_events[other],
        (of_prior[one] - of_prior[other])[1:][held] / np.sqrt(strength[held]),
    ])
    shares = []
    for i, n in enumerate(space.sizes):
        for v in range(n):
            row = space.first[i] + v
            weight = space.weights[i][v]
            moved = np.zeros(space.rows)
            moved[space.first[i]:space.first[i] + n] = -weight / (1 - weight)
            moved[row] = 1
            shares.append(float(of_prior[row] @ moved) if strengths[i] else 0.0)
    centre = weights @ vectors / weights.sum()
    total = float(weights @ ((vectors - centre) ** 2).sum(axis=1))
    word = rows[space.first[0]]
    statistic = float(word @ word) / errors[space.first[0]] ** 2
    return {
        "name": name,
        **space.to_json(),
        "events": [
            {"cell": list(c), "vector": list(map(float, x)), "weight": float(w)}
            for c, x, w in events
        ],
        "prior": prior.tolist(),
        "strengths": list(strengths),
        "rows": rows.tolist(),
        "rank": determined(space, design, strengths),
        "r2": 1 - residual / total,
        "scatter": scatter,
        "errors": errors.tolist(),
        "contrastError": float(np.sqrt((contrast**2).sum() * scatter)),
        "priorShares": shares,
        "presence": {
            "dimension": 2.5,
            "statistic": statistic,
            "probability": chi_squared_tail(2.5 * statistic, 2.5),
        },
        "empirical": empirical(space, events, prior, dimension),
    }


def determined(space, design, strengths):
    """Dimension of what data and prior determine of the reported rows."""
    believed = [
        np.eye(space.rows)[space.first[i] + v]
        for i, kappa in enumerate(strengths)
        for v in range(space.sizes[i])
        if kappa > 0
    ]
    known = np.vstack([design, *believed])
    return int(np.linalg.matrix_rank(space.functionals() @ np.linalg.pinv(known) @ known))


def empirical(space, events, prior, dimension):
    """Strengths by the data, where they determine every word."""
    design, weights, of_events, _, raw, _ = estimate(space, events, [0] * len(space.sizes))
    if np.linalg.matrix_rank(design) < space.rows - len(space.sizes):
        return None
    vectors = np.array([x for _, x, _ in events])
    rows = of_events @ vectors
    residual = float(weights @ ((vectors - design @ rows) ** 2).sum(axis=1))
    scatter = residual / float((weights * (1 - np.einsum("ij,ji->i", design, raw))).sum())
    variances = (of_events**2).sum(axis=1) * scatter
    strengths = []
    for i, n in enumerate(space.sizes):
        spread = np.mean([
            (((rows - prior)[space.first[i] + v] ** 2).sum() - variances[space.first[i] + v])
            / (1 - space.weights[i][v])
            for v in range(n)
        ])
        strengths.append(float(scatter / spread) if spread > 0 else float(weights.sum()))
    return [min(kappa, float(weights.sum())) for kappa in strengths]


def uncertainty():
    rng = np.random.default_rng(36)
    grid = Space([3, 2, 4], [[0.5, 0.3, 0.2], None, None])
    cells = [c for c in grid.cells() if rng.random() < 0.8]
    even = events_of(rng, cells, 3, repeats=(1, 3))
    uneven = events_of(rng, cells, 3, repeats=(1, 3), weights=True)
    none = [0, 0, 0]
    cases = [
        uncertainty_case("equal weights", grid, even, none, rng, 3),
        uncertainty_case("unequal weights", grid, uneven, none, rng, 3),
        uncertainty_case("a prior on every factor", grid, uneven, [2.0, 5.0, 0.5], rng, 3),
        uncertainty_case("a prior on one factor", grid, uneven, [0, 3.0, 0], rng, 3),
    ]
    split = Space([4, 4])
    blocks = [(a, b) for a, b in split.cells() if (a < 2) == (b < 2)]
    events = events_of(rng, blocks, 2, repeats=(2, 3), weights=True)
    cases.append(uncertainty_case("two components with a prior", split, events, [1, 1], rng, 2))
    unseen = Space([2, 3], [None, [0.2, 0.3, 0.5]])
    events = events_of(rng, [(0, 0), (1, 0), (0, 1)], 2, repeats=(2, 3))
    cases.append(uncertainty_case("a value never seen with a prior", unseen, events, [4, 4], rng, 2))
    return cases


def by_class(space, design, i):
    """Words of a factor relative to the seen values that can be compared with them; zero for others."""
    place = range(space.first[i], space.first[i] + space.sizes[i])
    _, values, right = np.linalg.svd(design)
    null = right[int((values > 1e-9 * values.max()).sum()) :]
    report = np.zeros((space.sizes[i], space.rows))
    for v, row in enumerate(place):
        alike = [
            w
            for w, other in enumerate(place)
            if design[:, other].any() and np.allclose(null[:, row], null[:, other], atol=1e-9)
        ]
        if design[:, row].any() and len(alike) > 1:
            report[v, row] = 1
            all_weights = sum(space.weights[i][w] for w in alike)
            for w in alike:
                report[v, place[w]] -= space.weights[i][w] / all_weights
    return report


def blend_case(name, space, events, prompts):
    """Words of events and of prompts, each off by a kind of its own (random effects)."""
    design, weights, of_events, _, raw, _ = estimate(space, events, [0] * len(space.sizes))
    vectors = np.array([x for _, x, _ in events])
    rows = of_events @ vectors
    freedom = float((weights * (1 - np.einsum("ij,ji->i", design, raw))).sum())
    residual = float(weights @ ((vectors - design @ rows) ** 2).sum(axis=1))
    scatter = residual / freedom if freedom > TINY * weights.sum() else None
    shares, blended, errors = [], np.zeros_like(prompts), np.zeros(space.rows)
    for i, n in enumerate(space.sizes):
        place = slice(space.first[i], space.first[i] + n)
        report = by_class(space, design, i)
        told = np.abs(report).sum(axis=1) > 0
        a = np.array(space.weights[i]) * told
        seen, said = report @ raw @ vectors, report @ prompts
        stretch, share, noise = 1.0, 0.0, np.zeros(n)
        if told.any() and scatter is not None:
            noise = ((report @ raw) ** 2).sum(axis=1) * scatter
            length = float(a @ (seen**2).sum(axis=1) - a @ noise)
            if length > 0:
                stretch = math.sqrt(length / float(a @ (said**2).sum(axis=1)))
                apart = float(a @ ((seen - stretch * said) ** 2).sum(axis=1))
                share = max(0.0, (apart - float(a @ noise)) / (2 * apart))
        shares += [1 - share * t for t in told]
        blended[place] = stretch * prompts[place] + share * told[:, None] * (seen - stretch * said)
        errors[place] = share * np.sqrt(noise)
    blended[0] = np.average(vectors - design[:, 1:] @ blended[1:], axis=0, weights=weights)
    return {
        "name": name,
        **space.to_json(),
        "events": [
            {"cell": list(c), "vector": list(map(float, x)), "weight": float(w)}
            for c, x, w in events
        ],
        "prior": prompts.tolist(),
        "rows": blended.tolist(),
        "shares": shares,
        "errors": errors.tolist(),
    }


def blends():
    rng = np.random.default_rng(41)
    space = Space([3, 2], [[0.5, 0.3, 0.2], None])
    words = (space.functionals() @ rng.normal(size=(space.rows, 4))).round(6)
    prompts = space.functionals() @ (0.5 * words + 0.2 * rng.normal(size=words.shape)).round(6)

    def seen(cells, number, noise, space=space, words=words):
        some = [cells[j] for j in rng.integers(len(cells), size=number)]
        return [
            (c, (space.design([c])[0] @ words + noise * rng.normal(size=4)).round(6), w)
            for c, w in zip(some, rng.uniform(0.5, 2, size=number).round(3))
        ]

    cells = list(space.cells())
    wide = Space([6, 5], [[0.3, 0.2, 0.1, 0.2, 0.1, 0.1], None])
    wide_rng = np.random.default_rng(42)
    wide_words = (wide.functionals() @ wide_rng.normal(size=(wide.rows, 4))).round(6)
    wide_prompts = wide.functionals() @ (0.5 * wide_words + 0.2 * wide_rng.normal(size=wide_words.shape)).round(6)
    wide_cells = [(0, 0), (1, 0), (0, 1), (2, 2), (3, 2), (3, 3), (4, 4)]
    return [
        blend_case("many events", space, seen(cells, 200, 0.3), prompts),
        blend_case("few events", space, seen(cells, 9, 0.5), prompts),
        blend_case("events that are noise", space, seen(cells, 12, 9.0), prompts),
        blend_case("a value never seen", space, seen(cells[:4], 30, 0.3), prompts),
        blend_case("one factor alone determined", space, seen(cells[:2], 20, 0.3), prompts),
        blend_case("a single event", space, seen(cells, 1, 0.3), prompts),
        blend_case("two classes and a value alone", wide, seen(wide_cells, 60, 0.3, wide, wide_words), wide_prompts),
    ]


def mean_fits():
    """Errors of words that were fitted to cell means, in terms of the scatter of events."""
    rng = np.random.default_rng(37)
    space = Space([3, 2, 2], [[0.6, 0.3, 0.1], None, None])
    events = events_of(rng, space.cells(), 3, repeats=(1, 4), weights=True)
    cells, means, counts = cell_means(events)
    index = {c: j for j, c in enumerate(cells)}
    # every cell mean as a linear map of the events
    mean_of = np.zeros((len(cells), len(events)))
    for t, (c, _, w) in enumerate(events):
        mean_of[index[c], t] = w / counts[index[c]]
    design = space.design(cells)
    result = {
        **space.to_json(),
        "events": [
            {"cell": list(c), "vector": list(map(float, x)), "weight": float(w)}
            for c, x, w in events
        ],
    }
    for name, votes in (("cells", np.ones(len(cells))), ("counts", counts)):
        root = np.sqrt(votes)[:, None]
        solve = np.linalg.pinv(root * design) * root.T
        left = np.eye(len(cells)) - design @ solve
        # expected squared residuals per unit of scatter, from the map of all events
        freedom = float((votes[:, None] * (left @ mean_of) ** 2).sum())
        residual = float((votes[:, None] * (left @ means) ** 2).sum())
        of_events = space.functionals() @ solve @ mean_of
        scatter = residual / freedom
        result[name] = {
            "scatter": scatter,
            "errors": np.sqrt((of_events**2).sum(axis=1) * scatter).tolist(),
        }
    return result


def lack_of_fit():
    rng = np.random.default_rng(44)
    space = Space([3, 3])
    cases = []
    for name, interaction in (("additive", 0.0), ("interaction", 0.8)):
        truth = {c: rng.normal(size=3) * interaction for c in space.cells()}
        events = [
            (c, (truth[c] + np.add.outer([0, 1, 2], [0, 3, 1])[c] + rng.normal(size=3)).round(6), 1.0)
            for c in space.cells()
            for _ in range(rng.integers(2, 5))
        ]
        cells, means, counts = cell_means(events)
        design = space.design(cells)
        root = np.sqrt(counts)[:, None]
        fitted = design @ np.linalg.pinv(root * design) @ (root * means)
        between = float(counts @ ((means - fitted) ** 2).sum(axis=1)) / (len(cells) - 5)
        index = {c: j for j, c in enumerate(cells)}
        within = sum(float(((x - means[index[c]]) ** 2).sum()) for c, x, _ in events)
        within /= len(events) - len(cells)
        floor = float(np.mean(within / counts)) * (len(cells) - 5) / len(cells)
        cases.append({
            "name": name,
            **space.to_json(),
            "events": [
                {"cell": list(c), "vector": list(map(float, x)), "weight": w} for c, x, w in events
            ],
            "scatter": within,
            "floor": floor,
            "dimension": 2.0,
            "ratio": between / within,
            "probability": f_tail(
                between / within, 2.0 * (len(cells) - 5), 2.0 * (len(events) - len(cells))
            ),
        })
    return cases


def decay():
    """Weights by the age of events, none of them held under a landmark."""
    rng = np.random.default_rng(33)
    space = Space([3, 2, 2])
    half_life = 90_000
    now = 1_700_000_000_000
    cases = []
    for name, span in (("minutes", 600_000), ("a thousand half-lives", 1000 * half_life)):
        events, times = [], []
        for _ in range(120):
            cell = tuple(int(rng.integers(0, n)) for n in space.sizes)
            vector = [float(np.float32(x)) for x in rng.normal(size=3)]
            times.append(int(now - rng.integers(0, span)))
            events.append((cell, vector, round(float(rng.uniform(0.5, 2)), 3)))
        ages = np.array([(t - now) / half_life for t in times])
        aged = [(c, x, w * 2.0**a) for (c, x, w), a in zip(events, ages)]
        keep = [e for e in aged if e[2] > 1e-11]
        design = space.design([c for c, _, _ in keep])
        weights = np.array([w for _, _, w in keep])
        root = np.sqrt(weights)[:, None]
        vectors = np.array([x for _, x, _ in keep])
        rows = space.functionals() @ np.linalg.pinv(root * design) @ (root * vectors)
        full = np.linalg.matrix_rank(root * design, tol=1e-6) == space.rows - len(space.sizes)
        support = (design.T @ weights) ** 2 / np.maximum(design.T @ weights**2, 1e-300)
        cases.append({
            "name": name,
            **space.to_json(),
            "halfLife": half_life,
            "now": now,
            "events": [
                {"cell": list(c), "vector": x, "weight": w, "time": t}
                for (c, x, w), t in zip(events, times)
            ],
            "weight": float(weights.sum()),
            "rows": rows.tolist() if full else None,
            "support": support.tolist() if full else None,
        })
    return cases


def write(name, content):
    OUT.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    (OUT / name).write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(text)} bytes")


if __name__ == "__main__":
    write("fits.json", fits())
    write("scores.json", scores())
    write("disentanglement.json", disentanglement())
    write("uncertainty.json", uncertainty())
    write("blends.json", blends())
    write("mean-fits.json", mean_fits())
    write("lack-of-fit.json", lack_of_fit())
    write("decay.json", decay())
