"""How long it takes to decide a year again, and under another bundle. Standard library only.

usage: herhaling.py [--prestaties N] [--rounds N] [--program FILE] [--data DIR]    (from the root of the source tree)

The traffic is that of `ketenpoort generate` for one region, taken in once; `--data` keeps it for a next run. A million prestaties take ten
minutes to take in and 2 GB.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

import api

REGION = "noorderdal"
BUNDLE = f"deploy/contracts/{REGION}"
AIM = 20  # seconds a million prestaties


def timed(program, *arguments):
    """@returns seconds, CPU seconds, peak KiB of a command that must find everything equal"""
    start = time.perf_counter()
    process = subprocess.Popen([program, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {arguments[0]} ends with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure(program, data, prestaties, rounds):
    api.say(f"Deciding again: {prestaties:,} prestaties of {REGION}")
    store = api.fill(program, data, prestaties, REGION)
    whatif = ("whatif", "--data", store, "--bundle", BUNDLE, "--van", "2026-01-01", "--tot", "2026-12-31")
    met = True
    for name, command in (("replay --verify", ("replay", "--verify", "--data", store)),
                          ("replay --verify --met-schema", ("replay", "--verify", "--met-schema", "--data", store)), ("whatif", whatif)):
        seconds, cpu, peak = min(timed(program, *command) for _ in range(rounds))
        million = seconds * 1_000_000 / prestaties
        good = million <= AIM or "--met-schema" in command
        met = met and good
        api.say(f"  {'met    ' if good else 'NOT MET'}  {name:<30} {seconds:6.2f} s   processor {cpu:6.2f} s   peak {peak >> 10} MiB   (a million: {million:.1f} s, aim {AIM})")
    api.say()
    return met


def main():
    parser = argparse.ArgumentParser(description="Measures replay and what-if over a generated year.")
    parser.add_argument("--prestaties", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", type=pathlib.Path, default=pathlib.Path("build/release/bin/ketenpoort"))
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("bench-data/herhaling"))
    options = parser.parse_args()
    return 0 if measure(options.program.resolve(), options.data.resolve(), options.prestaties, options.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
