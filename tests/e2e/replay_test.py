#!/usr/bin/env python3
"""A generated year of a region is decided again and is the same; an altered decision is found; a what-if lists what was planted."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import paginasom  # noqa: E402

PROGRAM = os.environ["KETENPOORT"]
REGIO = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "contracts" / "noord-limburg"
TARIEF = "01A01"  # every line of this product has this tarief in 2026
OUD, NIEUW = "35,46", "36,46"


def run(*args, codes=(0,)):
    done = subprocess.run([PROGRAM, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in codes:
        raise AssertionError(f"{args}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.map = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.map.name)
        cls.data = root / "data"
        run("generate", "--regio", REGIO, "--clienten", 60, "--fouten", 20, "--uit", root / "verkeer")
        run("contract", "import", "--data", cls.data, REGIO)
        run("process", "--data", cls.data, "--verloop", root / "verkeer" / "verloop.csv", root / "verkeer" / "berichten", codes=(0, 1))

    @classmethod
    def tearDownClass(cls):
        cls.map.cleanup()

    def copy(self):
        to = pathlib.Path(tempfile.mkdtemp(dir=self.map.name)) / "data"
        shutil.copytree(self.data, to)
        return to

    def rows(self, sql):
        with sqlite3.connect(f"file:{self.data}/ketenpoort.db?mode=ro", uri=True) as db:
            return db.execute(sql).fetchall()

    def bundle(self, naam, versie, changes):
        to = pathlib.Path(self.map.name) / naam
        shutil.copytree(REGIO, to)
        for file, old, new in [("bundel.toml", 'versie = "2026-1"', f'versie = "{versie}"'), *changes]:
            text = (to / file).read_text(encoding="utf-8")
            self.assertEqual(text.count(old), 1, f"{file}: {old}")
            (to / file).write_text(text.replace(old, new), encoding="utf-8")
        return to

    def whatif(self, bundle):
        return json.loads(run("whatif", "--data", self.data, "--bundle", bundle, "--from", "2026-01-01", "--to", "2027-12-31", "--json").stdout)

    def test_the_year_is_the_same_and_nothing_is_left_behind(self):
        work = pathlib.Path(tempfile.mkdtemp(dir=self.map.name))
        found = json.loads(run("replay", "--verify", "--data", self.data, "--werkmap", work, "--json").stdout)
        self.assertTrue(found["gelijk"])
        self.assertEqual(found["vergeleken"], self.rows("SELECT count(*) FROM bericht")[0][0])
        self.assertEqual(found["opmerkingen"], [])
        self.assertEqual(list(work.iterdir()), [])

    def test_an_altered_decision_is_found_at_exactly_that_message(self):
        data = self.copy()
        with sqlite3.connect(data / "ketenpoort.db") as db:
            (victim,) = db.execute("SELECT id FROM bericht WHERE soort = 'WMO323' AND uitkomst = 'goedgekeurd' ORDER BY id LIMIT 1 OFFSET 20").fetchone()
            db.execute("DROP TRIGGER bericht_blijft_u")
            db.execute("UPDATE bericht SET uitkomst = 'deels' WHERE id = ?", (victim,))
        db.close()
        paginasom.zet_sommen(data / "ketenpoort.db")
        found = json.loads(run("replay", "--verify", "--data", data, "--json", codes=(1,)).stdout)
        self.assertEqual([v["bericht"] for v in found["verschillen"]], [victim])
        wat = [a["wat"] for a in found["verschillen"][0]["afwijkingen"]]
        self.assertEqual(wat, ["uitkomst in de opslag"])
        # A choice that leaves it out is equal; the one of its case is not.
        run("replay", "--verify", "--data", data, "--tot", "2025-01-01")
        ((gemeente, aanbieder),) = self.rows(f"SELECT ontvanger, afzender FROM bericht WHERE id = {victim}")
        run("replay", "--verify", "--data", data, "--partner", aanbieder, codes=(1,))
        run("replay", "--verify", "--data", data, "--partner", "99999999")
        ((nummer,),) = self.rows(f"SELECT min(toewijzing) FROM prestatie WHERE bericht = {victim}")
        run("replay", "--verify", "--data", data, "--toewijzing", f"{gemeente}/wmo/{nummer}", codes=(1,))

    def test_what_cannot_be_done_is_said(self):
        for args, said in [(["--toewijzing", "1/2"], "GEMEENTE/DOMEIN/NUMMER"), (["--van", "gisteren"], "JJJJ-MM-DD")]:
            self.assertIn(said, run("replay", "--verify", "--data", self.data, *args, codes=(2,)).stderr)
        self.assertIn("geen opslag", run("replay", "--verify", "--data", self.map.name, codes=(2,)).stderr)
        data = self.copy()
        with sqlite3.connect(data / "ketenpoort.db") as db:
            db.execute("DROP TRIGGER blok_blijft_u")
            db.execute("UPDATE blok SET bytes = x'00' WHERE id = (SELECT origineel_blok FROM bericht WHERE id = 17)")
        db.close()
        paginasom.zet_sommen(data / "ketenpoort.db")
        self.assertIn("bericht 17", run("replay", "--verify", "--data", data, codes=(2,)).stderr)

    def test_the_same_bundle_again_flips_nothing(self):
        same = self.whatif("noord-limburg@2026-1")
        self.assertEqual(same["totaal"]["verschil"], 0)
        self.assertEqual(same["regels"], [])
        self.assertEqual(same["andere_berichten"], [])
        self.assertEqual(same["totaal"]["toegekend_toen"],
                         self.rows("SELECT sum(CASE debet_credit WHEN 'C' THEN -bedrag ELSE bedrag END) FROM prestatie WHERE toegekend = 1")[0][0])

    def test_one_tarief_and_one_ceiling_flip_what_they_should_and_nothing_else(self):
        other = self.bundle("anders", "2026-9",
                            [("tarieven.csv", f"wmo;{TARIEF};04;;{OUD};2026-01-01;", f"wmo;{TARIEF};04;;{NIEUW};2026-01-01;"),
                             ("budgetten.csv", "plafond-1b-2026;plafond;aanbieder;wmo;2026;9000,00;", "plafond-1b-2026;plafond;aanbieder;wmo;2026;100,00;")])
        found = self.whatif(other)
        planted = {r for (r,) in self.rows(f"SELECT referentie FROM prestatie WHERE code = '{TARIEF}' AND tarief = 3546 AND toegekend = 1")}
        self.assertGreater(len(planted), 50)
        of_tarief = [r for r in found["regels"] if r["product"] == TARIEF]
        self.assertEqual({r["referentie"] for r in of_tarief if (r["toen"], r["nu"]) == ("goed", "fout")}, planted)
        # A line that was wrong by asking the tarief of the other bundle is right in it.
        early = {r for (r,) in self.rows(f"SELECT referentie FROM prestatie WHERE code = '{TARIEF}' AND tarief = 3646 AND toegekend = 0")}
        self.assertEqual({r["referentie"] for r in of_tarief if (r["toen"], r["nu"]) == ("fout", "goed")}, early)
        self.assertEqual(len(of_tarief), len(planted) + len(early))
        # The ceiling stops toewijzingen; the lines on those have none to stand on.
        stopped = [b for b in found["andere_berichten"] if b["berichtsoort"] == "WMO301" and b["toen"] == "goedgekeurd" != b["nu"]]
        self.assertGreater(len(stopped), 0)
        self.assertEqual({b["aanbieder"] for b in stopped}, {"41250002"})
        lines = {r for b in stopped for (r,) in self.rows(
            "SELECT p.referentie FROM prestatie p JOIN bericht b ON b.id = p.bericht JOIN toewijzing_versie v ON v.bericht = "
            f"{b['bericht']} AND v.toewijzing = CAST(b.ontvanger AS INTEGER) * 10000000000 + p.toewijzing "
            "WHERE b.soort = 'WMO323' AND p.toegekend = 1")}
        self.assertEqual({r["referentie"] for r in found["regels"] if r["product"] != TARIEF}, lines)
        page = pathlib.Path(self.map.name) / "blad.html"
        csv = run("whatif", "--data", self.data, "--bundle", other, "--van", "2026-01-01", "--tot", "2027-12-31", "--csv", "--html", page).stdout
        self.assertEqual(len([line for line in csv.splitlines() if line.startswith(tuple("0123456789"))]), len(found["regels"]))
        self.assertIn("<svg", page.read_text(encoding="utf-8"))
        self.assertNotIn("<script", page.read_text(encoding="utf-8"))
        run("replay", "--verify", "--data", self.data)


if __name__ == "__main__":
    unittest.main()
