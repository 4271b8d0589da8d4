"""Rights: every role at every operation of the description of the API, of their own gemeente and of another, against the daemon."""

import json
import pathlib
import subprocess
import tempfile
import unittest

from aangemeld import Aangemeld, voeg_toe
from daemon import BINARY, Daemon, bericht
from plafond_test import BUNDLE

EIGEN, ANDER = "0384", "0363"
ROLLEN = ("backoffice", "contractbeheer", "auditor", "toezicht", "beheer")
IEDEREEN = set(ROLLEN)
ZAAK = {"backoffice", "auditor"}
CONTRACT = {"contractbeheer", "auditor"}
TECHNIEK = {"beheer", "auditor"}
LOG = {"auditor", "toezicht"}

# What is expected, operation by operation: who may, and how it depends on the gemeente. "geen": it does not; "query", "body": a parameter;
# "ding": what the address names is of a gemeente; "alles": only for who has every gemeente.
VERWACHT = {
    "GET /": (IEDEREEN, "geen"), "GET /v1/openapi.json": (IEDEREEN, "geen"), "GET /health/live": (IEDEREEN, "geen"), "GET /health/ready": (IEDEREEN, "geen"),
    "GET /v1/sessie": (IEDEREEN, "geen"), "POST /v1/sessie": (IEDEREEN, "geen"), "DELETE /v1/sessie": (IEDEREEN, "geen"),
    "GET /v1/sessie/oidc": (IEDEREEN, "geen"), "GET /v1/sessie/oidc/terug": (IEDEREEN, "geen"),
    "GET /v1/berichten": (ZAAK, "query"), "POST /v1/berichten/_zoek": (ZAAK, "body"),
    "GET /v1/berichten/{id}": (ZAAK, "ding"), "GET /v1/berichten/{id}/origineel": (ZAAK, "ding"),
    "GET /v1/berichten/{id}/retour": (ZAAK, "ding"), "GET /v1/berichten/{id}/besluit": (ZAAK, "ding"),
    "GET /v1/toewijzingen/{gemeente}/{domein}/{nummer}": (ZAAK, "ding"),
    "GET /v1/toewijzingen/{gemeente}/{domein}/{nummer}/dossier": (ZAAK, "ding"),
    "GET /v1/werkvoorraad": (ZAAK, "query"), "GET /v1/werkvoorraad/{id}": (ZAAK, "ding"), "POST /v1/werkvoorraad/{id}/besluit": ({"backoffice"}, "ding"),
    "GET /v1/vandaag": (ZAAK, "query"), "GET /v1/tellingen": (ZAAK, "query"), "GET /v1/afkeur": (ZAAK, "query"), "GET /v1/bevindingen": (ZAAK, "query"),
    "GET /v1/termijnen": (ZAAK, "geen"), "GET /v1/gebeurtenissen": (ZAAK, "geen"),
    "GET /v1/budgetten": (CONTRACT, "query"), "GET /v1/budgetten/{budget}/boekingen": (CONTRACT, "query"),
    "GET /v1/contracten": (CONTRACT, "query"), "GET /v1/contracten/{bundel}": (CONTRACT, "ding"), "GET /v1/contracten/{bundel}/verschillen": (CONTRACT, "ding"),
    "POST /v1/contracten/{bundel}/activering": ({"contractbeheer"}, "ding"), "DELETE /v1/contracten/{bundel}/activering": ({"contractbeheer"}, "ding"),
    "GET /v1/whatif": (CONTRACT, "geen"), "GET /v1/whatif/{run}": (CONTRACT, "geen"), "DELETE /v1/whatif/{run}": ({"contractbeheer"}, "geen"),
    "POST /v1/whatif": ({"contractbeheer"}, "ding"),
    "GET /v1/regels": (IEDEREEN, "geen"),
    "GET /v1/rapporten": (CONTRACT, "geen"), "GET /v1/rapporten/{rapport}": (CONTRACT, "query"),
    "GET /v1/partners": (TECHNIEK, "alles"), "GET /v1/uit": (TECHNIEK, "alles"), "GET /v1/uit/{id}": (TECHNIEK, "alles"), "GET /metrics": (TECHNIEK, "alles"),
    "POST /v1/uit/{id}/opnieuw": ({"beheer"}, "alles"), "POST /v1/uit/opnieuw": ({"beheer"}, "alles"),
    "GET /v1/gebruikers": ({"beheer"}, "alles"), "POST /v1/gebruikers": ({"beheer"}, "alles"), "DELETE /v1/gebruikers/{gebruiker}": ({"beheer"}, "alles"),
    "GET /v1/audit/checkpoint": (LOG, "geen"), "GET /v1/audit/checkpoints": (LOG, "geen"), "GET /v1/audit/tegels/{niveau}/{nummer}": (LOG, "geen"),
    "GET /v1/audit/groei": (LOG, "geen"), "GET /v1/audit/opname/{id}": (LOG, "alles"),
    "GET /v1/herhaling": (LOG | {"beheer"}, "alles"),
    "GET /v1/inzage": (LOG, "alles"), "POST /v1/inzage/_zoek": (LOG, "alles"),
    "POST /v1/inzage": (set(), "alles"), "POST /v1/berichten": (set(), "alles"), "POST /v1/proef": (set(), "alles"),
    "POST /soap/ggk0210": (set(), "alles"), "GET /soap/ggk0210": (set(), "alles"),
    "GET /v1/postbus/{organisatie}": (set(), "alles"), "GET /v1/postbus/{organisatie}/{id}": (set(), "alles"), "DELETE /v1/postbus/{organisatie}/{id}": (set(), "alles"),
    "POST /berichten": (set(), "alles"), "GET /berichten": (set(), "alles"), "POST /berichten/zoeken": (set(), "alles"), "GET /berichtstatussen": (set(), "alles"),
    "GET /berichten/{traceerId}/payload": (set(), "alles"), "DELETE /berichten/{traceerId}": (set(), "alles"),
}
# By what an operation takes that is not JSON.
SOORT = {"POST /v1/berichten": "application/xml", "POST /v1/proef": "application/xml", "POST /soap/ggk0210": "text/xml", "POST /berichten": "multipart/form-data; boundary=x"}


def for_gemeente(text, gemeente, naam):
    return text.replace(EIGEN, gemeente).replace('naam = "plafond"', f'naam = "{naam}"').replace("plafond-P1", f"{naam}-P1")


class Rechten(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        top = pathlib.Path(cls.directory.name)
        data = top / "data"
        for gemeente, naam in ((EIGEN, "plafond"), (ANDER, "ander")):
            folder = top / naam
            folder.mkdir()
            for name, text in BUNDLE.items():
                (folder / name).write_text(for_gemeente(text, gemeente, naam))
            done = subprocess.run([BINARY, "contract", "import", "--data", str(data), str(folder)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        for rol in ROLLEN:
            voeg_toe(data, f"{rol}.een", rol, EIGEN)
            voeg_toe(data, f"{rol}.alle", rol)
        cls.daemon = Daemon(data)
        cls.addClassCleanup(cls.daemon.stop)
        cls.bericht, cls.werk = {}, {}
        for n, gemeente in enumerate((EIGEN, ANDER)):
            for made in (bericht.toewijzing(gemeente=gemeente, bsn=bericht.test_bsn(n), identificatie=f"T{n}"),
                         bericht.verzoek_toewijzing(gemeente=gemeente, bsn=bericht.test_bsn(n), identificatie=f"V{n}")):
                status, _, body = cls.daemon.post(made.xml().encode())
                assert status == 201, body
                cls.bericht.setdefault(gemeente, json.loads(body)["id"])
            cls.werk[gemeente] = json.loads(cls.daemon.get(f"/v1/werkvoorraad?gemeente={gemeente}")[2])["werk"][0]["id"]
        cls.operations = {f"{method.upper()} {path}" for path, item in json.loads(cls.daemon.get("/v1/openapi.json")[2])["paths"].items()
                          for method in item if method in ("get", "post", "delete")}
        cls.people = {}

    def who(self, naam):
        """Signed in, and anew when a test signed them out."""
        if naam not in self.people or self.people[naam].get("/v1/sessie")[0] != 200:
            self.people[naam] = Aangemeld(self.daemon, naam)
        return self.people[naam]

    def ask(self, naam, operation, gemeente, bestaat=True):
        """@returns status, body"""
        method, path = operation.split()
        query = {"GET /v1/audit/groei": "?van=0&tot=1", "GET /v1/contracten/{bundel}/verschillen": "?met={bundel}",
                 "GET /v1/rapporten/{rapport}": "?van=2026-01-01&tot=2026-12-31"}.get(operation, "")
        body = {"POST /v1/inzage/_zoek": {"bsn": bericht.test_bsn(1)}}.get(operation, {}) if method == "POST" else None
        if VERWACHT[operation][1] == "query":
            query += ("&" if query else "?") + f"gemeente={gemeente}"
        if VERWACHT[operation][1] == "body":
            body = {"gemeente": gemeente}
        thing = self.werk if "werkvoorraad" in path else self.bericht
        values = {"id": thing[gemeente] if bestaat else 999999, "gemeente": gemeente, "domein": "wmo", "nummer": 1001 if bestaat else 7777,
                  "bundel": ("plafond" if gemeente == EIGEN else "ander") if bestaat else "niets", "budget": ("plafond" if gemeente == EIGEN else "ander") + "-P1",
                  "rapport": "jaarafsluiting", "run": "niets", "niveau": 0, "nummer_": 0, "organisatie": gemeente, "traceerId": "x", "gebruiker": "niemand"}
        if "tegels" in path:
            values["nummer"] = 0
        if operation == "POST /v1/whatif":
            body = {"bundel": values["bundel"], "van": "2026-01-01", "tot": "2026-01-31"}
        # What tells on and on is asked with HEAD: the same door, and an end.
        method = "HEAD" if "gebeurtenissen" in path else method
        headers = {"Content_Type": SOORT[operation]} if operation in SOORT else {}
        status, _, answer = self.who(naam).request(method, (path + query).format(**values), body, Ketenpoort_Reden="toets van rechten", **headers)
        return status, answer

    def test_every_operation_has_its_expectation(self):
        console = {one for one in self.operations if one.startswith("GET /console")}
        self.assertEqual(self.operations - console, set(VERWACHT))

    def test_the_matrix(self):
        faults = []
        for operation, (rollen, soort) in sorted(VERWACHT.items()):
            for rol in ROLLEN:
                for naam, gemeente in ((f"{rol}.een", EIGEN), (f"{rol}.een", ANDER), (f"{rol}.alle", ANDER)):
                    may = rol in rollen and (naam.endswith("alle") or soort == "geen" or (soort != "alles" and gemeente == EIGEN))
                    status, body = self.ask(naam, operation, gemeente)
                    # Signing in with an empty body is a wrong request, not a wrong person.
                    if (status not in (401, 403)) != may or status >= 500:
                        faults.append(f"{operation} {naam} {gemeente}: {status} {body[:120]!r}, expected {'in' if may else 'out'}")
        self.assertEqual(faults, [])

    def test_what_is_of_another_gemeente_looks_like_what_is_not_there(self):
        for operation, (rollen, soort) in sorted(VERWACHT.items()):
            if soort != "ding":
                continue
            for rol in rollen:
                there, not_there = self.ask(f"{rol}.een", operation, ANDER), self.ask(f"{rol}.een", operation, ANDER, bestaat=False)
                self.assertEqual((there[0], there), (403, not_there), (operation, rol))

    def test_lists_and_sums_are_of_their_own_gemeente(self):
        who, alle = self.who("backoffice.een"), self.who("backoffice.alle")
        for path, name in (("/v1/berichten", "berichten"), ("/v1/werkvoorraad", "werk"), ("/v1/termijnen", "termijnen"), ("/v1/bevindingen", "bevindingen")):
            own, everything = (json.loads(one.get(path)[2])[name] for one in (who, alle))
            # Whatever has a gemeente in it has theirs.
            self.assertNotIn(ANDER, json.dumps(own), path)
            if everything:
                self.assertLess(len(own), len(everything), path)
        got = json.loads(who.get("/v1/vandaag?dag=2026-06-01")[2])
        total = json.loads(alle.get("/v1/vandaag?dag=2026-06-01")[2])
        self.assertEqual((got["totaal"]["berichten"], total["totaal"]["berichten"]), (2, 4))
        self.assertEqual((got["uit"], total["uit"] is None), (None, False))
        self.assertEqual({row["sleutel"] for row in json.loads(who.get("/v1/tellingen?per=gemeente")[2])["tellingen"]}, {EIGEN})
        self.assertEqual(len(json.loads(who.post("/v1/berichten/_zoek", {})[2])["berichten"]), 2)
        bundels = json.loads(self.who("contractbeheer.een").get("/v1/contracten")[2])["contracten"]
        self.assertEqual([one["naam"] for one in bundels], ["plafond"])
        budgets = json.loads(self.who("contractbeheer.een").get("/v1/budgetten")[2])["budgetten"]
        everything = json.loads(self.who("contractbeheer.alle").get("/v1/budgetten")[2])["budgetten"]
        self.assertNotIn("ander-P1", {one["id"] for one in budgets})
        self.assertEqual({one["id"] for one in everything}, {"plafond-P1", "ander-P1"})

    def test_what_was_refused_is_in_the_access_log(self):
        self.ask("backoffice.een", "GET /v1/berichten/{id}", ANDER)
        rows = json.loads(self.who("toezicht.alle").get("/v1/inzage?wie=gebruiker%20backoffice.een")[2])["inzagen"]
        self.assertIn(("bericht", "geweigerd"), {(row["wat"], row["resultaat"]) for row in rows})


if __name__ == "__main__":
    unittest.main()
