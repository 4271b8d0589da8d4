"""The case chain over HTTP: right and wrong questions, out-of-order arrival, as known on a day."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from daemon import BINARY, Daemon

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import bericht  # noqa: E402

EERSTE, LATER = "2026-06-01", "2026-06-10"
NUMMER = 4711


def versie(identificatie, dag, volume):
    product = bericht.product(NUMMER, volume=volume, toewijzingsdatum=dag)
    return bericht.toewijzing("wmo", [product], bsn=bericht.test_bsn(3), identificatie=identificatie, dagtekening=dag).xml().encode()


class KetenTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        data = pathlib.Path(cls.directory.name) / "data"
        # The later version arrives first.
        with Daemon(data, vandaag=EERSTE) as daemon:
            assert daemon.post(versie("V2", "2026-02-01", 5))[0] == 201
        cls.daemon = Daemon(data, vandaag=LATER)
        assert cls.daemon.post(versie("V1", "2026-01-05", 3))[0] == 201

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.directory.cleanup()

    def ask(self, path, status=200):
        answer = self.daemon.get(path)
        self.assertEqual(answer[0], status, answer[2][:300])
        return json.loads(answer[2])

    def path(self):
        gemeente = json.loads(self.daemon.get("/v1/berichten/1")[2])["afzender"]
        return f"/v1/toewijzingen/{gemeente}/wmo/{NUMMER}"

    def test_the_latest_version_counts_whatever_came_last(self):
        keten = self.ask(self.path())
        self.assertEqual([stap["bericht"] for stap in keten["stappen"]], [1, 2])
        self.assertEqual(keten["versie"]["toewijzingsdatum"], "2026-02-01")
        self.assertEqual(keten["versie"]["omvang"]["volume"], 5)
        self.assertEqual([stap["gebeurtenissen"][0]["geldt"] for stap in keten["stappen"]], [True, False])
        self.assertEqual([stap["stand"]["lopende_debetten"] for stap in keten["stappen"]], [0, 0])
        self.assertIsNone(keten["op"])

    def test_as_it_was_known_on_a_day(self):
        path = self.path()
        for dag, berichten in (("2026-06-01", [1]), ("2026-06-09", [1]), ("2026-06-10", [1, 2]), ("2027-01-01", [1, 2])):
            keten = self.ask(f"{path}?op={dag}")
            self.assertEqual([stap["bericht"] for stap in keten["stappen"]], berichten, dag)
            self.assertEqual(keten["op"], dag)
        self.assertEqual(self.ask(f"{path}?op=2026-0%36-09")["op"], "2026-06-09")
        problem = self.ask(f"{path}?op=2026-05-31", 404)
        self.assertIn("Op die dag", problem["detail"])

    def test_no_bsn_is_in_it(self):
        self.assertNotIn(bericht.test_bsn(3), json.dumps(self.ask(self.path())))

    def test_unknown_numbers(self):
        path = self.path()
        for other in (path[:-1] + "2", path.replace("wmo", "jw"), path.replace(path.split("/")[3], "9999")):
            self.assertIn("niets bekend", self.ask(other, 404)["detail"])

    def test_wrong_questions_are_told_the_form(self):
        path = self.path()
        gemeente = path.split("/")[3]
        for wrong, word in ((path.replace(gemeente, "12"), "vier cijfers"), (path.replace(gemeente, "%31"), "vier cijfers"),
                            (path.replace("wmo", "WMO"), "wmo of jw"), (path + "x", "ToewijzingNummer"),
                            (f"/v1/toewijzingen/{gemeente}/wmo/0{NUMMER}", "ToewijzingNummer"), (path + "?op=31-05-2026", "JJJJ-MM-DD"),
                            (path + "?op=2026-02-30", "JJJJ-MM-DD"), (path + "?op=", "waarde"), (path + "?op=2026-06-01&op=2026-06-01", "één keer"),
                            (path + "?datum=2026-06-01", "datum"), (path + "?op=%zz", "gecodeerd"), (path + "?", "parameter")):
            with self.subTest(wrong):
                problem = self.ask(wrong, 400)
                self.assertIn(word, problem["detail"])

    def test_a_value_in_the_address_is_decoded_once(self):
        path = self.path()
        gemeente = path.split("/")[3]
        gecodeerd = path.replace(gemeente, "%" + gemeente[:1].encode().hex() + gemeente[1:])
        self.assertEqual(self.ask(gecodeerd), self.ask(path))
        self.assertIn("vier cijfers", self.ask(path.replace(gemeente, "%2530123"), 400)["detail"])

    def test_it_is_only_looked_at(self):
        status, headers, _ = self.daemon.request("POST", self.path(), b"x", {"Content-Type": "application/json"})
        self.assertEqual((status, headers["allow"]), (405, "GET, HEAD"))

    def test_the_command_line_asks_the_daemon(self):
        _, _, _, gemeente, domein, nummer = self.path().split("/")
        run = subprocess.run([BINARY, "keten", "--url", f"http://127.0.0.1:{self.daemon.port}", "--op", EERSTE, gemeente, domein, nummer],
                             stdout=subprocess.PIPE, text=True, check=True)
        self.assertIn(f"Toewijzing {NUMMER} van gemeente {gemeente} (Wmo)", run.stdout)
        self.assertIn("zoals bekend op 01-06-2026", run.stdout)
        for arguments in (["--op", "gisteren", gemeente, domein, nummer], [gemeente, domein, "1"], ["--data", "x", gemeente, domein, nummer]):
            run = subprocess.run([BINARY, "keten", "--url", f"http://127.0.0.1:{self.daemon.port}", *arguments], stderr=subprocess.PIPE, check=False)
            self.assertEqual(run.returncode, 2, arguments)
            self.assertTrue(run.stderr)


if __name__ == "__main__":
    unittest.main()
