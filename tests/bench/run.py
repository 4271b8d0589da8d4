#!/usr/bin/env python3
"""Measures our steps beside `xmllint --stream --schema` on the same files in one run. Standard library only.

usage: run.py [--rounds N] [--only declaraties|regels|rapporten|http|api|herhaling|kopie]    (from the root of the source tree; `make bench` builds first)

Each figure is the median of N alternating rounds (default 5); ratios are taken within this run, since the machine differs from day
to day, and to the faster of the two xmllint rows: with --stream it compiles the schema again for every file, which weighs heavily on
small ones; without, it builds a tree, which weighs on large ones. xmllint's time is the whole command less what it takes for one tiny file (start and schema); ours excludes start and schemas
too. Memory is the peak above what the process holds before the first message.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

import api
import herhaling
import kopie

ROOT = pathlib.Path("bench-data")
BIN = pathlib.Path("build/release/bin")
SCHEMA = "xsd/releases/3.2/iwmo/wmo323.xsd"
BUNDLE = "deploy/contracts/noorderdal"
ENVELOPED = 22_000
TOEWIJZINGEN = 100_000
# Stores for the cost per prestatie: what the messages name and no more, and a whole region. A year is at most nine months and the message.
SMALL, LARGE, LARGE_EACH, YEAR_EACH = 30_000, 1_000_000, 5, 9
# Prestaties per message, number of messages: each row some 30,000 prestaties at most.
SIZES = [(1, 1000), (100, 200), (4000, 5), (30000, 1)]


def say(text=""):
    print(text, flush=True)


def results(program, *arguments):
    """The JSON lines a measuring program prints."""
    run = subprocess.run([BIN / program, *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"bench: {program} {arguments[0]} failed")
    return [json.loads(line) for line in run.stdout.splitlines()]


def own(*arguments):
    printed = results("bench_steps", *arguments)
    return printed[0] if printed else None


def aim(text, met):
    say(f"  {'met    ' if met else 'NOT MET'}  {text}")


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
    big = ROOT / "envelop"
    shutil.rmtree(big, ignore_errors=True)
    big.mkdir()
    own("generate", big, ENVELOPED, 1)
    own("omhul", *big.iterdir())
    figures = {".xml": [], ".ggk": []}
    for _ in range(rounds):
        for suffix, step in ((".xml", "process"), (".ggk", "ontvang")):
            figures[suffix].append(own(step, fresh_store("run"), *big.glob(f"*{suffix}")))
    seconds = {suffix: statistics.median(m["seconds"] for m in all_) for suffix, all_ in figures.items()}
    mib = {suffix: statistics.median(m["peak_kib"] - m["idle_kib"] for m in all_) / 1024 for suffix, all_ in figures.items()}
    size = sum(f.stat().st_size for f in big.glob("*.ggk")) / 1e6
    say(f"{ENVELOPED:,} prestaties in an envelope of {size:.1f} MB: {seconds['.ggk']:.2f} s and {mib['.ggk']:.1f} MiB above idle;"
        f" bare {seconds['.xml']:.2f} s and {mib['.xml']:.1f} MiB (x {seconds['.ggk'] / seconds['.xml']:.2f})")
    aim(f"an envelope of 25 MB in 1.5 s ({seconds['.ggk']:.2f})", seconds[".ggk"] <= 1.5)
    aim(f"at most 128 MiB above idle ({mib['.ggk']:.1f})", mib[".ggk"] <= 128)
    say()
    shutil.rmtree(big)
    shutil.rmtree(ROOT / "run", ignore_errors=True)
    say("ms: per message; x: to the faster xmllint row; CPU x: in CPU time of all threads, which other work on the machine disturbs less.\n"
        "The whole process: schema, rules, contract, durable store with "
        f"{TOEWIJZINGEN:,} toewijzingen, 325; one commit per message.")
    say()


def regels(rounds):
    """What a prestatie costs in long and short messages, in a small and a large store; and many on one toewijzing."""
    directory = ROOT / "regels"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    small, large, year = directory / "klein", directory / "groot", directory / "jaar"
    say(f"Filling stores: {SMALL:,} toewijzingen without prestaties; {LARGE:,} with {LARGE_EACH} each; {TOEWIJZINGEN:,} with {YEAR_EACH} each ...")
    start = time.perf_counter()
    results("bench_lines", "fill", small, BUNDLE, SMALL, 0)
    results("bench_lines", "fill", large, BUNDLE, LARGE, LARGE_EACH)
    results("bench_lines", "fill", year, BUNDLE, TOEWIJZINGEN, YEAR_EACH)
    size = sum(f.stat().st_size for f in large.iterdir()) / 1e6
    say(f"  {time.perf_counter() - start:.0f} s, the large store is {size:,.0f} MB")
    say()

    figures = {(pathlib.Path(f["store"]).name, f["lines"]): f for f in results("bench_lines", "steps", rounds, BUNDLE, small, large)}
    fresh = 100_000  # toewijzingen of the large store that no message has named yet
    for lines in sorted({lines for _, lines in figures}):
        messages = SMALL // lines
        for name in ("klein", "groot"):
            best = []
            for round_ in range(min(rounds, 3)):
                data, first = large, fresh
                if name == "klein":
                    data, first = directory / "proef", 0
                    shutil.rmtree(data, ignore_errors=True)
                    shutil.copytree(small, data)
                else:
                    fresh += SMALL
                best.append(results("bench_lines", "whole", data, first, lines, messages, lines + 100 * round_)[0]["whole"])
            figures[name, lines]["whole"] = min(best)
    say(f"{'ns per prestatie':<18} {'lines':>7} {'rules':>7} {'ratio':>6} {'facts':>7} {'book':>7} {'all three':>9} {'ratio':>6} {'whole':>8} {'ratio':>6}")
    base = None
    ratios = []
    sums = []
    for name in ("klein", "groot"):
        for (store, lines), figure in sorted(figures.items()):
            if store != name:
                continue
            three = figure["facts"] + figure["judge"] + figure["book"]
            base = base or (figure["judge"], three, figure["whole"])
            ratios.append(figure["judge"] / base[0])
            sums.append(three / base[1])
            say(f"{'small store' if name == 'klein' else 'large store':<18} {lines:>7,} {figure['judge']:>7.0f} {ratios[-1]:>6.2f} {figure['facts']:>7.0f} "
                f"{figure['book']:>7.0f} {three:>9.0f} {sums[-1]:>6.2f} {figure['whole']:>8.0f} {figure['whole'] / base[2]:>6.2f}")
    say("rules: judging, every rule; facts and book: reading and writing the store; in processor time. whole: from bytes to commit, in elapsed time.")
    say("The fastest of the rounds. A line of the large store comes with five live debets, which are read and written with it.")
    contract = results("bench_lines", "contract", rounds, BUNDLE, small)[0]
    rules = contract["judge_groot"] - contract["ledger"]
    say()
    say("Contract rules, with 401 aanbieders, 440 products, 50,000 tarieven and 20,010 ceilings, ns a prestatie of processor time:")
    say(f"  judging by the standard's rules {contract['judge']:.0f}, with contract rules {rules:.0f} (ratio {rules / contract['judge']:.2f})")
    say(f"  the ledger: working out {contract['ledger']:.0f}, storing {contract['book_groot'] - contract['book']:.0f} beside {contract['book']:.0f}")
    whole = [contract["facts"] + contract["judge" + which] + contract["book" + which] for which in ("", "_groot")]
    say(f"  facts, judging and storing together {whole[0]:.0f} and {whole[1]:.0f} (ratio {whole[1] / whole[0]:.2f}); the bundle loads in {contract['load_s']:.2f} s")
    say()
    pile = results("bench_lines", "pile", rounds)[0]
    say(f"judging 30,000 prestaties: {pile['spread']:.0f} ns each on as many toewijzingen, {pile['one']:.0f} ns each on one")
    declaration = directory / "declaratie"
    declaration.mkdir()
    own("generate", declaration, SMALL, 1)
    memory = own("process", year, *declaration.iterdir())
    mib = (memory["peak_kib"] - memory["idle_kib"]) / 1024
    say(f"memory of {SMALL:,} prestaties on toewijzingen with {YEAR_EACH} live debets each: {mib:.1f} MiB above idle")
    start = time.perf_counter()
    results("bench_lines", "open", large)
    opening = time.perf_counter() - start
    say(f"opening the large store as the daemon does: {opening:.2f} s")
    aim(f"rules per prestatie within 20 % over lengths and stores (largest ratio {max(ratios):.2f})", max(ratios) <= 1.2)
    aim(f"rules and store together within 20 % over lengths and stores (largest ratio {max(sums):.2f})", max(sums) <= 1.2)
    aim(f"many on one toewijzing within 1.5 x of spread ({pile['one'] / pile['spread']:.2f})", pile["one"] <= 1.5 * pile["spread"])
    aim(f"contract rules at most 30 % on the standard's rules ({rules / contract['judge']:.2f})", rules <= 1.3 * contract["judge"])
    aim(f"the largest bundle loads in 2 s ({contract['load_s']:.2f})", contract["load_s"] <= 2)
    aim(f"memory at most 64 MiB above idle ({mib:.1f})", mib <= 64)
    aim(f"large store ready in 5 s ({opening:.2f})", opening <= 5)
    say()
    shutil.rmtree(directory)


def rapporten():
    """Every report that needs no file over a million prestaties and as many lines of the ledger."""
    data = ROOT / "rapporten"
    shutil.rmtree(data, ignore_errors=True)
    ROOT.mkdir(parents=True, exist_ok=True)
    results("bench_rapporten", "fill", data, BUNDLE, 125_000, 8)
    figures = results("bench_rapporten", "make", data)
    for figure in figures:
        say(f"report {figure['rapport']:<20} {figure['seconden']:>6.2f} s {figure['rijen']:>6} rows, memory so far {figure['mib']} MiB")
    slowest = max(figure["seconden"] for figure in figures)
    memory = max(figure["mib"] for figure in figures)
    aim(f"each report over 1,000,000 prestaties in 5 s ({slowest:.2f})", slowest <= 5)
    aim(f"memory of a report at most 128 MiB ({memory})", memory <= 128)
    say()
    shutil.rmtree(data)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


IDLE = 2000


def idle_connections(port, certificates):
    """Connections over mutual TLS that asked one thing and then say nothing."""
    context = ssl.create_default_context(cafile=certificates / "ca.pem")
    context.load_cert_chain(certificates / "aanbieder.pem", certificates / "aanbieder.key")
    held = []
    for _ in range(IDLE):
        held.append(context.wrap_socket(socket.create_connection(("127.0.0.1", port), 30), server_hostname="localhost"))
        held[-1].sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
        if not held[-1].recv(1000).startswith(b"HTTP/1.1 200 "):
            sys.exit("bench: an idle connection is not served")
    return held


def http(rounds):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))  # the daemon inherits it
    data = fresh_store("http")
    port = free_port()
    config = ROOT / "http.toml"
    certificates = ROOT / "tls"
    shutil.rmtree(certificates, ignore_errors=True)
    subprocess.run(["deploy/tls/maak_testset.sh", certificates], check=True, stderr=subprocess.DEVNULL)
    with open(certificates / "partners.toml", "a", encoding="utf-8") as book:
        book.write('[[link]]\nnaam = "meting"\npartner = "00000001009876543000"\nprotocol = "postbus"\norganisaties = ["0114", "41410001"]\n'
                   'geldig_van = "2020-01-01"\n')
    secure = free_port()
    config.write_text(f'luister = "127.0.0.1:{port}"\ndata = "{data}"\nvandaag = "2026-11-22"\nluister_tls = "127.0.0.1:{secure}"\n'
                      f'tls_certificaat = "{certificates}/server.pem"\ntls_sleutel = "{certificates}/server.key"\ntls_ca = "{certificates}/ca.pem"\n'
                      f'tls_crl = "{certificates}/crl.pem"\npartners = "{certificates}/partners.toml"\nverbindingen_per_partner = 2100\nverbindingen = 2200\ntermijn_rust = 3600\n', encoding="utf-8")
    tls = [certificates / name for name in ("ca.pem", "knooppunt.pem", "knooppunt.key")]
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
            used += count
            return results("bench_http", "declaraties", port, used - count, count, connections, rate)[0]

        load(500, 8, 0)  # warm
        plans = [("1 connection", 1000, 1, 0), ("8 connections", 4000, 8, 0), ("64 connections", 6000, 64, 0), ("200/s on a timetable", 1000, 64, 200)]
        runs = {name: [] for name, *_ in plans}
        mixed = "seven kinds mixed, 200/s"
        enveloped, secured = "the same in envelopes", "the same in envelopes, mutual TLS"
        crowded = f"the same beside {IDLE:,} idle connections"
        runs[mixed], runs[enveloped], runs[secured], runs[crowded] = [], [], [], []
        for round_ in range(rounds):
            for name, *plan in plans:
                runs[name].append(load(*plan))
            runs[mixed].append(results("bench_http", "gemengd", port, 4 * round_, 2000, 64, 200)[0])
            runs[enveloped].append(results("bench_http", "enveloppen", port, 4 * round_ + 1, 2000, 64, 200)[0])
            runs[secured].append(results("bench_http", "enveloppen", secure, 4 * round_ + 2, 2000, 64, 200, *tls)[0])
            held = idle_connections(secure, certificates)
            runs[crowded].append(results("bench_http", "enveloppen", secure, 4 * round_ + 3, 2000, 64, 200, *tls)[0])
            for connection in held:
                connection.close()
        say(f"{'small messages over HTTP, loopback':<34} {'messages/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8}")
        medians = {}
        for name, measured in runs.items():
            medians[name] = median = {key: statistics.median(r[key] for r in measured) for key in measured[0]}
            say(f"{name:<34} {median['per_second']:>10,.0f} {median['p50_ms']:>8.2f} {median['p99_ms']:>8.2f} {median['max_ms']:>8.2f}")
        say("Each answer comes after its commit is on disk; client and daemon share the machine. Declaraties of one prestatie; mixed: 315, 319,\n"
            "301, 305, 323, 317, 307 of many clients.")
        bare, soap, both = (medians[name]["p99_ms"] for name in (mixed, enveloped, secured))
        say(f"p99 in envelopes {soap / bare:.2f} x bare, with mutual TLS {both / soap:.2f} x without")
        aim(f"p99 in envelopes with mutual TLS at 200/s at most 20 ms ({both:.2f})", both <= 20)
        beside = medians[crowded]["p99_ms"]
        aim(f"p99 beside {IDLE:,} idle connections at most 2 x that without ({beside / both:.2f})", beside <= 2 * both)
        aim(f"p99 of mixed small messages at 200/s at most 5 ms ({medians[mixed]['p99_ms']:.2f})", medians[mixed]["p99_ms"] <= 5)
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
    parser.add_argument("--only", choices=["declaraties", "regels", "rapporten", "http", "api", "herhaling", "kopie"], help="measure only this part")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    if shutil.which("xmllint") is None:
        sys.exit("bench: xmllint is missing (package libxml2-utils)")
    machine()
    if options.only not in ("regels", "rapporten", "api", "herhaling", "kopie"):
        prepare()
    if options.only in (None, "declaraties"):
        declaraties(options.rounds)
    if options.only in (None, "regels"):
        regels(options.rounds)
    if options.only in (None, "rapporten"):
        rapporten()
    if options.only in (None, "http"):
        http(options.rounds)
    if options.only in (None, "api"):
        api.measure((BIN / "ketenpoort").resolve(), (ROOT / "api").resolve(), 1_000_000)
    if options.only in (None, "kopie"):
        kopie.measure((BIN / "ketenpoort").resolve(), (ROOT / "api").resolve(), 1_000_000, 100)
    if options.only in (None, "herhaling"):
        herhaling.measure((BIN / "ketenpoort").resolve(), (ROOT / "herhaling").resolve(), 40_000, options.rounds)


if __name__ == "__main__":
    main()
