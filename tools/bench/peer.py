"""How the peers in Python are measured: all photographs of a folder, in batches of 8, several turns."""
import pathlib
import statistics
import time

BATCH, WARM, TURNS = 8, 1, 5


def measure(name, folder, embed):
    photos = [file.read_bytes() for file in sorted(pathlib.Path(folder).glob("*.jpg"))]
    turns = []
    for _ in range(WARM + TURNS):
        start = time.process_time()
        for first in range(0, len(photos), BATCH):
            embed(photos[first : first + BATCH])
        turns.append((time.process_time() - start) / len(photos) * 1e3)
    print(f"{name}: {statistics.median(turns[WARM:]):.1f}")
