"""Ten messages at once that together exceed a ceiling: exactly those that fit are accepted, and the ledger says the same."""

import concurrent.futures
import json
import pathlib
import subprocess
import tempfile
import unittest

import daemon
from daemon import Daemon, bericht

EACH = 10 * 7000  # cents: 10 uur in total at 70,00
FIT = 4

BUNDLE = {
    "bundel.toml": """[bundel]
naam = "plafond"
versie = "1"
omschrijving = "Een plafond waar vier van de tien toewijzingen in passen"
geldig_van = 2021-01-01

[[perceel]]
id = "P1"
domein = "wmo"
naam = "Begeleiding"
bekostiging = "pxq"
""",
    "gemeenten.csv": "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n",
    "producten.csv": "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel\n"
    "wmo;02;02A16;Begeleiding individueel;04;2021-01-01;;P1\n",
    "tarieven.csv": "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;;70,00;2021-01-01;\n",
    "overeenkomsten.csv": "aanbieder;naam;perceel;geldig_van\n42420001;Begeleiding Diemen;P1;2021-01-01\n",
    "budgetten.csv": "id;vorm;niveau;domein;jaar;bedrag;aanbieder;perceel\n"
    f"plafond-P1;plafond;aanbieder;wmo;2026;{FIT * EACH // 100},99;42420001;P1\n",
}


def message(n):
    product = bericht.product(2000 + n, volume=10, frequentie="6")
    return bericht.toewijzing("wmo", [product], bsn=bericht.test_bsn(n), identificatie=f"P{n}").xml().encode()


class Plafond(unittest.TestCase):
    def test_ten_at_once(self):
        with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as bundle:
            for name, text in BUNDLE.items():
                (pathlib.Path(bundle) / name).write_text(text, encoding="utf-8")
            imported = subprocess.run(
                [daemon.BINARY, "contract", "import", "--data", data, bundle], capture_output=True, text=True, check=False
            )
            self.assertEqual(imported.returncode, 0, imported.stdout + imported.stderr)
            with Daemon(data) as gate:
                with concurrent.futures.ThreadPoolExecutor(10) as pool:
                    answers = list(pool.map(lambda n: gate.post(message(n)), range(10)))
                self.assertTrue(all(status < 300 for status, _, _ in answers), [a[2][:300] for a in answers])

                status, _, body = gate.get("/v1/budgetten?aanbieder=42420001&jaar=2026")
                self.assertEqual(status, 200)
                (budget,) = json.loads(body)["budgetten"]
                self.assertEqual(budget["beslag_centen"], FIT * EACH)
                self.assertEqual(budget["vrij_centen"], 99)
                self.assertEqual(budget["toewijzingen"], FIT)

                status, _, body = gate.get("/v1/budgetten/plafond-P1/boekingen")
                self.assertEqual(status, 200)
                lines = json.loads(body)["boekingen"]
                self.assertEqual(sum(line["beslag_centen"] for line in lines), FIT * EACH)
                accepted = {line["bericht"] for line in lines}
                self.assertEqual(len(accepted), FIT)
                for id in accepted:
                    record = json.loads(gate.get(f"/v1/berichten/{id}")[2])
                    self.assertEqual(record["uitkomst"], "goedgekeurd")

                for path in ("/v1/budgetten?jaar=nu", "/v1/budgetten?kleur=rood", "/v1/budgetten/plafond-P1/boekingen?aantal=0"):
                    self.assertEqual(gate.get(path)[0], 400, path)
                self.assertEqual(gate.get("/v1/budgetten/geen/boekingen")[0], 404)


if __name__ == "__main__":
    unittest.main()
