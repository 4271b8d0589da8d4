"""Reports over the demo of a region: every form says the same on the command line and over HTTP, and equals the ledger."""

import html.parser
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

import daemon
from daemon import Daemon

ROOT = pathlib.Path(__file__).resolve().parents[2]
REGIO = "noord-limburg"
OP = "2026-10-06"
PERIODE = ("--van", "2026-01-01", "--tot", "2026-12-31", "--op", OP)
VRAAG = f"van=2026-01-01&tot=2026-12-31&op={OP}"


def run(*arguments):
    return subprocess.run([daemon.BINARY, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


class Page(html.parser.HTMLParser):
    """What a page loads or runs, and its cells."""

    def __init__(self):
        super().__init__()
        self.tags, self.outside = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.outside += [v for k, v in attrs if k in ("src", "href") or k.startswith("on")]


class Rapporten(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.data = str(pathlib.Path(cls.directory.name) / "data")
        imported = run("contract", "import", "--data", cls.data, str(ROOT / "deploy/contracts" / REGIO))
        assert imported.returncode == 0, imported.stdout + imported.stderr
        messages = sorted(str(p) for p in (ROOT / "deploy/demo/regios" / REGIO).glob("*.xml"))
        assert len(messages) > 10
        decided = run("process", "--data", cls.data, "--today", OP, *messages)
        assert decided.returncode <= 1, decided.stderr

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def report(self, *arguments):
        return run("report", "--data", self.data, *PERIODE, *arguments)

    def as_json(self, *arguments):
        made = self.report(*arguments, "--json")
        self.assertEqual(made.returncode, 0, made.stderr)
        return json.loads(made.stdout)

    def file(self, text):
        path = pathlib.Path(self.directory.name) / "invoer.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def test_list_is_the_page(self):
        """docs/rapporten.md has every report with its parameters and files."""
        listed = json.loads(run("report", "--list", "--json").stdout)["rapporten"]
        page = (ROOT / "docs/rapporten.md").read_text(encoding="utf-8")
        self.assertGreaterEqual(len(listed), 28)
        for report in listed:
            self.assertIn(f"`{report['naam']}`", page)
            for setting in report["instellingen"]:
                self.assertIn(f"`{setting['naam']}`", page)
                self.assertIn(setting["standaard"], page)
            for given in report["invoer"]:
                self.assertIn(f"`{given['kolommen']}`", page)

    def test_equals_the_ledger(self):
        budgets = json.loads(run("budget", "--data", self.data, "--jaar", "2026", "--json").stdout)["budgetten"]
        rows = {row["budget"]: row for row in self.as_json("plafonds")["rijen"]}
        self.assertEqual(set(rows), {b["id"] for b in budgets})
        for b in budgets:
            row = rows[b["id"]]
            for key in ("beslag", "vastgelegd", "toegekend", "vrij"):
                self.assertEqual(row[key], b[f"{key}_centen"], (b["id"], key))
        approved = self.as_json("omzet")["totaal"]["omzet"]
        self.assertGreater(approved, 0)
        for name, column in (("regels", "netto"), ("abc", "bedrag"), ("jaarafsluiting", "grootboek"), ("benutting", "declaratie")):
            self.assertEqual(self.as_json(name)["totaal"][column], approved, name)

    def test_lineage_opens_to_messages(self):
        row = self.as_json("omzet", "--lineage")["rijen"][0]
        self.assertRegex(row["herkomst"]["berichten"][0], r"^/v1/berichten/\d+$")
        self.assertTrue(row["herkomst"]["volledig"])
        self.assertNotIn("herkomst", self.as_json("omzet")["rijen"][0])
        self.assertIn("berichten: ", self.report("omzet", "--lineage").stdout)

    def test_forms(self):
        text = self.report("jaarafsluiting").stdout
        self.assertLess(text.index("! De periode is niet af"), text.index("Totaal"))
        self.assertIn("425,52", text)
        csv = self.report("jaarafsluiting", "--format", "csv").stdout
        lines = [line for line in csv.splitlines() if not line.startswith("#")]
        self.assertEqual(len({line.count(";") for line in lines}), 1)
        self.assertIn("425,52", csv)
        self.assertIn("# let op: De periode is niet af", csv)
        page = self.report("jaarafsluiting", "--format", "html", "--lineage").stdout
        seen = Page()
        seen.feed(page)
        self.assertIn("svg", seen.tags)
        self.assertNotIn("script", seen.tags)
        self.assertEqual(seen.outside, [])
        self.assertIn("sha256", page)
        for made in (text, csv, page):
            self.assertIsNone(re.search(r"\b9999\d{5}\b", made), "a client number")

    def test_input(self):
        good = self.file("gemeente;aanbieder;bedrag\n0984;41250001;500,00\n")
        made = self.as_json("afrekening", "--invoer", f"voorschot={good}")
        self.assertEqual(made["rijen"][0]["terugbetaling"], 50000 - 42552)
        self.assertEqual(made["invoer"][0]["bestand"], "invoer.csv")
        bad = self.file("gemeente;aanbieder;bedrag\n9999;41250001;veel\n")
        refused = self.report("afrekening", "--invoer", f"voorschot={bad}")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("invoer.csv:2:1: Gemeente 9999 staat niet in de contractbundel.", refused.stderr)
        self.assertIn("invoer.csv:2:15: Dit is geen bedrag.", refused.stderr)
        self.assertEqual(self.report("afrekening").returncode, 2)
        self.assertEqual(self.report("bestaat-niet").returncode, 2)

    def test_http_says_the_same(self):
        # Made first: a store has one owner at a time.
        printed = {name: self.as_json(name) for name in ("omzet", "benutting", "jaarafsluiting", "regels")}
        with Daemon(self.data) as gate:
            for name, wanted in printed.items():
                status, _, body = gate.get(f"/v1/rapporten/{name}?{VRAAG}")
                self.assertEqual(status, 200)
                self.assertEqual(json.loads(body), wanted)
            status, _, body = gate.get("/v1/rapporten")
            self.assertGreaterEqual(len(json.loads(body)["rapporten"]), 28)

            row = json.loads(gate.get(f"/v1/rapporten/omzet?{VRAAG}")[2])["rijen"][0]
            status, _, body = gate.get(row["href"])
            (opened,) = json.loads(body)["rijen"]
            self.assertEqual(opened["omzet"], row["omzet"])
            self.assertEqual(gate.get(opened["herkomst"]["berichten"][0])[0], 200)

            for accept, kind in (("text/csv", "text/csv"), ("text/html, */*", "text/html"), ("*/*", "application/json")):
                _, headers, _ = gate.get(f"/v1/rapporten/omzet?{VRAAG}", headers={"Accept": accept})
                self.assertTrue(headers["content-type"].startswith(kind), headers["content-type"])
            _, headers, _ = gate.get(f"/v1/rapporten/omzet?{VRAAG}&formaat=html")
            self.assertIn("style-src 'sha256-", headers["content-security-policy"])

            for path, wanted in (
                ("omzet?van=gisteren", 400), ("omzet?formaat=pdf", 400), ("omzet?stel=omzet_per", 400), ("omzet?stel=omzet_per%3Dstraat", 400),
                ("omzet?gemeente=12", 400), ("omzet?gemeente=9999", 404), ("omzet?rij=999", 404), ("bestaat-niet", 404), ("kostenverdeling", 400),
                ("benutting?van=2026-01-01&tot=2026-03-31", 400), ("omzet?bundel=elders", 404),
            ):
                status, _, body = gate.get(f"/v1/rapporten/{path}")
                self.assertEqual(status, wanted, path)
                self.assertIn("detail", json.loads(body))


if __name__ == "__main__":
    unittest.main()
