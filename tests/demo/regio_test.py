#!/usr/bin/env python3
"""Runs the same month of traffic under the contract of each of the five regions and compares each decision with verwacht.txt beside the
messages. Every message is valid by its schema, and the regions do not all decide alike.

usage: regio_test.py PROGRAM [--update]    (from the root of the source tree)
"""

import json
import pathlib
import subprocess
import sys
import tempfile

TODAY = "2026-10-06"  # as in deploy/demo/regio.sh
REGIOS = pathlib.Path("deploy/demo/regios")
HEADER = "# What the gateway must say to each message: file number, uitkomst, and per finding rule, gevolg and retourcode (\"-\": none).\n"


def decide(program, regio):
    files = sorted((REGIOS / regio).glob("*.xml"))
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([program, "contract", "import", "--data", data, f"deploy/contracts/{regio}"], check=True, stdout=subprocess.DEVNULL)
        run = subprocess.run([program, "process", "--data", data, "--today", TODAY, "--json", *map(str, files)], stdout=subprocess.PIPE,
                             text=True, check=False)
        again = subprocess.run([program, "replay", "--verify", "--data", data], stdout=subprocess.PIPE, text=True, check=False)
        if again.returncode != 0:
            sys.exit(f"{regio}: decided again it is not the same:\n{again.stdout}")
    if run.returncode not in (0, 1):
        sys.exit(f"{regio}: process ended with {run.returncode}")
    lines = []
    for file, line in zip(files, run.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        lines.append(f"{file.name[:2]} {answer['uitkomst']}")
        found = {(b["regel"], b.get("gevolg", "afkeuren"), b["retourcode"] or "-") for b in answer["bevindingen"]}
        if any(regel == "XSD" for regel, _, _ in found):
            sys.exit(f"{regio}: {file.name} is not valid by its schema")
        lines += [f"   {' '.join(each)}" for each in sorted(found)]
    return HEADER + "".join(line + "\n" for line in lines)


def main():
    program = sys.argv[1]
    told = {}
    wrong = []
    for map in sorted(REGIOS.iterdir()):
        told[map.name] = decide(program, map.name)
        expected = map / "verwacht.txt"
        if "--update" in sys.argv:
            expected.write_text(told[map.name], encoding="utf-8")
        elif not expected.exists() or expected.read_text(encoding="utf-8") != told[map.name]:
            wrong.append(f"{map.name}: not what verwacht.txt promises, but\n{told[map.name]}")
    if len(set(told.values())) != len(told):
        wrong.append("two regions decide alike")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(told)} regions as promised, no two alike")


if __name__ == "__main__":
    main()
