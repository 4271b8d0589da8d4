#!/usr/bin/env python3
"""Runs the demo's messages through `ketenpoort process` and compares each decision with deploy/demo/verwacht.txt.

usage: demo_test.py PROGRAM    (from the root of the source tree)
"""

import json
import pathlib
import subprocess
import sys
import tempfile

TODAY = "2026-11-22"
DEMO = pathlib.Path("deploy/demo")


def expected():
    """[(number, uitkomst, sorted [(rule, retourcode)])] in the order of the file."""
    steps = []
    for line in (DEMO / "verwacht.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        first, second = line.split()
        if line.startswith(" "):
            steps[-1][2].append((first, second))
        else:
            steps.append((first, second, []))
    return [(number, uitkomst, sorted(set(found))) for number, uitkomst, found in steps]


def main():
    program = sys.argv[1]
    files = sorted((DEMO / "berichten").glob("*.xml"))
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([program, "contract", "import", "--data", data, "deploy/contracts/noorderdal"], check=True, stdout=subprocess.DEVNULL)
        run = subprocess.run([program, "process", "--data", data, "--today", TODAY, "--json", *map(str, files)],
                             stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode != 1:
        sys.exit(f"process ended with {run.returncode}; 1 was expected, since some messages are rejected")

    decided = []
    for file, line in zip(files, run.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        # XSD faults count once: how many there are is the schema's business.
        found = sorted({(b["regel"], b["retourcode"] or "-") for b in answer["bevindingen"]})
        decided.append((file.name[:2], answer["uitkomst"], found))

    wrong = [f"expected {want}\n    but got {got}" for want, got in zip(expected(), decided, strict=True) if want != got]
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(decided)} messages as promised")


if __name__ == "__main__":
    main()
