"""A what-if asked of the daemon: the same as the command gives, one at a time, stopped when asked, for nobody's eyes but who has its gemeenten."""

import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from aangemeld import Aangemeld, voeg_toe
from daemon import BINARY, Daemon, bericht, until
from plafond_test import BUNDLE

JSON = {"Content-Type": "application/json"}
REGIO = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "contracts" / "noord-limburg"
PERIODE = {"van": "2026-01-01", "tot": "2027-12-31"}
VREEMD = "0384"  # not of the region
GEMEENTEN = sorted(set(re.findall(r"^(\d{4});", (REGIO / "gemeenten.csv").read_text(), re.M)))
# Leaves and rows of who looked, and the signature over them.
VAN_DE_INZAGE = {"audit_leaf", "audit_nonce", "audit_boom", "audit_rand", "audit_controlepunt", "inzage", "inzage_bericht", "inzage_client", "inzage_toewijzing", "omgeving"}


def run(*args, codes=(0,)):
    done = subprocess.run([BINARY, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    assert done.returncode in codes, (args, done.returncode, done.stdout, done.stderr)
    return done.stdout


class WhatIf(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        top = pathlib.Path(cls.directory.name)
        cls.data = top / "data"
        run("generate", "--regio", REGIO, "--clienten", 25, "--fouten", 10, "--uit", top / "verkeer")
        run("contract", "import", "--data", cls.data, REGIO)
        run("process", "--data", cls.data, "--verloop", top / "verkeer" / "verloop.csv", top / "verkeer" / "berichten", codes=(0, 1))
        anders = top / "anders"
        shutil.copytree(REGIO, anders)
        for name, old, new in (("bundel.toml", 'versie = "2026-1"', 'versie = "2026-9"'),
                               ("tarieven.csv", "wmo;01A01;04;;35,46;2026-01-01;", "wmo;01A01;04;;36,46;2026-01-01;")):
            text = (anders / name).read_text()
            assert text.count(old) == 1, name
            (anders / name).write_text(text.replace(old, new))
        run("contract", "import", "--voorstel", "--data", cls.data, anders)
        vreemd = top / "vreemd"
        vreemd.mkdir()
        for name, text in BUNDLE.items():
            (vreemd / name).write_text(text)
        run("contract", "import", "--data", cls.data, vreemd)
        voeg_toe(cls.data, "c.alle", "contractbeheer,auditor")
        voeg_toe(cls.data, "c.regio", "contractbeheer,auditor", ",".join(GEMEENTEN))
        voeg_toe(cls.data, "c.een", "contractbeheer", GEMEENTEN[0])
        voeg_toe(cls.data, "c.vreemd", "contractbeheer", VREEMD)
        cls.tweede = top / "tweede"
        shutil.copytree(cls.data, cls.tweede)
        cls.daemon = Daemon(cls.data)
        cls.addClassCleanup(cls.daemon.stop)
        status, _, body = cls.daemon.post(bericht.toewijzing(gemeente=VREEMD).xml().encode())
        assert status == 201, body

    def tearDown(self):
        for one in json.loads(self.daemon.get("/v1/whatif")[2])["runs"]:
            self.settle(one["href"])

    def begin(self, who=None, bundel="noord-limburg@2026-9", **changes):
        asked = json.dumps({"bundel": bundel, **PERIODE, **changes})
        status, headers, body = who.post("/v1/whatif", asked) if who else self.daemon.request("POST", "/v1/whatif", asked, JSON)
        return status, headers, json.loads(body)

    def get(self, path, status=200, who=None):
        got, headers, body = (who or self.daemon).get(path)
        self.assertEqual(got, status, body[:300])
        self.headers = headers
        return body

    def settle(self, href):
        """Until it does not run any more. @returns how it stands then"""
        stands = []
        self.assertTrue(until(lambda: stands.append(json.loads(self.get("/v1/whatif"))["runs"]) or
                              all(one["stand"] != "bezig" for one in stands[-1] if one["href"] == href), 600))  # it gives way to all that runs beside it
        return next((one for one in stands[-1] if one["href"] == href), None)

    def stop(self, href):
        return self.daemon.request("DELETE", href)[0]

    def counts(self):
        with sqlite3.connect(f"file:{self.data}/ketenpoort.db?mode=ro", uri=True) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables if name not in VAN_DE_INZAGE}

    def test_it_gives_what_the_command_gives_and_writes_nothing(self):
        before = self.counts()
        status, headers, begun = self.begin()
        self.assertEqual((status, headers["location"], begun["stand"], begun["bundel"], begun["klaar"]),
                         (202, begun["href"], "bezig", "noord-limburg@2026-9", None))
        done = self.settle(begun["href"])
        self.assertEqual((done["stand"], done["fout"], done["gedaan"]), ("klaar", None, done["totaal"]))
        self.assertEqual(self.counts(), before)
        shown = json.loads(self.get(begun["href"]))
        args = ("whatif", "--data", self.data, "--bundle", "noord-limburg@2026-9", "--van", PERIODE["van"], "--tot", PERIODE["tot"])
        self.assertEqual(shown.pop("uitslag"), json.loads(run(*args, "--json")))
        self.assertEqual(shown, done)
        self.assertGreater(done["totaal"], 100)
        page = pathlib.Path(self.directory.name) / "blad.html"
        csv = run(*args, "--csv", "--html", page)
        self.assertEqual(self.get(begun["href"] + "?formaat=csv"), csv)
        self.assertIn("attachment", self.headers["content-disposition"])
        self.assertEqual(self.get(begun["href"] + "?formaat=html"), page.read_bytes())
        self.assertIn("default-src 'none'", self.headers["content-security-policy"])
        row = json.loads(self.get("/v1/inzage?aantal=1"))["inzagen"][0]
        self.assertEqual(row["wat"], "whatif_een")
        self.assertGreater(len(row["berichten"]), 10)

    def test_one_at_a_time_and_it_stops_when_asked(self):
        _, _, first = self.begin()
        status, _, refused = self.begin()
        self.assertEqual((status, refused["loopt"]), (409, first["href"]))
        looked = json.loads(self.get(first["href"]))
        self.assertEqual((looked["stand"], looked["uitslag"]), ("bezig", None))
        self.get(first["href"] + "?formaat=csv", 409)
        self.assertEqual(self.stop(first["href"]), 204)
        ended = self.settle(first["href"])
        self.assertEqual((ended["stand"], ended["fout"]), ("gestopt", None))
        self.get(first["href"] + "?formaat=html", 409)
        # What does not run is forgotten.
        self.assertEqual(self.stop(first["href"]), 204)
        self.get(first["href"], 404)
        self.assertEqual(self.stop(first["href"]), 404)
        # Looking how it goes shows nothing of persons.
        self.assertNotIn(first["id"], json.dumps([row for row in json.loads(self.get("/v1/inzage"))["inzagen"] if row["resultaat"] == "gegeven"]))

    def test_only_the_last_few_are_kept(self):
        made = []
        for _ in range(4):
            begun = self.begin(van="2031-01-01", tot="2031-01-31")[2]
            made.append(begun["href"])
            self.stop(begun["href"])
            self.settle(begun["href"])
        self.assertEqual([one["href"] for one in json.loads(self.get("/v1/whatif"))["runs"]], made[:0:-1])
        self.get(made[0], 404)

    def test_wrong_questions_are_told(self):
        for changes, status, word in (({"bundel": "nergens@1"}, 404, "contracten"), ({"van": "2026-02-30"}, 400, "van"), ({"tot": "2025-01-01"}, 400, "niet voor van"),
                                      ({"bundel": ""}, 400, "bundel"), ({"kleur": "rood"}, 400, "kleur"), ({"van": None}, 400, "van")):
            with self.subTest(changes):
                got, _, body = self.begin(**changes)
                self.assertEqual(got, status, body)
                self.assertIn(word, body["detail"])
        for path, status in (("/v1/whatif/niets", 404), ("/v1/whatif?x=1", 400), ("/v1/whatif/niets?formaat=pdf", 404)):
            self.get(path, status)

    def test_who_has_some_gemeenten_sees_nothing_of_others(self):
        alle, regio, een = (Aangemeld(self.daemon, naam) for naam in ("c.alle", "c.regio", "c.een"))
        of_all = self.begin(alle)[2]
        self.settle(of_all["href"])
        # The run over everything is not theirs to see, and a bundle that is not wholly theirs not to ask about.
        self.get(of_all["href"], 404, regio)
        self.assertEqual(regio.request("DELETE", of_all["href"])[0], 404)
        self.assertEqual(json.loads(self.get("/v1/whatif", who=regio))["runs"], [])
        there, not_there = self.begin(een), self.begin(een, bundel="nergens@1")
        self.assertEqual((there[0], there[2]), (403, not_there[2]))
        self.assertEqual(self.begin(Aangemeld(self.daemon, "c.vreemd"))[0], 403)
        of_region = self.begin(regio)[2]
        self.assertEqual((self.settle(of_region["href"])["stand"], of_region["wie"]), ("klaar", "gebruiker c.regio"))
        everything, theirs = (json.loads(self.get(one["href"], who=who))["uitslag"] for one, who in ((of_all, alle), (of_region, regio)))
        self.assertEqual(theirs["berichten"], everything["berichten"] - 1)
        self.assertEqual({row["gemeente"] for part in ("gemeenten", "regels", "andere_berichten") for row in theirs[part]} - set(GEMEENTEN), set())
        self.assertEqual(theirs["regels"], everything["regels"])
        self.get(of_region["href"], 404, een)
        self.get(of_region["href"], 200, alle)

    def test_a_daemon_that_stops_stops_it(self):
        with Daemon(self.tweede, replay_om="03:00") as daemon:
            nacht = json.loads(daemon.get("/v1/herhaling")[2])
            self.assertEqual((nacht["aan"], nacht["tijd"]), (True, "03:00"))
            status, _, body = daemon.request("POST", "/v1/whatif", json.dumps({"bundel": "noord-limburg@2026-9", **PERIODE}), JSON)
            self.assertEqual(status, 202, body)
            self.assertEqual(daemon.stop(20), 0)
            ends = [json.loads(line) for line in daemon.log if '"gebeurtenis":"whatif"' in line]
            self.assertEqual([one["stand"] for one in ends], ["gestopt"])


if __name__ == "__main__":
    unittest.main()
