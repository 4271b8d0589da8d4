"""A release beside the built-in one, through the command line and the daemon: tests/releases/make.py makes the 3.3 that does not exist."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from daemon import BINARY, Daemon, bericht

MAKE = pathlib.Path(__file__).resolve().parent.parent / "releases" / "make.py"


def run(*arguments):
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def in_33(xml):
    return xml.replace("/3_2/", "/3_3/").replace("BerichtSubversie>2<", "BerichtSubversie>3<")


class Releases(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.releases = self.root / "releases"
        subprocess.run([sys.executable, MAKE, self.releases], check=True)
        self.old = bericht.toewijzing(identificatie="T32").xml()
        self.new = in_33(bericht.toewijzing(producten=[bericht.product(1002)], identificatie="T33").xml())

    def file(self, name, text):
        path = self.root / name
        path.write_text(text, "utf-8")
        return path

    def test_check_and_process(self):
        new = self.file("nieuw.xml", self.new)
        old = self.file("oud.xml", self.old)
        code, out, _ = run("check", "--json", new)
        self.assertEqual(code, 1)
        self.assertIn("Release 3.3 van dit bericht (WMO301) wordt niet verwerkt; wel iWmo 3.2 en iJw 3.2.", out)
        code, out, err = run("check", "--json", "--releases", self.releases, new, old)
        self.assertEqual(code, 0, out + err)
        self.assertEqual([json.loads(line)["release"] for line in out.splitlines()], ["3.3", "3.2"])
        code, out, err = run("process", "--json", "--data", self.root / "data", "--today", "2026-05-10", "--out", self.root / "uit", "--releases",
                             self.releases, new, old)
        self.assertEqual(code, 0, out + err)
        self.assertEqual([json.loads(line)["besluit"]["release"] for line in out.splitlines()], ["3.3", "3.2"])
        self.assertIn("/3_3/wmo302/", (self.root / "uit/nieuw.WMO302.xml").read_text())
        self.assertIn("/3_2/wmo302/", (self.root / "uit/oud.WMO302.xml").read_text())

    def test_serve(self):
        with Daemon(self.root / "data", releases=str(self.releases)) as daemon:
            for xml, release in ((self.new, "3.3"), (self.old, "3.2")):
                status, _, body = daemon.post(xml.encode())
                self.assertEqual(status, 201, body)
                self.assertEqual(json.loads(body)["release"], release)

    def test_lists_and_rules(self):
        code, out, _ = run("codelijst")
        self.assertEqual(code, 0)
        self.assertIn("gemeenten", out)
        code, out, _ = run("codelijst", "productcategorieen", "--releases", self.releases, "--json")
        self.assertEqual(code, 0)
        lijst = json.loads(out)
        self.assertEqual(lijst["release"], "3.3")
        self.assertIn({"code": "19", "domein": "wmo", "van": None, "tot": None, "omschrijving": "proefcategorie"}, lijst["codes"])
        code, out, _ = run("codelijst", "productcategorieen", "--releases", self.releases, "--release", "3.2")
        self.assertEqual(code, 0)
        self.assertNotIn("proefcategorie", out)
        self.assertEqual(run("codelijst", "bestaat-niet")[0], 2)

        def rules(release):
            return {rule["regel"]: rule for rule in json.loads(run("rules", "--json", "--releases", self.releases, "--release", release)[1])}

        self.assertIn("TR304", rules("3.2"))
        self.assertNotIn("TR304", rules("3.3"))
        self.assertEqual((rules("3.2")["TR338"]["retourcode"], rules("3.3")["TR338"]["retourcode"]), ("9338", "9339"))
        code, _, err = run("rules", "--release", "4.0")
        self.assertEqual(code, 2)
        self.assertIn("Release 4.0 is er niet.", err)

    def test_all_faults_at_once(self):
        with open(self.releases / "3.3/codelijsten/gemeenten.csv", "a") as file:
            file.write("9996;;2026-02-30;;Fout\n")
        with open(self.releases / "3.3/regels.csv", "a") as file:
            file.write("ZZ001;;\n")
        new = self.file("nieuw.xml", self.new)
        config = self.file("k.toml", f'luister = "127.0.0.1:0"\ndata = "{self.root}/data"\nreleases = "{self.releases}"\n')
        for arguments in (("check", "--releases", self.releases, new), ("serve", "--config", config)):
            code, _, err = run(*arguments)
            self.assertEqual(code, 2)
            self.assertRegex(err, r"3\.3/codelijsten/gemeenten\.csv:\d+:\d+: De datum klopt niet")
            self.assertRegex(err, r"3\.3/regels\.csv:\d+:1: Deze regel kent ketenpoort niet")


if __name__ == "__main__":
    unittest.main()
