"""What a backup costs those who wait for an answer meanwhile. Standard library only.

usage: kopie.py [--prestaties N] [--per-second N] [--program FILE] [--data DIR]    (from the root of the source tree)

A daemon on a store with the traffic of a year takes messages on a timetable, first alone and then while `ketenpoort backup` runs; the store
is that of api.py, made once. The ratio of the slowest one per cent of both is what counts: the rest is the machine's.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import threading
import time

import api

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from daemon import good_301  # noqa: E402

ALONE = 20  # seconds
AIM = 3


class Load:
    """Messages on a timetable over one connection: a slow answer also counts against those that waited for it."""

    def __init__(self, server, per_second):
        # In milliseconds, so that a run soon after another one does not send what is there already.
        self.server, self.between, self.number = server, 1 / per_second, int(time.time() * 1000)

    def run(self, stop):
        times, due = [], time.perf_counter()
        while not stop(time.perf_counter()):
            time.sleep(max(0, due - time.perf_counter()))
            self.number += 1
            self.server.connection.request("POST", "/v1/berichten", good_301(self.number % 90_000_000), {"Content-Type": "application/xml"})
            answer = self.server.connection.getresponse()
            answer.read()
            if answer.status != 201:
                sys.exit(f"bench: a message gets {answer.status}")
            times.append(time.perf_counter() - due)
            due += self.between
        times.sort()
        return times


def measure(program, data, prestaties, per_second):
    store = api.fill(program, data, prestaties)
    api.say(f"A backup of {sum(f.stat().st_size for f in store.iterdir()) / 1e9:.1f} GB beside {per_second} messages a second")
    server = api.Server(program, data, store, "2027-03-01")
    copies = data / "kopieen"
    shutil.rmtree(copies, ignore_errors=True)
    try:
        load = Load(server, per_second)
        load.run(lambda now, end=time.perf_counter() + 2: now > end)
        alone = load.run(lambda now, end=time.perf_counter() + ALONE: now > end)
        seconds = []

        def backup():
            start = time.perf_counter()
            done = subprocess.run([program, "backup", "--data", store, "--naar", copies], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            seconds.append(time.perf_counter() - start if done.returncode == 0 else None)

        thread = threading.Thread(target=backup)
        thread.start()
        beside = load.run(lambda _: not thread.is_alive())
        thread.join()
        if seconds[0] is None:
            sys.exit("bench: the backup failed")
    finally:
        server.stop()
        shutil.rmtree(copies, ignore_errors=True)
    p = [[times[int(len(times) * part)] * 1000 for part in (0.5, 0.99)] for times in (alone, beside)]
    ratio = p[1][1] / p[0][1]
    api.say(f"  alone   {len(alone):6} messages   p50 {p[0][0]:6.2f} ms   p99 {p[0][1]:6.1f} ms   slowest {alone[-1] * 1000:6.0f} ms")
    api.say(f"  beside  {len(beside):6} messages   p50 {p[1][0]:6.2f} ms   p99 {p[1][1]:6.1f} ms   slowest {beside[-1] * 1000:6.0f} ms   backup {seconds[0]:.0f} s")
    api.say(f"  {'met    ' if ratio <= AIM else 'NOT MET'}  p99 beside a backup: {ratio:.1f} x (aim {AIM} x)")
    api.say()
    return ratio <= AIM


def main():
    parser = argparse.ArgumentParser(description="Measures answers beside a backup.")
    parser.add_argument("--prestaties", type=int, default=1_000_000)
    parser.add_argument("--per-second", type=int, default=100)
    parser.add_argument("--program", type=pathlib.Path, default=pathlib.Path("build/release/bin/ketenpoort"))
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("bench-data/api"))
    options = parser.parse_args()
    return 0 if measure(options.program.resolve(), options.data.resolve(), options.prestaties, options.per_second) else 1


if __name__ == "__main__":
    sys.exit(main())
