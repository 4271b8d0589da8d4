#!/usr/bin/env python3
"""The verifier in Python and the program agree on every tree up to 300 leaves: roots, every leaf, every pair; and no changed proof passes."""
import importlib.util
import json
import pathlib
import random
import subprocess
import sys

MOST = 300


def load(path):
    spec = importlib.util.spec_from_file_location("controleer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def damaged(path, rng):
    """A path with one bit flipped, one node dropped, or one added."""
    path = list(path)
    kind = rng.randrange(3)
    if path and kind == 0:
        at = rng.randrange(len(path))
        flipped = bytearray(path[at])
        flipped[rng.randrange(32)] ^= 1 << rng.randrange(8)
        path[at] = bytes(flipped)
    elif path and kind == 1:
        path.pop(rng.randrange(len(path)))
    else:
        path.insert(rng.randrange(len(path) + 1), rng.randbytes(32))
    return path


def main():
    verifier = load(sys.argv[2])
    assert verifier.self_test()
    rng = random.Random(6962)
    leaves = [verifier.leaf(f"blad {i}".encode()) for i in range(MOST)]
    roots = [verifier.tree(leaves[:n]) for n in range(MOST + 1)]
    seen = {"wortel": 0, "i": 0, "m": 0}
    with subprocess.Popen([sys.argv[1], str(MOST)], stdout=subprocess.PIPE, text=True) as program:
        for line in program.stdout:
            row = json.loads(line)
            n = row["n"]
            if "wortel" in row:
                assert bytes.fromhex(row["wortel"]) == roots[n], f"root of {n}"
                seen["wortel"] += 1
                continue
            path = [bytes.fromhex(h) for h in row["pad"]]
            if "i" in row:
                i = row["i"]
                assert verifier.root_from_inclusion(leaves[i], i, n, path) == roots[n], f"leaf {i} of {n}"
                assert verifier.root_from_inclusion(leaves[i], i, n, damaged(path, rng)) != roots[n], f"damaged path, leaf {i} of {n}"
                assert verifier.root_from_inclusion(leaves[i], i + 1, n, path) != roots[n] or n == 1, f"leaf {i} of {n} at {i + 1}"
                seen["i"] += 1
            else:
                m = row["m"]
                assert verifier.consistent(m, n, roots[m], roots[n], path), f"{m} -> {n}"
                assert not verifier.consistent(m, n, roots[m], roots[n], damaged(path, rng)), f"damaged path, {m} -> {n}"
                if 0 < m < n:
                    assert not verifier.consistent(m, n, roots[m - 1], roots[n], path), f"other root, {m} -> {n}"
                seen["m"] += 1
    assert program.returncode == 0
    assert seen == {"wortel": MOST + 1, "i": MOST * (MOST + 1) // 2, "m": MOST * (MOST + 3) // 2}, seen
    print(f"{seen['wortel']} roots, {seen['i']} leaves, {seen['m']} pairs agree")


if __name__ == "__main__":
    main()
