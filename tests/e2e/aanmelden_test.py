"""Signing in at a real daemon: sessions, pages that are not ours, guessing, masked BSNs, users, and the second pair of eyes."""

import http.client
import json
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

from aangemeld import JSON, WACHTWOORD, Aangemeld, voeg_toe
from daemon import BINARY, Daemon, bericht
from plafond_test import BUNDLE

EIGEN = "999900006"


def bundel(folder, versie, tarief="70,00"):
    folder.mkdir()
    for name, text in BUNDLE.items():
        (folder / name).write_text(text.replace('versie = "1"', f'versie = "{versie}"').replace("70,00", tarief).replace("2800,99", "990000,00"))
    return folder


class Aanmelden(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        cls.top = pathlib.Path(cls.directory.name)
        data = cls.top / "data"
        for versie in ("1", "2", "3"):
            done = subprocess.run([BINARY, "contract", "import", "--data", str(data), *(["--voorstel"] if versie != "1" else []),
                                   str(bundel(cls.top / versie, versie, f"7{versie},00"))], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        voeg_toe(data, "b.office", "backoffice", "0384", naam="Bea Office")
        voeg_toe(data, "a.alles", "auditor,toezicht")
        voeg_toe(data, "c.contract", "contractbeheer", "0384")
        voeg_toe(data, "d.diemen", "contractbeheer", "0363")
        voeg_toe(data, "e.beheer", "beheer")
        cls.data = data
        cls.daemon = Daemon(data)
        cls.addClassCleanup(cls.daemon.stop)
        for made in (bericht.toewijzing(bsn=EIGEN), bericht.verzoek_toewijzing(bsn=EIGEN)):
            status, _, body = cls.daemon.post(made.xml().encode())
            assert status == 201, body

    def inlog(self, gebruiker, wachtwoord=WACHTWOORD, **headers):
        return self.daemon.request("POST", "/v1/sessie", json.dumps({"gebruiker": gebruiker, "wachtwoord": wachtwoord}).encode(), {**JSON, **headers})

    def test_session(self):
        status, headers, body = self.daemon.get("/v1/sessie")
        self.assertEqual((status, json.loads(body)["aanmelden"]), (401, {"lokaal": True, "oidc": None}))
        self.assertIn("www-authenticate", headers)
        who = Aangemeld(self.daemon, "b.office")
        self.assertEqual(set(who.set_cookie.split("; ")[1:]), {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"})
        self.assertGreaterEqual(len(who.cookie), len("__Host-sid=") + 43)
        status, _, body = who.get("/v1/sessie")
        seen = json.loads(body)
        self.assertEqual(status, 200)
        self.assertEqual((seen["gebruiker"], seen["naam"], seen["rollen"], seen["gemeenten"], seen["via"]),
                         ("b.office", "Bea Office", ["backoffice"], ["0384"], "lokaal"))
        self.assertEqual(seen["csrf"], who.sessie["csrf"])
        other = Aangemeld(self.daemon, "b.office")
        self.assertNotEqual(other.cookie, who.cookie)
        status, headers, _ = who.request("DELETE", "/v1/sessie")
        self.assertEqual((status, "Max-Age=0" in headers["set-cookie"]), (204, True))
        # It ended on the server: the secret is worth nothing any more, and is not taken for the own system.
        for path in ("/v1/sessie", "/v1/berichten", "/metrics"):
            self.assertEqual(who.get(path)[0], 401, path)
        self.assertEqual(other.get("/v1/berichten")[0], 200)
        self.assertEqual(self.daemon.get("/v1/berichten", headers={"Cookie": "__Host-sid=verzonnen"})[0], 401)
        self.assertEqual(self.daemon.get("/v1/berichten", headers={"Cookie": f"{other.cookie}; {other.cookie}"})[0], 400)
        self.assertEqual(self.daemon.get("/v1/berichten", headers={"Cookie": "iets=anders"})[0], 200)
        # A session says who it is; nobody else is named beside it.
        self.assertEqual(other.get("/v1/berichten", Ketenpoort_Gebruiker="iemand")[0], 400)

    def test_wrong_passwords_and_names_get_one_answer(self):
        wrong = self.inlog("b.office", "helemaal verkeerd")
        unknown = self.inlog("bestaat.niet", "helemaal verkeerd")
        self.assertEqual((wrong[0], wrong[2]), (401, unknown[2]))
        self.assertEqual(unknown[0], 401)
        for body in (b"{}", b"[]", b"x", b'{"gebruiker":"a","wachtwoord":1}', b'{"gebruiker":"a","wachtwoord":"b","c":"d"}'):
            self.assertEqual(self.daemon.request("POST", "/v1/sessie", body, JSON)[0], 400, body)

    def test_guessing_is_slowed(self):
        before = self.daemon.metric("ketenpoort_beveiliging_total")
        got = [self.inlog("geraden", f"poging nummer {n}", **{"X-Forwarded-For": "192.0.2.77"}) for n in range(6)]
        self.assertEqual([status for status, _, _ in got], [401] * 4 + [429] * 2)
        self.assertTrue(all(int(headers["retry-after"]) >= 1 for status, headers, _ in got if status == 429))
        self.assertGreaterEqual(self.daemon.metric("ketenpoort_beveiliging_total"), before + 6)
        self.assertTrue(any('"aanmelden_geremd"' in line for line in self.daemon.log))
        self.assertFalse(any("geraden" in line or "192.0.2.77" in line for line in self.daemon.log))
        # Somebody else at another place is not slowed by it.
        self.assertEqual(self.inlog("e.beheer", **{"X-Forwarded-For": "192.0.2.78"})[0], 201)

    def test_other_pages_change_nothing(self):
        who = Aangemeld(self.daemon, "b.office")
        path, body = "/v1/werkvoorraad/1/besluit", {"besluit": "gezien"}
        for headers in ({"Ketenpoort_Csrf": None}, {"Ketenpoort_Csrf": "x"}, {"Origin": "https://boos.example"}, {"Sec_Fetch_Site": "cross-site"},
                        {"Sec_Fetch_Site": "same-site"}, {"Origin": None, "Sec_Fetch_Site": None}, {"Origin": "null"}):
            self.assertEqual(who.post(path, body, **headers)[0], 403, headers)
            self.assertEqual(who.request("DELETE", "/v1/sessie", **headers)[0], 403, headers)
        self.assertEqual(who.get("/v1/sessie")[0], 200)
        self.assertNotEqual(who.post("/v1/berichten/_zoek", {}, Origin=None)[0], 403)
        self.assertEqual(self.inlog("b.office", Origin="https://boos.example")[0], 403)
        self.assertEqual(self.inlog("b.office", **{"Sec-Fetch-Site": "cross-site"})[0], 403)

    def test_xml_asks_why_and_the_log_says_who(self):
        who = Aangemeld(self.daemon, "b.office")
        for part in ("origineel", "retour"):
            status, _, body = who.get(f"/v1/berichten/1/{part}")
            self.assertEqual((status, json.loads(body)["type"]), (403, "urn:ketenpoort:probleem:reden"))
            status, _, body = who.get(f"/v1/berichten/1/{part}", Ketenpoort_Reden="bezwaar 12")
            self.assertEqual(status, 200)
            self.assertTrue(EIGEN.encode() in body or part == "retour")
        rows = json.loads(Aangemeld(self.daemon, "a.alles").get("/v1/inzage?wie=gebruiker%20b.office&bericht=1")[2])["inzagen"]
        self.assertEqual({(row["wat"], row["reden"]) for row in rows if row["resultaat"] == "gegeven" and row["reden"]},
                         {("origineel", "bezwaar 12"), ("retour", "bezwaar 12")})

    def test_a_decision_is_of_who_signed_in(self):
        who = Aangemeld(self.daemon, "b.office")
        item = json.loads(who.get("/v1/werkvoorraad?soort=verzoek")[2])["werk"][0]["id"]
        status, _, body = who.post(f"/v1/werkvoorraad/{item}/besluit", {"besluit": "in_onderzoek", "door": "iemand anders"})
        self.assertEqual(status, 200, body)
        self.assertEqual(json.loads(who.get(f"/v1/werkvoorraad/{item}")[2])["besluiten"][-1]["door"], "b.office")

    def test_events_stop_with_the_session(self):
        who = Aangemeld(self.daemon, "b.office")
        connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=20)
        connection.request("GET", "/v1/gebeurtenissen", headers={"Cookie": who.cookie})
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        self.assertTrue(answer.fp.readline())
        who.request("DELETE", "/v1/sessie")
        while answer.fp.readline():
            pass
        connection.close()

    def test_users_over_the_api(self):
        who = Aangemeld(self.daemon, "e.beheer")
        new = {"gebruiker": "f.nieuw", "naam": "F. Nieuw", "rollen": ["backoffice"], "gemeenten": ["0384"], "wachtwoord": WACHTWOORD}
        self.assertEqual(who.post("/v1/gebruikers", {key: value for key, value in new.items() if key != "wachtwoord"})[0], 400)
        status, _, body = who.post("/v1/gebruikers", new)
        self.assertEqual((status, "wachtwoord" in json.loads(body)), (201, False))
        for change in ({"rollen": []}, {"rollen": ["baas"]}, {"gemeenten": ["12"]}, {"gemeenten": ["*", "0384"]}, {"wachtwoord": "kort"}, {"gebruiker": "met spatie"},
                       {"gebruiker": EIGEN}, {"naam": ""}, {"kleur": "rood"}):
            self.assertEqual(who.post("/v1/gebruikers", {**new, **change})[0], 400, change)
        nieuw = Aangemeld(self.daemon, "f.nieuw")
        self.assertEqual(nieuw.get("/v1/gebruikers")[0], 403)
        # Other roles end the session; so does going.
        self.assertEqual(who.post("/v1/gebruikers", {**new, "rollen": ["contractbeheer"], "wachtwoord": "een ander wachtwoord"})[0], 200)
        self.assertEqual(nieuw.get("/v1/sessie")[0], 401)
        self.assertEqual(self.inlog("f.nieuw", **{"X-Forwarded-For": "192.0.2.1"})[0], 401)
        nieuw = Aangemeld(self.daemon, "f.nieuw", "een ander wachtwoord")
        self.assertEqual(nieuw.sessie["rollen"], ["contractbeheer"])
        self.assertEqual(who.request("DELETE", "/v1/gebruikers/f.nieuw")[0], 204)
        self.assertEqual(nieuw.get("/v1/contracten")[0], 401)
        self.assertEqual(who.request("DELETE", "/v1/gebruikers/f.nieuw")[0], 404)
        self.assertEqual(who.request("DELETE", "/v1/gebruikers/e.beheer")[0], 400)
        self.assertIn("b.office", {one["gebruiker"] for one in json.loads(who.get("/v1/gebruikers")[2])["gebruikers"]})

    def test_the_second_pair_of_eyes(self):
        who = Aangemeld(self.daemon, "c.contract")
        staat = {one["versie"]: (one["staat"], one["voorgesteld_door"]) for one in json.loads(who.get("/v1/contracten")[2])["contracten"]}
        self.assertEqual({versie: one[0] for versie, one in staat.items()}, {"1": "actief", "2": "voorgesteld", "3": "voorgesteld"})
        self.assertTrue(staat["2"][1].startswith("systeem "))
        path = "/v1/contracten/plafond@2/activering"
        # Nobody who is not signed in, nor of another gemeente, whether it is there or not.
        self.assertEqual(self.daemon.request("POST", path, b"{}", JSON)[0], 401)
        other = Aangemeld(self.daemon, "d.diemen")
        for name in ("plafond@2", "bestaat.niet"):
            self.assertEqual(other.post(f"/v1/contracten/{name}/activering", {})[0], 403)
        self.assertEqual(Aangemeld(self.daemon, "a.alles").post(path, {})[0], 403)
        self.assertEqual(who.post(path, {"ja": True})[0], 400)
        status, _, body = who.post(path, {})
        self.assertEqual((status, json.loads(body)["geactiveerd_door"]), (200, "gebruiker c.contract"), body)
        self.assertEqual(who.post(path, {})[0], 409)
        self.assertEqual(who.request("DELETE", "/v1/contracten/plafond@3/activering")[0], 204)
        self.assertEqual(who.request("DELETE", "/v1/contracten/plafond@3/activering")[0], 409)
        staat = {one["versie"]: one["staat"] for one in json.loads(who.get("/v1/contracten")[2])["contracten"]}
        self.assertEqual(staat, {"1": "inactief", "2": "actief", "3": "inactief"})


class Verplicht(unittest.TestCase):
    def test_without_users_nobody_has_to_sign_in(self):
        with tempfile.TemporaryDirectory() as top:
            with Daemon(pathlib.Path(top) / "data") as daemon:
                self.assertEqual(daemon.get("/v1/sessie")[0], 404)
                self.assertEqual(daemon.get("/v1/berichten")[0], 200)
            with Daemon(pathlib.Path(top) / "data", aanmelden="verplicht") as daemon:
                self.assertEqual(daemon.get("/v1/sessie")[0], 401)

    def test_signing_in_can_be_demanded_and_a_restart_signs_everybody_out(self):
        with tempfile.TemporaryDirectory() as top:
            data = pathlib.Path(top) / "data"
            voeg_toe(data, "a.alles", "auditor")
            with Daemon(data, aanmelden="verplicht", console_adres="https://poort.example.nl") as daemon:
                for path, expected in (("/", 200), ("/health/live", 200), ("/v1/openapi.json", 200), ("/v1/berichten", 401), ("/v1/sessie", 401), ("/v1/uit", 401)):
                    self.assertEqual(daemon.get(path)[0], expected, path)
                self.assertEqual(daemon.post(bericht.toewijzing().xml().encode())[0], 401)
                who = Aangemeld(daemon, "a.alles", origin="https://poort.example.nl")
                self.assertEqual(who.get("/v1/berichten")[0], 200)
                self.assertEqual(who.post("/v1/berichten/_zoek", {})[0], 200)
                self.assertEqual(who.post("/v1/berichten/_zoek", {}, Origin=f"http://127.0.0.1:{daemon.port}")[0], 403)
            with Daemon(data, aanmelden="verplicht") as daemon:
                self.assertEqual(daemon.get("/v1/berichten", headers={"Cookie": who.cookie})[0], 401)


class Opdracht(unittest.TestCase):
    def user(self, *arguments, code=0, invoer=None):
        done = subprocess.run([BINARY, "user", *arguments[:1], "--data", str(self.data), *arguments[1:]], input=invoer, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def test_the_command_keeps_users_and_the_audit_log_tells_of_it(self):
        with tempfile.TemporaryDirectory() as top:
            self.data = pathlib.Path(top) / "data"
            rights = ("--rol", "backoffice,auditor", "--gemeente", "0384,0363")
            self.user("add", "j.jansen", *rights, invoer="kort\n", code=2)
            self.user("add", "j.jansen", "--rol", "baas", "--gemeente", "*", invoer=WACHTWOORD + "\n", code=2)
            self.user("add", "j jansen", *rights, invoer=WACHTWOORD + "\n", code=2)
            self.user("add", "j.jansen", *rights, "--json", invoer=WACHTWOORD + "\n")
            self.user("add", "j.jansen", *rights, invoer=WACHTWOORD + "\n", code=2)
            self.user("password", "j.jansen", invoer="nog een lang wachtwoord\n")
            self.user("rollen", "j.jansen", "--rol", "toezicht")
            one = json.loads(self.user("list", "--json"))
            self.assertEqual((one["rollen"], one["gemeenten"]), (["toezicht"], ["0363", "0384"]))
            self.assertNotIn("wachtwoord", one)
            self.user("password", "p.pieters", invoer=WACHTWOORD + "\n", code=2)
            self.user("remove", "j.jansen")
            self.user("remove", "j.jansen", code=2)
            checked = subprocess.run([BINARY, "audit", "verify", "--data", str(self.data)], capture_output=True, text=True, check=False)
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
            db = sqlite3.connect(self.data / "ketenpoort.db")
            told = [text for (text,) in db.execute("SELECT tekst FROM daad ORDER BY audit_index")]
            db.close()
            self.assertEqual([text.split()[2] for text in told], ["toegevoegd", "wachtwoord", "rollen", "verwijderd"])
            self.assertFalse(any("argon2" in text or WACHTWOORD in text for text in told))


if __name__ == "__main__":
    unittest.main()
