"""kill -9 at chosen system calls, over everything that writes: nothing acknowledged is lost, nothing is doubled, nothing is left halfway.

strace kills the program as it enters its N-th call of one kind. First the calls of a run are counted, then the kills are spread over all of
them, so that they fall between every two steps of: making a store and bringing an old one up to date, deciding and committing, copying the
log into the database, a backup, a restore, a restore up to a moment, a daemon that takes messages, a daemon that carries away what it
commits, a change of master key, an erasure. After each kill is checked, with the program itself, what must hold at that place; and always: acks <= messages <= acks + in flight,
no number twice, `audit verify` 0, `replay --verify` equal.

KILLS says how many there must be in all (100; 40 under the sanitizers); `make kills` asks for 1,000.
"""

import collections
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from daemon import BINARY, Daemon, filling_301, good_301, hoofdsleutel_elders, until

HOOFDSLEUTEL = pathlib.Path(hoofdsleutel_elders())  # a copy goes without them

KILLS = int(os.environ.get("KILLS", "40" if os.environ.get("SANITIZED") else "100"))
# Of every 100 kills, how many at each place.
AANDEEL = {"nieuw": 12, "overname": 8, "besluiten": 16, "log": 8, "kopie": 10, "terugzetten": 10, "tot_moment": 8, "ontvangen": 6, "ronde": 4, "verscheping": 4,
           "sleutel": 8, "wissen": 6}
ENV = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}  # a process has one tracer
SCHRIJVEN = ("pwrite64", "fdatasync", "fsync", "ftruncate", "openat", "rename", "unlink")


def run(*arguments, codes=(0,)):
    done = subprocess.run([BINARY, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in codes:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def traced(call, number, *arguments):
    """@returns the exit code (negative: killed) and what was printed before"""
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}", BINARY, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False, env=ENV)
    return -9 if done.returncode == 137 else done.returncode, done.stdout


def calls(log):
    """How often each call is made, by the thread that makes it most: that is how strace counts."""
    found = collections.Counter()
    for line in log.read_text(errors="replace").splitlines():
        thread, _, rest = line.partition(" ")
        found[(rest.strip().partition("(")[0], thread)] += 1
    most = {}
    for (call, _), count in found.items():
        most[call] = max(most.get(call, 0), count)
    return {call: most[call] for call in SCHRIJVEN if call in most}


def spread(counts, wanted):
    """`wanted` points over all calls, each kind getting its part, evenly."""
    total = sum(counts.values())
    points = []
    for call, count in counts.items():
        part = min(count, max(1, round(wanted * count / total)))
        points += [(call, 1 + i * count // part) for i in range(part)]
    # Where there are fewer calls than points, the whole row again: the state is then another one.
    return [points[i % len(points)] for i in range(wanted)]


class Kill(unittest.TestCase):
    telling = collections.Counter()

    @classmethod
    def setUpClass(cls):
        cls.map = tempfile.TemporaryDirectory()
        cls.top = pathlib.Path(cls.map.name)
        cls.files = []
        for n in range(1, 9):
            cls.files.append(cls.top / f"{n:03}.xml")
            cls.files[-1].write_bytes(good_301(n))
        cls.basis = cls.top / "basis"
        run("process", "--data", cls.basis, *cls.files[:4])

    @classmethod
    def tearDownClass(cls):
        cls.map.cleanup()
        print("kills:", dict(cls.telling), "together", sum(cls.telling.values()), flush=True)
        assert cls.telling, "nothing was killed"

    def fresh(self):
        return pathlib.Path(tempfile.mkdtemp(dir=self.top))

    def empty(self):
        to = self.fresh() / "data"
        to.mkdir()
        return to

    def copy(self, source):
        to = self.fresh() / "data"
        shutil.copytree(source, to)
        return to

    def heel(self, data, besluiten=True):
        run("audit", "verify", "--data", data)
        if besluiten:
            run("replay", "--verify", "--data", data)

    def each(self, place, prepare, arguments, check):
        """Kills a command at its share of the points. `prepare` gives it a directory; `check` looks at what is left."""
        wanted = max(2, KILLS * AANDEEL[place] // 100)
        map_ = prepare()
        log = self.fresh() / "calls"
        subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", f"trace={','.join(SCHRIJVEN)}", BINARY, *map(str, arguments(map_))],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENV)
        killed = 0
        for call, number in spread(calls(log), wanted):
            map_ = prepare()
            code, printed = traced(call, number, *arguments(map_))
            with self.subTest(place=place, call=call, number=number):
                if code == -9:
                    killed += 1
                check(map_, printed)
            shutil.rmtree(map_.parent, ignore_errors=True)
        self.telling[place] += killed
        self.assertGreaterEqual(killed, wanted * 0.8, f"{place}: most kills must really happen")

    def schema(self, data):
        with sqlite3.connect(f"file:{data}/ketenpoort.db?mode=ro", uri=True) as db:
            rows = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
            version = db.execute("PRAGMA user_version").fetchone()
        db.close()
        return rows, version

    def test_a_new_store_and_every_migration(self):
        whole = self.empty()
        run("contract", "list", "--data", whole)
        expected = self.schema(whole)

        def check(data, _):
            run("contract", "list", "--data", data)
            self.assertEqual(self.schema(data), expected)
            run("audit", "stand", "--data", data)

        self.each("nieuw", self.empty, lambda data: ("contract", "list", "--data", data), check)

    def test_an_old_store_is_taken_over(self):
        old = self.fresh() / "data"
        shutil.copytree(self.basis, old)
        db = sqlite3.connect(old / "ketenpoort.db")
        script, (version,) = list(db.iterdump()), db.execute("PRAGMA user_version").fetchone()
        db.close()
        for name in ("ketenpoort.db", "ketenpoort.db-wal", "ketenpoort.db-shm", "ketenpoort.stand"):
            (old / name).unlink(missing_ok=True)
        db = sqlite3.connect(old / "ketenpoort.db")
        db.executescript("\n".join(script))
        db.execute(f"PRAGMA user_version={version}")
        db.close()
        self.assertEqual((old / "ketenpoort.db").read_bytes()[20], 0)

        def check(data, _):
            run("contract", "list", "--data", data)
            self.assertEqual((data / "ketenpoort.db").read_bytes()[20], 8)
            self.heel(data)

        self.each("overname", lambda: self.copy(old), lambda data: ("contract", "list", "--data", data), check)

    def numbers(self, data):
        with sqlite3.connect(f"file:{data}/ketenpoort.db?mode=ro", uri=True) as db:
            found = [n for (n,) in db.execute("SELECT id FROM bericht ORDER BY id")]
        db.close()
        return found

    def test_deciding_and_committing(self):
        def check(data, printed):
            acks = len(printed.splitlines())
            run("contract", "list", "--data", data)  # opens it, so that the log is taken up
            rows = self.numbers(data)
            self.assertEqual(rows, list(range(1, len(rows) + 1)))
            self.assertGreaterEqual(len(rows), 4 + acks)
            self.assertLessEqual(len(rows), 8)  # the four are in flight together, and told of when all are on disk
            # The same messages again: what was there gets its stored answer, the rest is decided; none is doubled.
            run("process", "--data", data, *self.files[4:])
            self.assertEqual(self.numbers(data), list(range(1, 9)))
            self.heel(data)

        self.each("besluiten", lambda: self.copy(self.basis), lambda data: ("process", "--data", data, "--json", *self.files[4:]), check)

    def test_copying_the_log_into_the_database(self):
        full = self.copy(self.basis)
        # Killed as it would begin to copy: all of its work is in the log.
        log = self.fresh() / "calls"
        trial = self.copy(self.basis)
        subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", "trace=ftruncate", BINARY, "process", "--data", trial, *self.files[4:]],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENV)
        self.assertEqual(traced("ftruncate", calls(log)["ftruncate"], "process", "--data", full, *self.files[4:])[0], -9)
        self.assertGreater((full / "ketenpoort.db-wal").stat().st_size, 0)

        def check(data, _):
            run("contract", "list", "--data", data)
            self.assertEqual(self.numbers(data), list(range(1, 9)))
            self.heel(data)

        self.each("log", lambda: self.copy(full), lambda data: ("contract", "list", "--data", data), check)

    def with_keys(self):
        """A copy of the store with master keys of its own, which may change."""
        data = self.copy(self.basis)
        shutil.copy(HOOFDSLEUTEL, data / "hoofdsleutel")
        return data

    def test_a_change_of_master_key(self):
        def check(data, _):
            keys = ("--hoofdsleutel", data / "hoofdsleutel")
            run("audit", "verify", "--data", data, *keys)
            run("replay", "--verify", "--data", data, *keys)
            run("sleutel", "inpakken", "--data", data, *keys)
            for line in run("sleutel", "toon", "--data", data, *keys).stdout.splitlines()[:-1]:
                run("sleutel", "verwijder", "--data", data, *keys, line.split()[0])  # refused while anything is under it
            run("process", "--data", data, *keys, *self.files[4:])
            self.assertEqual(self.numbers(data), list(range(1, 9)))
            run("replay", "--verify", "--data", data, *keys)

        self.each("sleutel", self.with_keys, lambda data: ("sleutel", "wissel", "--data", data, "--hoofdsleutel", data / "hoofdsleutel"), check)

    def test_an_erasure(self):
        erase = ("wis", "--bericht", "2", "--grond", "verzoek", "--door", "j. jansen", "--ja")

        def check(data, _):
            # All of it or nothing; what was begun is finished by asking again.
            run(*erase, "--data", data, codes=(0, 1))
            run("process", "--data", data, self.files[1], codes=(0, 1, 2))  # known, though erased
            self.assertEqual(self.numbers(data), list(range(1, 5)))
            self.heel(data)

        self.each("wissen", lambda: self.copy(self.basis), lambda data: (*erase, "--data", data), check)

    def whole_copies(self, map_):
        """Every folder that looks like a copy is one."""
        found = [p for p in map_.iterdir() if p.suffix != ".deel"] if map_.exists() else []
        for kopie in found:
            for file in json.loads((kopie / "manifest.json").read_text())["bestanden"]:
                self.assertEqual(hashlib.sha256((kopie / file["naam"]).read_bytes()).hexdigest(), file["sha256"])
        return found

    def test_a_backup(self):
        def check(data, _):
            self.whole_copies(data.parent / "kopieen")
            again = json.loads(run("backup", "--data", data, "--naar", data.parent / "kopieen", "--json").stdout)
            self.assertIn(pathlib.Path(again["map"]), self.whole_copies(data.parent / "kopieen"))
            self.heel(data)

        self.each("kopie", lambda: self.copy(self.basis), lambda data: ("backup", "--data", data, "--naar", data.parent / "kopieen"), check)

    def check_restored(self, source, berichten):
        def check(data, _):
            if not (data / "ketenpoort.db").exists():
                run("restore", "--van", source, "--data", data)  # whatever was left is no obstacle
            self.assertEqual([p for p in data.glob(".*.deel/*")], [])  # an empty folder may be left
            run("contract", "list", "--data", data)
            self.assertEqual(self.numbers(data), list(range(1, berichten + 1)))
            self.heel(data)

        return check

    def test_a_restore(self):
        kopie = json.loads(run("backup", "--data", self.basis, "--naar", self.fresh(), "--json").stdout)["map"]
        self.each("terugzetten", lambda: self.fresh() / "data", lambda data: ("restore", "--van", kopie, "--data", data), self.check_restored(kopie, 4))

    def test_a_restore_up_to_a_moment(self):
        weg, data = self.fresh(), self.fresh() / "data"
        with Daemon(data, verscheping=str(weg)) as daemon:
            self.assertTrue(until(lambda: any("verscheping_begonnen" in line for line in daemon.log), seconds=60), daemon.log)
            for n in range(1, 6):
                self.assertEqual(daemon.post(good_301(n))[0], 201)
            self.assertEqual(daemon.stop(), 0)
        self.each("tot_moment", lambda: self.fresh() / "data", lambda to: ("restore", "--van", weg, "--data", to), self.check_restored(weg, 5))

    def live(self, data, call, number, answered, next_, messages=4, make=good_301, **settings):
        """One life of a daemon that is killed at a call. @returns whether it was, and the next message"""
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}")
        with Daemon(data, prefix=strace, wait=False, **settings) as daemon:
            if daemon.wait_started():
                for n in range(next_, next_ + messages):
                    next_ = n + 1
                    try:
                        status, _, body = daemon.post(make(n), timeout=20)
                    except (OSError, http.client.HTTPException):
                        break
                    self.assertIn(status, (200, 201))
                    answered[n] = json.loads(body)["id"]
                if daemon.process.poll() is None and daemon.pid is not None:
                    try:
                        return daemon.stop() in (-9, 137), next_
                    except ProcessLookupError:
                        pass
            return daemon.wait() in (-9, 137), next_

    def daemons(self, place, points, after, **settings):
        wanted = max(2, KILLS * AANDEEL[place] // 100)
        data = self.fresh() / "data"
        answered, next_, killed, tries = {}, 1, 0, 0
        while killed < wanted and tries < wanted * 3:
            call, number = points[tries % len(points)]
            # Another round begins elsewhere in the same calls.
            was, next_ = self.live(data, call, number + tries // len(points), answered, next_, **settings)
            tries += 1
            if not was:
                continue
            killed += 1
            with self.subTest(place=place, call=call, number=number):
                run("contract", "list", "--data", data)
                rows = self.numbers(data)
                self.assertEqual(rows, list(range(1, len(rows) + 1)))
                self.assertEqual(len(set(answered.values())), len(answered))
                self.assertLessEqual(set(answered.values()), set(rows))
                self.assertLessEqual(len(rows), next_ - 1)
                self.heel(data)
                after(data, answered)
        self.telling[place] += killed
        self.assertGreaterEqual(killed, wanted * 0.8, place)

    def test_a_daemon_that_takes_messages(self):
        points = [(call, n) for n in range(1, 40, 3) for call in ("pwrite64", "fdatasync", "sendmsg", "recvmsg", "futex", "epoll_wait") if call != "fdatasync" or n < 12]
        self.daemons("ontvangen", points, lambda data, answered: None)

    def test_a_daemon_whose_log_is_taken_up_in_a_round(self):
        # Of the database in blocks of 1 MiB to the disk; what was copied into it before is not synced, and the log has it.
        points = [("sync_file_range", n) for n in (1, 30, 10, 2)]
        self.daemons("ronde", points, lambda data, answered: None, messages=400, make=filling_301)

    def test_a_daemon_that_carries_away_what_it_commits(self):
        weg = self.fresh() / "weg"

        def check(data, answered):
            if not weg.exists() or not any(p.is_dir() and p.suffix != ".deel" for p in weg.iterdir()):
                return  # killed before the first copy was whole
            to = self.fresh() / "data"
            uit = json.loads(run("restore", "--van", weg, "--data", to, "--json", codes=(0, 2)).stdout or "null")
            if uit is None:
                return  # the only copy waits for its segments
            self.assertLessEqual(uit["berichten"], len(self.numbers(data)))
            self.heel(to)

        points = [(call, n) for n in range(2, 60, 4) for call in ("pwrite64", "fsync", "rename") if call == "pwrite64" or n < 12]
        self.daemons("verscheping", points, check, verscheping=str(weg))


if __name__ == "__main__":
    unittest.main(verbosity=2)
