"""The access log of a real daemon: every route that shows anything of persons leaves its record before it answers, and no other shows a BSN."""

import json
import pathlib
import re
import subprocess
import sqlite3
import sys
import tempfile
import unittest

from daemon import BINARY, XML, Daemon, bericht
from tls_test import WithDaemon

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import paginasom  # noqa: E402

JSON = {"Content-Type": "application/json"}
EIGEN, ANDER = "999900006", "999900018"
ROW = re.compile(r'\{Route::(\w+), "([^"]*)", "(\w+)", Persoonsgegevens::(\w+),\s*Inhoud::(\w+)')
BSN = re.compile(rb"(?<!\d)\d{9}(?!\d)")


def rows():
    """Every row of the table of routes: name -> (path, what it shows, method)."""
    source = (ROOT / "gateway/http/router.cpp").read_text()
    found = {name: (path, shows, {"geen": "GET", "wissen": "DELETE"}.get(body, "POST")) for _, path, name, shows, body in ROW.findall(source)}
    assert len(found) == len(re.findall(r"^    \{Route::", source, re.M)), "a row that the test does not understand"
    return found


def run(*arguments, code=0, **kw):
    done = subprocess.run([BINARY, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **kw)
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout if code != 2 else done.stderr


def change(data, *statements):
    """Changes a store that nobody has open, page checksums and all."""
    db = sqlite3.connect(data / "ketenpoort.db", isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    paginasom.zet_sommen(data / "ketenpoort.db")


def traffic(daemon):
    """A toewijzing for each of two clients, one of which is declared on and one of which asks for something."""
    for made in (bericht.toewijzing(producten=[bericht.product(1001)], bsn=EIGEN, identificatie="T1"),
                 bericht.toewijzing(producten=[bericht.product(1002)], bsn=ANDER, identificatie="T2"),
                 bericht.declaratie(clienten=[(EIGEN, [bericht.prestatie("RA1", 1001)])]),
                 bericht.verzoek_toewijzing(bsn=ANDER)):
        status, _, body = daemon.post(made.xml().encode())
        assert status == 201, body


def log_of(daemon, query=""):
    status, _, body = daemon.get("/v1/inzage?aantal=500" + query, headers={"Ketenpoort-Gebruiker": "de.toets"})
    assert status == 200, body
    return json.loads(body)["inzagen"]


class Routes(unittest.TestCase):
    """The list of routes joined with the log."""

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        top = pathlib.Path(cls.directory.name)
        cls.daemon = Daemon(top / "data")
        traffic(cls.daemon)
        cls.uit = json.loads(cls.daemon.get("/v1/uit?toestand=alle")[2])["uit"]
        cls.rows = rows()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.directory.cleanup()

    def questions(self):
        """How each route is asked: path, body and content type. A route that is not here fails the test."""
        werk = json.loads(self.daemon.get("/v1/werkvoorraad?toestand=alle")[2])["werk"]
        item = werk[0]["id"] if werk else 1
        organisatie, first = self.uit[0]["bestemming"], self.uit[0]["id"]
        message = bericht.toewijzing(producten=[bericht.product(1009)], bsn=EIGEN, identificatie="T9").xml().encode()
        zoek = json.dumps({"bsn": EIGEN}).encode()
        return {
            "index": ("/",), "berichten": ("/v1/berichten", message, XML), "proef": ("/v1/proef", message, XML), "bericht": ("/v1/berichten/1",),
            "origineel": ("/v1/berichten/1/origineel",), "retour": ("/v1/berichten/1/retour",), "besluit": ("/v1/berichten/1/besluit",),
            "toewijzing": ("/v1/toewijzingen/0384/wmo/1001",), "dossier": ("/v1/toewijzingen/0384/wmo/7777/dossier",),
            "herhaling": ("/v1/herhaling",), "werkvoorraad": ("/v1/werkvoorraad",), "werk": (f"/v1/werkvoorraad/{item}",),
            "werkbesluit": (f"/v1/werkvoorraad/{item + 1000}/besluit", b'{"besluit":"gezien","door":"J. Jansen"}', JSON),
            "budgetten": ("/v1/budgetten",), "budgetboekingen": ("/v1/budgetten/geen/boekingen",), "rapporten": ("/v1/rapporten",),
            "rapport": ("/v1/rapporten/regels?bericht=3",), "audit_checkpoint": ("/v1/audit/checkpoint",), "audit_checkpoints": ("/v1/audit/checkpoints",),
            "audit_tegel": ("/v1/audit/tegels/0/0",), "audit_opname": ("/v1/audit/opname/1",), "audit_groei": ("/v1/audit/groei?van=0&tot=0",),
            "inzagelog": ("/v1/inzage",), "inzage_zoeken": ("/v1/inzage/_zoek", zoek, JSON),
            "inzage_melden": ("/v1/inzage", b'{"opdracht":"audit prove","toewijzing":"0384/wmo/1001"}', JSON),
            "ggk0210": ("/soap/ggk0210", b"<x/>", {"Content-Type": "text/xml"}), "ggk0210_wsdl": ("/soap/ggk0210?wsdl",),
            "uit": ("/v1/uit",), "uit_een": (f"/v1/uit/{first}",), "uit_opnieuw": (f"/v1/uit/{first}/opnieuw", b'{"door":"J. Jansen"}', JSON),
            "uit_alle_opnieuw": ("/v1/uit/opnieuw", b'{"door":"J. Jansen"}', JSON), "postbus": (f"/v1/postbus/{organisatie}",),
            "postbus_bericht": (f"/v1/postbus/{organisatie}/{first}",), "postbus_bevestigd": (f"/v1/postbus/{organisatie}/99999",),
            "termijnen": ("/v1/termijnen",), "vsp_berichten": ("/berichten", b"x", {"Content-Type": "multipart/form-data; boundary=x"}),
            "vsp_lijst": ("/berichten",), "vsp_zoeken": ("/berichten/zoeken", b"{}", JSON),
            "vsp_statussen": ("/berichtstatussen?traceerId=12345678-1234-4123-8123-123456789012",),
            "vsp_payload": ("/berichten/12345678-1234-4123-8123-123456789012/payload",),
            "vsp_bevestigd": ("/berichten/12345678-1234-4123-8123-123456789012",),
            "berichten_lijst": ("/v1/berichten",), "berichten_zoek": ("/v1/berichten/_zoek", zoek, JSON), "vandaag": ("/v1/vandaag",),
            "tellingen": ("/v1/tellingen?per=dag",), "afkeur": ("/v1/afkeur?per=regel",), "bevindingen": ("/v1/bevindingen",),
            "contracten": ("/v1/contracten",), "contract": ("/v1/contracten/geen",), "contract_verschil": ("/v1/contracten/geen/verschillen?met=anders",),
            "whatif": ("/v1/whatif",), "whatif_begin": ("/v1/whatif", b'{"bundel":"geen","van":"2026-01-01","tot":"2026-01-31"}', JSON),
            "whatif_een": ("/v1/whatif/geen",), "whatif_wissen": ("/v1/whatif/geen",),
            "partners": ("/v1/partners",), "regels": ("/v1/regels",), "console": ("/console/",), "openapi": ("/v1/openapi.json",),
            "gebeurtenissen": None,  # a stream without an end: tests/openapi and the test of events look at what is in it
            "sessie": ("/v1/sessie",), "sessie_begin": ("/v1/sessie", b'{"gebruiker":"a","wachtwoord":"b"}', JSON), "sessie_einde": ("/v1/sessie",),
            "sessie_oidc": ("/v1/sessie/oidc",), "sessie_oidc_terug": ("/v1/sessie/oidc/terug?code=a&state=b",), "gebruikers": ("/v1/gebruikers",),
            "gebruiker_bewaren": ("/v1/gebruikers", b"{}", JSON), "gebruiker_verwijderen": ("/v1/gebruikers/niemand",),
            "contract_activering": ("/v1/contracten/geen/activering", b"{}", JSON), "contract_intrekking": ("/v1/contracten/geen/activering",),
            "metrics": ("/metrics",), "live": ("/health/live",), "ready": ("/health/ready",),
        }

    def test_every_route_that_shows_persons_is_recorded_and_no_other_shows_a_bsn(self):
        asked = self.questions()
        self.assertEqual(set(self.rows) - set(asked), set(), "a route that this test does not know how to ask")
        given = set()
        for name, (_, shows, method) in self.rows.items():
            if asked[name] is None:
                continue
            path, body, headers = (*asked[name], None, None)[:3]
            before = log_of(self.daemon)[0]["id"]
            reden = f"toets van {name}"
            status, _, answer = self.daemon.request(method, path, body, {**(headers or {}), "Ketenpoort-Gebruiker": "a.b", "Ketenpoort-Reden": reden})
            with self.subTest(name, status=status):
                added = [r for r in log_of(self.daemon) if r["id"] > before and r["wat"] == name and r["reden"] == reden]
                if shows == "geen":
                    self.assertEqual(added, [])
                else:
                    self.assertIn(status, (200, 201, 404), answer[:300])
                    self.assertEqual(len(added), 1)
                    record = added[0]
                    self.assertEqual((record["wie"], record["vanwaar"]), ("gebruiker a.b", "127.0.0.1"))
                    self.assertEqual(record["resultaat"], "niet_gevonden" if status == 404 else "gegeven")
                    given |= {name} if status != 404 else set()
                if shows != "bsn":
                    for digits in BSN.findall(answer):
                        self.assertFalse(digits in (EIGEN.encode(), ANDER.encode()), name)
        # Those that this store has something for did show it.
        self.assertTrue({"bericht", "origineel", "retour", "besluit", "toewijzing", "werkvoorraad", "rapport", "postbus_bericht", "inzagelog",
                         "inzage_zoeken", "inzage_melden", "berichten_lijst", "berichten_zoek"} <= given, given)

    def test_whose_messages_were_in_it(self):
        for path, berichten in (("/v1/berichten/2/origineel", [2]), ("/v1/rapporten/regels?bericht=3", [3]), ("/v1/toewijzingen/0384/wmo/1002", [])):
            self.assertEqual(self.daemon.get(path)[0], 200, path)
            self.assertEqual(log_of(self.daemon)[0]["berichten"], berichten, path)

    def test_a_citizen_sees_who_saw_their_file_and_that_search_is_recorded(self):
        def overview(bsn):
            status, _, body = self.daemon.request("POST", "/v1/inzage/_zoek", json.dumps({"bsn": bsn}), {**JSON, "Ketenpoort-Reden": "verzoek van de burger"})
            self.assertEqual(status, 200, body)
            self.assertNotIn(bsn, body.decode())
            return [(r["wat"], r["object"]) for r in json.loads(body)["inzagen"]]

        daemon = self.daemon
        self.assertEqual(daemon.get("/v1/berichten/2/retour")[0], 200)   # of ANDER
        self.assertEqual(daemon.get("/v1/toewijzingen/0384/wmo/1001")[0], 200)  # of EIGEN
        self.assertEqual(daemon.get("/v1/berichten/3/besluit")[0], 200)  # of EIGEN
        mine, other = overview(EIGEN), overview(ANDER)
        self.assertEqual(mine[:2], [("besluit", "3"), ("toewijzing", "gemeente=0384 domein=wmo nummer=1001")])
        self.assertIn(("retour", "2"), other)
        self.assertNotIn(("retour", "2"), mine)
        self.assertNotIn(("besluit", "3"), other)
        self.assertEqual(overview(EIGEN)[0][0], "inzage_zoeken")
        self.assertNotIn(EIGEN, json.dumps(log_of(daemon)))

    def test_wrong_questions_are_told_the_form(self):
        for path, word in (("van=2026-02-30", "JJJJ-MM-DD"), ("aantal=0", "1 t/m"), ("bericht=x", "nummer"), ("formaat=html", "json of csv"), ("wie=%01", "wie")):
            status, _, body = self.daemon.get("/v1/inzage?" + path)
            self.assertEqual((status, word in body.decode()), (400, True), body)
        for body in (b"{", b"[]", b'{"bsn":"123"}', b'{"bsn":123456782,"x":1}', b'{"bsn":"999900007"}', b'{"van":"2026-01-01"}'):
            self.assertEqual(self.daemon.request("POST", "/v1/inzage/_zoek", body, JSON)[0], 400, body)
        for headers in ({"Ketenpoort-Gebruiker": "met spatie"}, {"Ketenpoort-Reden": f"over {EIGEN}"}, {"Ketenpoort-Gebruiker": EIGEN}):
            status, _, body = self.daemon.get("/v1/berichten/1/origineel", headers=headers)
            self.assertEqual(status, 400, body)
            self.assertNotIn(EIGEN.encode(), body)
            self.assertEqual(self.daemon.get("/health/live", headers=headers)[0], 200)

    def test_pages_and_csv(self):
        for _ in range(5):
            self.daemon.get("/v1/berichten/1", headers={"Ketenpoort-Gebruiker": "b.laders"})
        seen, path = [], "/v1/inzage?wie=gebruiker%20b.laders&aantal=2"
        while path:
            page = json.loads(self.daemon.get(path)[2])
            seen += [r["id"] for r in page["inzagen"]]
            path = page["volgende"]
        self.assertEqual(len(seen), 5)
        self.assertEqual(seen, sorted(seen, reverse=True))
        status, headers, body = self.daemon.get("/v1/inzage?wie=gebruiker%20b.laders&formaat=csv")
        self.assertEqual((status, headers["content-type"]), (200, "text/csv; charset=utf-8"))
        self.assertEqual(len(body.decode().splitlines()), 6)
        self.assertEqual([int(line.split(";")[0]) for line in body.decode().lstrip("\ufeff").splitlines()[1:]], seen)

    def test_metrics_count_by_kind_and_result(self):
        before = self.daemon.metric("ketenpoort_inzage_total")
        self.daemon.get("/v1/berichten/1")
        self.daemon.get("/v1/berichten/4711")
        self.assertEqual(self.daemon.metric("ketenpoort_inzage_total"), before + 2)
        self.assertIn('ketenpoort_inzage_total{resultaat="niet_gevonden",soort="bericht"}', self.daemon.get("/metrics")[2].decode())


class Reden(unittest.TestCase):
    def test_where_a_reason_is_required_there_is_no_bsn_without_one(self):
        with tempfile.TemporaryDirectory() as directory, Daemon(directory + "/data", inzage_reden="verplicht") as daemon:
            traffic(daemon)
            status, headers, body = daemon.get("/v1/berichten/1/origineel", headers={"Ketenpoort-Gebruiker": "a.b"})
            self.assertEqual((status, headers["content-type"]), (403, "application/problem+json"))
            self.assertNotIn(EIGEN.encode(), body)
            self.assertIn("Ketenpoort-Reden", json.loads(body)["detail"])
            self.assertEqual(daemon.get("/v1/berichten/1/besluit")[0], 200)
            self.assertEqual(daemon.get("/v1/berichten/1/origineel", headers={"Ketenpoort-Reden": "klacht 7"})[0], 200)
            self.assertEqual([(r["resultaat"], r["reden"]) for r in log_of(daemon) if r["wat"] == "origineel"], [("gegeven", "klacht 7"), ("geweigerd", "")])


class NoRecordNoData(unittest.TestCase):
    def test_what_cannot_be_recorded_is_not_shown(self):
        with tempfile.TemporaryDirectory() as directory:
            data = pathlib.Path(directory) / "data"
            with Daemon(data) as daemon:
                traffic(daemon)
            change(data, "CREATE TRIGGER inzage_faalt BEFORE INSERT ON inzage BEGIN SELECT RAISE(ABORT, 'proef'); END")
            with Daemon(data) as daemon:
                status, _, body = daemon.get("/v1/berichten/1/origineel")
                self.assertEqual(status, 503, body)
                self.assertNotIn(EIGEN.encode(), body)
                self.assertIn("niets getoond", body.decode())


class Partners(WithDaemon):
    def test_a_partner_is_who_its_certificate_says(self):
        message = bericht.toewijzing(producten=[bericht.product(1001)], bsn=EIGEN, identificatie="T1").xml().encode()
        status, headers, body = self.request("gemeente", "POST", "/v1/berichten", message, XML)
        self.assertEqual(status, 201, body)
        own = headers["location"]
        self.assertEqual(self.request("gemeente", "GET", own + "/origineel", headers={"Ketenpoort-Gebruiker": "a.nders"})[0], 200)
        self.assertEqual(self.request("aanbieder", "GET", own + "/origineel")[0], 404)
        self.assertEqual(self.request("gemeente", "GET", "/v1/werkvoorraad")[0], 403)
        records = [(r["wie"].split()[0], r["wat"], r["resultaat"]) for r in log_of(self.daemon)]
        self.assertEqual(records[:3], [("oin", "werkvoorraad", "geweigerd"), ("oin", "origineel", "niet_gevonden"), ("oin", "origineel", "gegeven")])
        self.assertEqual(len({r["wie"] for r in log_of(self.daemon) if r["wie"].startswith("oin")}), 2)


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.data = pathlib.Path(cls.directory.name) / "data"
        with Daemon(cls.data) as daemon:
            traffic(daemon)
        run("audit", "checkpoint", "--data", cls.data)

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def log(self, *more, **kw):
        return [json.loads(line) for line in run("inzage", "--data", self.data, "--json", *more, **kw).splitlines()]

    def test_what_a_command_shows_is_recorded(self):
        out = pathlib.Path(self.directory.name) / "dossier.zip"
        for wat, arguments in (("keten", ["keten", "0384", "wmo", "1001"]), ("werkvoorraad", ["werkvoorraad", "--toestand", "alle"]),
                               ("report", ["report", "regels", "--bericht", "3"]),
                               ("audit prove", ["audit", "prove", "--toewijzing", "0384/wmo/1001", "--uit", out])):
            with self.subTest(wat):
                before = self.log()[0]["id"]
                run(*arguments, "--data", self.data, "--reden", "controle")
                added = [r for r in self.log() if r["id"] > before and r["wat"] == wat]
                self.assertEqual(len(added), 1)
                self.assertEqual((added[0]["reden"], added[0]["wie"].split()[0]), ("controle", "systeem"))
        run("audit", "verify", "--data", self.data)

    def test_the_overview_of_a_citizen_reads_the_bsn_from_standard_input(self):
        run("report", "regels", "--bericht", "3", "--data", self.data)
        mine = self.log("--client", "-", input=EIGEN + "\n")
        self.assertTrue({"inzage", "report"} <= {r["wat"] for r in mine}, mine)
        self.assertEqual({r["wat"] for r in self.log("--client", "-", input=ANDER + "\n")} & {"report"}, set())
        self.assertIn("elfproef", run("inzage", "--data", self.data, "--client", "-", input="123\n", code=2))

    def test_a_removed_record_is_found(self):
        run("keten", "0384", "wmo", "1001", "--data", self.data)
        copy = pathlib.Path(self.directory.name) / "kopie"
        subprocess.run(["cp", "-r", self.data, copy], check=True)
        run("audit", "verify", "--data", copy)
        change(copy, "DROP TRIGGER inzage_blijft_u", "UPDATE inzage SET wie = 'systeem ander' WHERE wat = 'keten'")
        self.assertIn("inzagelog", run("audit", "verify", "--data", copy, code=1))


if __name__ == "__main__":
    unittest.main()
