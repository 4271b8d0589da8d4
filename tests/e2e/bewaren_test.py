"""Retention with the real program: a plan that says what goes and why, carried out to the letter, broken off and gone on with.

What is to go came in on the day of daemon.VANDAAG; the program itself lets nothing go before its time by the clock of the machine."""

import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import tempfile
import unittest

from daemon import BINARY, Daemon, bericht

KORT = """
[[termijn]]
soort = "wmo"
sinds = "2020-01-01"
termijn = "1 dag"
vanaf = "einde_toewijzing"
grond = "proef"

[[termijn]]
soort = "geweigerd"
sinds = "2020-01-01"
termijn = "1 dag"
vanaf = "ontvangst"
grond = "proef"

[[termijn]]
soort = "inzage"
sinds = "2020-01-01"
termijn = "5 jaar"
vanaf = "ontvangst"
grond = "proef"
"""
ZAAK = "0384/wmo/1001"


def run(*arguments, code=0):
    done = subprocess.run([BINARY, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout if code == 0 else done.stderr


def deliver(daemon):
    """Everybody fetches what is theirs."""
    while rows := json.loads(daemon.get("/v1/uit?toestand=wacht&aantal=200")[2])["uit"]:
        for row in rows:
            status, _, body = daemon.request("DELETE", f"/v1/postbus/{row['bestemming']}/{row['id']}")
            assert status == 200, body


def over(n):
    """A toewijzing that ended before today."""
    return bericht.toewijzing(producten=[bericht.product(n, einde="2026-05-31")], bsn=bericht.test_bsn(n % 40), identificatie=f"T{n}").xml().encode()


class BewarenTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.top = pathlib.Path(self.directory.name)
        self.data = self.top / "data"
        self.rules = self.top / "termijnen.toml"
        self.rules.write_text(KORT)

    def tearDown(self):
        self.directory.cleanup()

    def plan(self, *more):
        return json.loads(run("retention", "plan", "--data", self.data, "--termijnen", self.rules, "--json", *more))

    def run_plan(self, hash_, *more, code=0):
        out = run("retention", "run", "--data", self.data, "--termijnen", self.rules, "--plan", hash_, "--json", *more, code=code)
        return json.loads(out) if code == 0 else out

    def filled(self, count=2):
        with Daemon(self.data) as daemon:
            for n in range(1001, 1001 + count):
                assert daemon.post(over(n))[0] == 201
            # One that goes on, and one that the schema refuses.
            lasting = bericht.toewijzing(producten=[bericht.product(9000, einde="2090-12-31")], bsn=bericht.test_bsn(1), identificatie="L1")
            self.assertEqual(json.loads(daemon.post(lasting.xml().encode())[2])["uitkomst"], "goedgekeurd")
            assert daemon.post(b"<geen-bericht/>")[0] == 422
            self.undelivered = self.plan()
            deliver(daemon)

    def test_a_plan_says_what_goes_and_why(self):
        self.filled()
        self.assertEqual(self.undelivered["nog_nodig"], {"onbezorgd": 2})
        plan = self.plan()
        self.assertEqual([b["bericht"] for b in plan["berichten"]], [1, 2, 4])
        self.assertEqual((plan["nog_nodig"], plan["blijven"]), ({}, 1))
        first = plan["berichten"][0]
        self.assertEqual((first["regel"], first["begin"], first["weg_vanaf"], first["toewijzingen"]), ("wmo", "2026-06-01", "2026-06-03", [ZAAK]))
        self.assertEqual(plan["berichten"][2]["regel"], "geweigerd")
        self.assertEqual(plan["aantallen"], [{"regel": "geweigerd", "gemeente": None, "jaar": 2026, "berichten": 1},
                                             {"regel": "wmo", "gemeente": "0384", "jaar": 2026, "berichten": 2}])
        self.assertEqual(plan["hash"], self.plan()["hash"])
        self.assertEqual(self.plan("--op", "2026-06-02")["berichten"], [])
        # As the law has it nothing goes for years, and then it does.
        law = json.loads(run("retention", "plan", "--data", self.data, "--op", "2026-12-01", "--json"))
        self.assertEqual(law["berichten"], [])
        self.assertEqual([b["bericht"] for b in json.loads(run("retention", "plan", "--data", self.data, "--op", "2041-06-02", "--json"))["berichten"]], [1, 2, 4])
        shown = run("retention", "plan", "--data", self.data, "--termijnen", self.rules)
        self.assertIn(plan["hash"], shown)
        for n in (1001, 1002, 1):
            self.assertNotIn(bericht.test_bsn(n % 40), shown + json.dumps(plan))

    def test_a_hold_keeps_it_until_it_is_taken_off(self):
        self.filled()
        run("retention", "vasthouden", "--data", self.data, "--toewijzing", ZAAK, "--grond", "zaak 26/1234")
        self.assertEqual([b["bericht"] for b in self.plan()["berichten"]], [2, 4])
        self.assertEqual(self.plan()["nog_nodig"]["vastgehouden"], 1)
        self.assertIn("zaak 26/1234", run("retention", "vastgehouden", "--data", self.data))
        run("retention", "vasthouden", "--data", self.data, "--toewijzing", ZAAK, "--grond", "uitspraak", "--los")
        self.assertEqual([b["bericht"] for b in self.plan()["berichten"]], [1, 2, 4])
        run("audit", "verify", "--data", self.data)

    def test_what_the_plan_said_goes_and_nothing_else(self):
        self.filled()
        with Daemon(self.data) as daemon:
            self.assertEqual(daemon.get("/v1/berichten/1/origineel")[0], 200)
        plan = self.plan()
        before = [json.loads(line) for line in run("audit", "checkpoint", "--data", self.data, "--json").splitlines()][0]
        self.assertEqual(self.run_plan(plan["hash"]), {"gewist": 3, "overgeslagen": 0, "inzagen": 0, "eerder": 0})
        self.assertEqual(self.plan()["berichten"], [])
        # A second time there is nothing to do.
        self.assertEqual(self.run_plan(plan["hash"]), {"gewist": 0, "overgeslagen": 0, "inzagen": 0, "eerder": 3})
        run("audit", "verify", "--data", self.data)
        after = json.loads(run("audit", "checkpoint", "--data", self.data, "--json"))
        self.assertGreater(after["grootte"], before["grootte"])
        with Daemon(self.data) as daemon:
            self.assertEqual(daemon.get("/v1/berichten/1/origineel")[0], 410)
            self.assertEqual(daemon.get("/v1/berichten/3/origineel")[0], 200)
            # Known for a duplicate still, and no second decision.
            stored = daemon.metric("ketenpoort_berichten_opgeslagen")
            self.assertLess(daemon.post(over(1001))[0], 500)
            self.assertEqual(daemon.metric("ketenpoort_berichten_opgeslagen"), stored)
            # Who saw it can still be told to the one it was of.
            body = json.dumps({"bsn": bericht.test_bsn(1001 % 40)})
            seen = json.loads(daemon.request("POST", "/v1/inzage/_zoek", body, {"Content-Type": "application/json"})[2])["inzagen"]
            self.assertIn(("origineel", [1]), [(r["wat"], r["berichten"]) for r in seen])

    def test_another_plan_than_was_seen_does_nothing(self):
        self.filled()
        plan = self.plan()
        run("retention", "vasthouden", "--data", self.data, "--bericht", "2", "--grond", "zaak 26/1234")
        told = self.run_plan(plan["hash"], code=2)
        self.assertIn("veranderd", told)
        self.assertIn(self.plan()["hash"], told)
        self.assertEqual([b["bericht"] for b in self.plan()["berichten"]], [1, 4])
        self.assertIn("toekomst", self.run_plan(plan["hash"], "--op", "2099-01-01", code=2))

    def test_killed_at_any_commit_it_goes_on_where_it_was(self):
        self.filled(60)
        plan = self.plan()
        total = len(plan["berichten"])
        self.assertEqual(total, 61)
        command = list(map(str, [BINARY, "retention", "run", "--data", self.data, "--termijnen", self.rules, "--plan", plan["hash"]]))
        kills, seen = 0, [0]
        for sync in range(1, 60):
            inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", f"inject=fdatasync,fsync:signal=SIGKILL:when={sync}"]
            done = subprocess.run([*inject, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
                                  env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
            seen.append(self.steps())
            self.assertGreaterEqual(seen[-1], seen[-2])
            if done.returncode == 0:
                break
            self.assertIn(done.returncode, (-signal.SIGKILL, 128 + signal.SIGKILL))
            kills += 1
            if seen[-1] > 0 and not self.held(plan):
                run("retention", "vasthouden", "--data", self.data, "--bericht", plan["berichten"][-2]["bericht"], "--grond", "zaak 26/1234")
        self.assertEqual(seen[-1], total)
        self.assertGreater(kills, 3)
        self.assertTrue(any(0 < n < total for n in seen), seen)
        run("audit", "verify", "--data", self.data)
        with Daemon(self.data) as daemon:
            self.assertEqual(daemon.get(f"/v1/berichten/{plan['berichten'][-2]['bericht']}/origineel")[0], 200)
            self.assertEqual(daemon.get("/v1/berichten/1/origineel")[0], 410)

    def held(self, plan):
        return f"bericht {plan['berichten'][-2]['bericht']}:" in run("retention", "vastgehouden", "--data", self.data)

    def steps(self):
        with sqlite3.connect(f"file:{self.data}/ketenpoort.db?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM bewaarplan_stap").fetchone()[0]

    def test_faults_in_the_terms_are_told_at_once(self):
        self.filled(1)
        self.rules.write_text('[[termijn]]\nsoort = "wmo2"\nsinds = "gisteren"\ntermijn = "1 week"\nvanaf = "ooit"\n')
        told = run("retention", "plan", "--data", self.data, "--termijnen", self.rules, code=2)
        self.assertEqual(len(re.findall(r"termijnen\.toml:\d+: ", told)), 5, told)
        self.assertIn("grond ontbreekt", told)
        self.assertIn("kan niet", run("retention", "plan", "--data", self.data, "--termijnen", self.top / "niets.toml", code=2))


if __name__ == "__main__":
    unittest.main()
