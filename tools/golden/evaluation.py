#!/usr/bin/env python3
"""Golden file for the tables of io.idealstream.decision.eval, computed by NumPy, one item at a time.

Standard errors come from another bootstrap with other random numbers and many more draws; pictures are
ranked by sorting; every choice of pictures that a concept may be learned from is listed.

Usage, from the root of the repository, with python3 and NumPy:
    python3 tools/golden/evaluation.py
It writes src/test/resources/decision/evaluation.json; the same NumPy writes the same bytes.
"""
import itertools
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/decision/evaluation.json"
DRAWS = 20000
RIGHT, WRONG, WITHHELD = 0, 1, 2


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def with_errors(items, statistics):
    """Statistics of the items, and their deviations over samples drawn from them."""
    rng = np.random.default_rng(5)
    drawn = np.array([statistics(items[rng.integers(len(items), size=len(items))]) for _ in range(DRAWS)])
    return [{"value": float(v), "error": float(e)} for v, e in zip(statistics(items), drawn.std(axis=0, ddof=1))]


def group_statistics(rows, groups):
    """Worst, average, gap, withheld, then every group, of rows [group, outcome]."""
    given = rows[rows[:, 1] != WITHHELD]
    accuracies = [np.mean(given[given[:, 0] == g, 1] == RIGHT) for g in range(groups)]
    average = np.mean(given[:, 1] == RIGHT)
    return np.array([min(accuracies), average, average - min(accuracies), np.mean(rows[:, 1] == WITHHELD), *accuracies])


def groups_case(rng):
    sizes = [60, 15, 20, 90]
    shares = [[0.95, 0.4, 0.45, 0.97], [0.9, 0.7, 0.65, 0.9], [0.8, 0.75, 0.85, 0.8]]
    group = np.repeat([0, 1, 2, 3, -1], sizes + [10])
    outcomes = []
    for m, share in enumerate(shares):
        right = rng.uniform(size=len(group)) < np.array(share + [0.5])[group]
        outcome = np.where(right, RIGHT, WRONG)
        if m == 2:
            outcome[rng.uniform(size=len(group)) < 0.2] = WITHHELD
        outcomes.append(outcome)
    order = rng.permutation(len(group))
    group, outcomes = group[order], [outcome[order] for outcome in outcomes]
    expected = [with_errors(np.stack([group, outcome], 1), lambda rows: group_statistics(rows, 4)) for outcome in outcomes]
    return {"groups": group.tolist(), "outcomes": np.stack(outcomes, 1).tolist(), "expected": expected}


def composition_case(rng):
    right = rng.uniform(size=(120, 3, 2)) < np.array([[0.4, 0.6], [0.5, 0.5], [0.55, 0.8]])
    expected = [
        with_errors(right[:, m], lambda rows: np.array([rows.all(1).mean(), rows[:, 0].mean(), rows[:, 1].mean()]))
        for m in range(3)
    ]
    return {"right": right.tolist(), "expected": expected}


ASKINGS = ["TEXT", "AVERAGE_IMAGE", "IDEAL_WORDS", "MEAN_KEPT", "MEANS_NORMALIZED"]


def query(asking, text, support, of_class):
    mean, other = support.mean(0), of_class.mean(0)
    return {
        "TEXT": text,
        "AVERAGE_IMAGE": text + unit(unit(support).mean(0)),
        "IDEAL_WORDS": text - other + mean,
        "MEAN_KEPT": text + mean,
        "MEANS_NORMALIZED": text - unit(other) + unit(mean),
    }[asking]


def reciprocal_rank(asked, gallery, picture):
    order = np.argsort(-(gallery @ asked), kind="stable").tolist()
    return 1 / (1 + order.index(picture))


def retrieval_case(rng):
    dimension, classes, per_class, pictures = 6, 2, 3, 4
    shared = rng.normal(size=dimension)
    of_class = rng.normal(size=(classes, dimension))
    concepts, learn, gallery, questions = [], [], [], []
    for c in range(classes):
        for i in range(per_class):
            own = 0.7 * rng.normal(size=dimension)
            look = lambda n: unit(2 * shared + of_class[c] + own + 0.5 * rng.normal(size=(n, dimension)))
            concepts.append(f"{c}-{i}")
            learn.append(look(pictures))
            for picture in look(3):
                text = unit(0.8 * of_class[c] + 0.6 * rng.normal(size=dimension) + 0.5 * picture)
                questions.append({"concept": len(concepts) - 1, "text": text.tolist(), "picture": len(gallery)})
                gallery.append(picture)
    gallery = np.array(gallery)
    members = [np.vstack([learn[j] for j in range(len(concepts)) if concepts[j][0] == name[0]]) for name in concepts]

    def ranks(asking, support):
        return [
            np.mean([
                reciprocal_rank(query(asking, np.array(q["text"]), learn[q["concept"]][list(chosen)], members[q["concept"]]),
                                gallery, q["picture"])
                for chosen in itertools.combinations(range(pictures), support)
            ])
            for q in questions
        ]

    means = {asking: [float(np.mean(ranks(asking, support))) for support in range(1, pictures + 1)] for asking in ASKINGS}
    errors = {asking: with_errors(np.array(ranks(asking, pictures))[:, None], lambda rows: rows.mean(0))[0]["error"] for asking in ASKINGS}
    return {
        "concepts": [{"name": name, "class": name[0], "pictures": rows.tolist()} for name, rows in zip(concepts, learn)],
        "gallery": gallery.tolist(),
        "questions": questions,
        "means": means,
        "errors": errors,
    }


def decomposition_case(rng):
    sizes, dimension = (3, 4), 5
    cells = np.array([[unit(rng.normal(size=dimension) + 2 * np.eye(dimension)[0]) for _ in range(sizes[1])] for _ in range(sizes[0])])
    singles = [unit(rng.normal(size=(n, dimension)) + 2 * np.eye(dimension)[0]) for n in sizes]
    centre = cells.mean((0, 1))
    sums = cells.mean(1)[:, None] + cells.mean(0)[None] - centre
    real = (singles[0][:, None] + singles[1][None]) / 2
    flat = cells.reshape(-1, dimension)
    ideal_distances = np.linalg.norm(cells - sums, axis=-1).ravel()
    real_distances = np.linalg.norm(cells - real, axis=-1).ravel()
    pair_distances = np.array([np.linalg.norm(a - b) for a, b in itertools.combinations(flat, 2)])
    score = lambda numbers: {"mean": float(numbers.mean()), "sd": float(numbers.std(ddof=1))}
    nearest = [int(np.argmin(np.linalg.norm(flat - row, axis=1))) for row in sums.reshape(-1, dimension)]
    return {
        "sizes": list(sizes),
        "vectors": flat.tolist(),
        "singles": np.vstack(singles).tolist(),
        "r2": float(1 - (ideal_distances**2).sum() / ((flat - centre) ** 2).sum()),
        "accuracy": float(np.mean([z == near for z, near in enumerate(nearest)])),
        "scores": {
            "dist": [score(ideal_distances), score(real_distances), score(pair_distances)],
            "sq": [score(ideal_distances**2), score(real_distances**2), score(pair_distances**2)],
            "paper": [score(ideal_distances), score(real_distances), score(pair_distances**2)],
        },
    }


def main():
    rng = np.random.default_rng(21)
    golden = {
        "groups": groups_case(rng),
        "composition": composition_case(rng),
        "retrieval": retrieval_case(rng),
        "decomposition": decomposition_case(rng),
    }
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
