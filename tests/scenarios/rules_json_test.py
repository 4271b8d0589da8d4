#!/usr/bin/env python3
"""`ketenpoort rules --json` lists every TR, CD and CS of the standard, each once, with its messages. Argument: the program."""

import json
import pathlib
import subprocess
import sys

table = pathlib.Path(__file__).parent.joinpath("regels.csv").read_text(encoding="utf-8").splitlines()
standard = [line.split("|") for line in table[1:]]
checks = {r[0]: r for r in standard if r[0][:2] in ("TR", "CD", "CS")}
listed = [rule for rule in json.loads(subprocess.check_output([sys.argv[1], "rules", "--json"]))]
by_id = {rule["regel"]: rule for rule in listed}

faults = [f"{id} is not listed" for id in checks if id not in by_id]
faults += [f"{id} is listed twice" for id in by_id if sum(rule["regel"] == id for rule in listed) > 1]
for id in checks.keys() & by_id.keys():
    prefixes = {"beide": ("WMO", "JW"), "wmo": ("WMO",), "jw": ("JW",)}[checks[id][2]]
    missing = {p + n for p in prefixes for n in checks[id][3].split()} - set(by_id[id]["berichten"])
    if missing: faults.append(f"{id} does not say that it looks at {', '.join(sorted(missing))}")
print("\n".join(faults) or f"{len(checks)} rules listed")
sys.exit(1 if faults or len(checks) < 100 else 0)
