"""How long the API takes over a million prestaties: every list, search and case chain. Standard library only.

usage: api.py [--prestaties N] [--program FILE] [--data DIR]    (from the root of the source tree; run.py --only api does the same)

The traffic is that of `ketenpoort generate` for a whole region, taken in by `process`, and is made once: `--data` keeps it for a next run.
Times are those of a client on the same machine over one connection, so they hold the server's time and a little more.
"""

import argparse
import csv
import http.client
import json
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time

REGION = "noord-limburg"
ROUNDS = 40
LISTS, KEYS = 0.200, 0.100  # seconds, p95


def say(text=""):
    print(text, flush=True)


def fill(program, data, prestaties, region=REGION):
    """A store with the traffic of a year."""
    traffic = data.with_name(data.name + "-verkeer")
    store = data / "opslag"
    if (data / "gevuld").exists():
        return store
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    if not traffic.exists():
        subprocess.run([program, "generate", "--regio", region, "--prestaties", str(prestaties), "--seed", "7", "--fouten", "20", "--zonder-retouren", "--uit", traffic], check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run([program, "contract", "import", "--data", store, f"deploy/contracts/{region}"], check=True, stdout=subprocess.DEVNULL)
    start = time.perf_counter()
    # Messages that are rejected are part of the traffic: 1 says there were.
    done = subprocess.run([program, "process", "--data", store, "--verloop", traffic / "verloop.csv", traffic / "berichten"], stdout=subprocess.DEVNULL,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit("bench: the traffic is not taken in")
    say(f"  taken in in {time.perf_counter() - start:.0f} s")
    (data / "gevuld").touch()
    return store


class Server:
    def __init__(self, program, data, store, vandaag):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        config = data / "api.toml"
        config.write_text(f'luister = "127.0.0.1:{port}"\ndata = "{store}"\nvandaag = "{vandaag}"\n', encoding="utf-8")
        self.log = open(data / "api.log", "wb")
        self.process = subprocess.Popen([program, "serve", "--config", config], stdout=self.log, stderr=self.log)
        for _ in range(1200):
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                self.connection.request("GET", "/health/ready")
                self.connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("bench: the daemon does not get ready, see " + str(data / "api.log"))

    def ask(self, path, body=None):
        """@returns seconds, the answer"""
        start = time.perf_counter()
        if body is None:
            self.connection.request("GET", path)
        else:
            self.connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - start
        if answer.status not in (200, 404):
            sys.exit(f"bench: {path} gives {answer.status}: {text[:300]}")
        return seconds, text

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()
        self.log.close()


def questions(server, rng):
    """Name, aim, and a way to make the next question; what is asked about comes from the store itself."""
    def rows(path, name):
        return json.loads(server.ask(path)[1])[name]

    messages = rows("/v1/berichten?aantal=200", "berichten") + rows("/v1/berichten?berichtsoort=WMO323&aantal=200", "berichten")
    declaraties = [one for one in messages if one["berichtsoort"].endswith("323")]
    parties = sorted({one["afzender"] for one in messages if len(one["afzender"]) == 8})
    gemeenten = sorted({one["ontvanger"] for one in messages if len(one["ontvanger"]) == 4})
    chains, clients, references, numbers = [], [], [], []
    for one in rng.sample(declaraties, min(60, len(declaraties))):
        xml = server.ask(one["href"] + "/origineel")[1].decode()
        domain = one["berichtsoort"][:-3].lower()
        chains += [(one["ontvanger"], domain, int(n)) for n in rng.sample(re.findall(r":ToewijzingNummer>(\d+)<", xml), 1)]
        clients += rng.sample(re.findall(r":Bsn>(\d+)<", xml), 1)
        references += rng.sample(re.findall(r":ReferentieNummer>([^<]+)<", xml), 1)
        numbers += re.findall(r":DeclaratieNummer>([^<]+)<", xml)
    rules = [one["sleutel"] for one in rows("/v1/afkeur?van=2025-06-01&tot=2027-12-31", "groepen")]
    year = "van=2025-12-01&tot=2027-03-01"
    last = messages[0]["id"]
    for name, aim, make in (
            ("list: newest", LISTS, lambda: "/v1/berichten"),
            ("list: deep page", LISTS, lambda: f"/v1/berichten?vanaf={rng.randint(2, last)}&aantal=200"),
            ("list: aanbieder", LISTS, lambda: f"/v1/berichten?aanbieder={rng.choice(parties)}"),
            ("list: gemeente, kind, outcome", LISTS, lambda: f"/v1/berichten?gemeente={rng.choice(gemeenten)}&berichtsoort=WMO323&uitkomst=deels"),
            ("list: outcome afgekeurd", LISTS, lambda: "/v1/berichten?uitkomst=afgekeurd&aantal=200"),
            ("list: rule", LISTS, lambda: f"/v1/berichten?regel={rng.choice(rules)}"),
            ("list: days", LISTS, lambda: "/v1/berichten?van=2026-02-01&tot=2026-02-28"),
            ("list: rare in old days", LISTS, lambda: f"/v1/berichten?van=2026-01-01&tot=2026-03-31&uitkomst=afgekeurd&aanbieder={rng.choice(parties)}"),
            ("work list", LISTS, lambda: "/v1/werkvoorraad?aantal=200"),
            ("outgoing", LISTS, lambda: "/v1/uit?aantal=200"),
            ("terms", LISTS, lambda: "/v1/termijnen"),
            ("bundles", LISTS, lambda: "/v1/contracten"),
            ("budgets", LISTS, lambda: "/v1/budgetten"),
            ("today", LISTS, lambda: "/v1/vandaag"),
            ("counts of a year by day", LISTS, lambda: f"/v1/tellingen?{year}"),
            ("counts of a year by aanbieder", LISTS, lambda: f"/v1/tellingen?{year}&per=aanbieder"),
            ("findings of a year by rule", LISTS, lambda: f"/v1/afkeur?{year}"),
            ("findings of a year by aanbieder", LISTS, lambda: f"/v1/afkeur?{year}&per=aanbieder"),
            ("findings of a year by product", LISTS, lambda: f"/v1/afkeur?{year}&per=product"),
            ("findings one by one", LISTS, lambda: f"/v1/bevindingen?{year}&regel={rng.choice(rules)}"),
            ("case chain", LISTS, lambda: "/v1/toewijzingen/{}/{}/{}".format(*rng.choice(chains))),
            ("key: message", KEYS, lambda: f"/v1/berichten/{rng.randint(1, last)}"),
            ("key: identificatie", KEYS, lambda: f"/v1/berichten?identificatie={rng.choice(messages)['identificatie']}"),
            ("key: BSN", KEYS, lambda: {"bsn": rng.choice(clients)}),
            ("key: toewijzingnummer", KEYS, lambda: {"toewijzingnummer": rng.choice(chains)[2]}),
            ("key: declaratienummer", KEYS, lambda: {"declaratienummer": rng.choice(numbers)}),
            ("key: referentienummer", KEYS, lambda: {"referentienummer": rng.choice(references)})):
        yield name, aim, make


def measure(program, data, prestaties):
    """@returns whether every aim was met"""
    say(f"The API over {prestaties:,} prestaties")
    store = fill(program, data, prestaties)
    traffic = data.with_name(data.name + "-verkeer") / "verloop.csv"
    with open(traffic, encoding="utf-8") as lines:
        vandaag = max(row["dag"] for row in csv.DictReader(lines, delimiter=";"))
    server = Server(program, data, store, vandaag)
    met = True
    try:
        for name, aim, make in questions(server, random.Random(7)):
            times = []
            for _ in range(ROUNDS):
                what = make()
                times.append(server.ask("/v1/berichten/_zoek", what)[0] if isinstance(what, dict) else server.ask(what)[0])
            p95 = statistics.quantiles(times, n=20)[18]
            met = met and p95 <= aim
            say(f"  {'met    ' if p95 <= aim else 'NOT MET'}  {name:<34} median {statistics.median(times) * 1000:7.1f} ms   p95 {p95 * 1000:7.1f} ms   (aim {aim * 1000:.0f})")
    finally:
        server.stop()
    say()
    return met


def main():
    parser = argparse.ArgumentParser(description="Measures the API over a large store.")
    parser.add_argument("--prestaties", type=int, default=1_000_000)
    parser.add_argument("--program", type=pathlib.Path, default=pathlib.Path("build/release/bin/ketenpoort"))
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("bench-data/api"))
    options = parser.parse_args()
    return 0 if measure(options.program.resolve(), options.data.resolve(), options.prestaties) else 1


if __name__ == "__main__":
    sys.exit(main())
