#!/usr/bin/env python3
"""Measures our steps beside `xmllint --stream --schema` on the same files in one run. Standard library only.

usage: run.py [--rounds N] [--only declaraties|http]    (from the root of the source tree; `make bench` builds first)

Each figure is the median of N alternating rounds (default 5); ratios are taken within this run, since the machine differs from day
to day, and to the faster of the two xmllint rows: with --stream it compiles the schema again for every file, which weighs heavily on
small ones; without, it builds a tree, which weighs on large ones. xmllint's time is the whole command less what it takes for one tiny file (start and schema); ours excludes start and schemas
too. Memory is the peak above what the process holds before the first message.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path("bench-data")
BIN = pathlib.Path("build/release/bin")
SCHEMA = "xsd/schemas/iwmo/3.2/wmo323.xsd"
BUNDLE = "deploy/contracts/noorderdal"
TOEWIJZINGEN = 100_000
# Prestaties per message, number of messages: each row some 30,000 prestaties at most.
SIZES = [(1, 1000), (100, 200), (4000, 5), (30000, 1)]


def say(text=""):
    print(text, flush=True)


def own(*arguments):
    run = subprocess.run([BIN / "bench_steps", *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"bench: {arguments[0]} failed")
    return json.loads(run.stdout) if run.stdout else None


def xmllint(files, *options):
    """Seconds, CPU seconds and peak KiB of one command over all files."""
    start = time.perf_counter()
    process = subprocess.Popen(["xmllint", *options, "--noout", "--schema", SCHEMA, *map(str, files)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("bench: xmllint refuses our files")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def fresh_store(name):
    copy = ROOT / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT / "store", copy)
    return copy


def prepare():
    shutil.rmtree(ROOT, ignore_errors=True)
    for count, files in SIZES:
        directory = ROOT / f"{count}"
        directory.mkdir(parents=True)
        own("generate", directory, count, files)
    say(f"Loading {TOEWIJZINGEN:,} toewijzingen ...")
    start = time.perf_counter()
    own("fill", ROOT / "store", BUNDLE, TOEWIJZINGEN)
    seconds = time.perf_counter() - start
    size = sum(f.stat().st_size for f in (ROOT / "store").iterdir()) / 1e6
    say(f"  {TOEWIJZINGEN // 10:,} 301 messages of 10 through the whole pipeline in {seconds:.1f} s, {size:.0f} MB on disk")
    say()


def declaraties(rounds):
    say(f"{'prestaties':>10} {'MB':>6}  {'step':<34} {'prestaties/s':>12} {'MB/s':>7} {'ms':>9} {'x xmllint':>9} {'CPU x':>6} {'MiB above idle':>14}")
    tiny = sorted((ROOT / "1").iterdir())[:1]
    for count, messages in SIZES:
        files = sorted((ROOT / f"{count}").iterdir())
        size = sum(f.stat().st_size for f in files)
        times = {"xmllint --stream --schema": [], "xmllint --schema": [], "ours: schema only": [], "ours: schema and typed message": [], "ours: whole process": []}
        cpus = {step: [] for step in times}
        memory = {step: [] for step in times}

        def note(step, seconds, cpu, kib):
            times[step].append(seconds)
            cpus[step].append(cpu)
            memory[step].append(kib / 1024)

        for _ in range(rounds):
            for name, options in (("xmllint --stream --schema", ["--stream"]), ("xmllint --schema", [])):
                empty, empty_cpu, idle = xmllint(tiny, *options)
                seconds, cpu, peak = xmllint(files, *options)
                note(name, max(seconds - empty, 1e-6), max(cpu - empty_cpu, 1e-6), peak - idle)
            for step, name in (("validate", "ours: schema only"), ("read", "ours: schema and typed message")):
                m = own(step, *files)
                note(name, m["seconds"], m["cpu"], m["peak_kib"] - m["idle_kib"])
            m = own("process", fresh_store("run"), *files)
            note("ours: whole process", m["seconds"], m["cpu"], m["peak_kib"] - m["idle_kib"])

        beside = min(("xmllint --stream --schema", "xmllint --schema"), key=lambda step: statistics.median(times[step]))
        base, base_cpu = statistics.median(times[beside]), statistics.median(cpus[beside])
        for step, seconds in times.items():
            median = statistics.median(seconds)
            say(f"{count:>10,} {size / messages / 1e6:>6.2f}  {step:<34} {count * messages / median:>12,.0f} {size / median / 1e6:>7.1f} "
                f"{median / messages * 1000:>9.3f} {median / base:>9.2f} {statistics.median(cpus[step]) / base_cpu:>6.2f} {statistics.median(memory[step]):>14.1f}")
        say()
    shutil.rmtree(ROOT / "run", ignore_errors=True)
    say("ms: per message; x: to the faster xmllint row; CPU x: in CPU time of all threads, which other work on the machine disturbs less.\n"
        "The whole process: schema, rules, contract, durable store with "
        f"{TOEWIJZINGEN:,} toewijzingen, 325; one commit per message.")
    say()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def http(rounds):
    data = fresh_store("http")
    port = free_port()
    config = ROOT / "http.toml"
    config.write_text(f'luister = "127.0.0.1:{port}"\ndata = "{data}"\nvandaag = "2026-11-22"\n', encoding="utf-8")
    with open(ROOT / "http.log", "wb") as log:
        daemon = subprocess.Popen([BIN / "ketenpoort", "serve", "--config", config], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2).close()
                break
            except (urllib.error.URLError, ConnectionError):
                if daemon.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"bench: the daemon does not get ready, see {ROOT / 'http.log'}")
                time.sleep(0.1)

        used = 0

        def load(count, connections, rate):
            nonlocal used
            run = subprocess.run([BIN / "bench_http", *map(str, (port, used, count, connections, rate))], stdout=subprocess.PIPE, text=True, check=False)
            if run.returncode != 0:
                sys.exit("bench: bench_http failed")
            used += count
            return json.loads(run.stdout)

        load(500, 8, 0)  # warm
        plans = [("1 connection", 1000, 1, 0), ("8 connections", 4000, 8, 0), ("64 connections", 6000, 64, 0), ("200/s on a timetable", 1000, 64, 200)]
        results = {name: [] for name, *_ in plans}
        for _ in range(rounds):
            for name, *plan in plans:
                results[name].append(load(*plan))
        say(f"{'one prestatie over HTTP, loopback':<34} {'messages/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8}")
        for name, runs in results.items():
            median = {key: statistics.median(r[key] for r in runs) for key in runs[0]}
            say(f"{name:<34} {median['per_second']:>10,.0f} {median['p50_ms']:>8.2f} {median['p99_ms']:>8.2f} {median['max_ms']:>8.2f}")
        say("Each answer comes after its commit is on disk; client and daemon share the machine.")
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(30)


def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    say(f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f} before the start")
    say()


def main():
    parser = argparse.ArgumentParser(description="Measures Ketenpoort beside xmllint.")
    parser.add_argument("--rounds", type=int, default=5, help="alternating rounds per figure (default 5)")
    parser.add_argument("--only", choices=["declaraties", "http"], help="measure only this part")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    if shutil.which("xmllint") is None:
        sys.exit("bench: xmllint is missing (package libxml2-utils)")
    machine()
    prepare()
    if options.only != "http":
        declaraties(options.rounds)
    if options.only != "declaraties":
        http(options.rounds)


if __name__ == "__main__":
    main()
