"""The description of the API against the daemon: every operation with right and wrong input, and no route that it does not tell of."""

import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import uuid

try:
    import jsonschema
except ImportError:  # a Python of its own beside Debian's, which has the package
    sys.path.append("/usr/lib/python3/dist-packages")
    import jsonschema

from aangemeld import WACHTWOORD, voeg_toe
from daemon import BINARY, Daemon, bericht, until
from aflever_test import di01, partnerboek
from oidc_test import Leugenaar, settings, terug_van, vertrek
from partner import Partner
from plafond_test import BUNDLE
from vsp_test import multipart

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
JSON = {"Content-Type": "application/json"}
BSN = bericht.BSN[0]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Document:
    """OpenAPI 3.0, as JSON Schema where it is one."""

    def __init__(self, document):
        self.document = document
        self.operations = {(path, method): operation for path, item in document["paths"].items() for method, operation in item.items()
                           if method in ("get", "post", "delete", "put", "patch")}
        self.templates = [(re.compile("^" + re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + "$"), path) for path in document["paths"]]
        # An address without a parameter in it goes before one that has it there.
        self.templates.sort(key=lambda one: one[1].count("{"))
        self.checker = jsonschema.FormatChecker()

    def follow(self, thing):
        while "$ref" in thing:
            target = self.document
            for part in thing["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            thing = target
        return thing

    def operation(self, method, path):
        method = "get" if method == "HEAD" else method.lower()
        for pattern, template in self.templates:
            if pattern.match(path) and (template, method) in self.operations:
                return template, self.operations[template, method]
        return None, None

    def schema(self, schema):
        """`nullable` of OpenAPI 3.0 in the words of JSON Schema."""
        if "$ref" in schema:
            return self.schema(self.follow(schema))
        out = {key: value for key, value in schema.items() if key not in ("nullable", "example", "description")}
        if "properties" in out:
            out["properties"] = {key: self.schema(value) for key, value in out["properties"].items()}
        for key in ("items", "additionalProperties"):
            if isinstance(out.get(key), dict):
                out[key] = self.schema(out[key])
        if "allOf" in out:
            out["allOf"] = [self.schema(one) for one in out["allOf"]]
        return {"anyOf": [{"type": "null"}, out]} if schema.get("nullable") else out

    def faults(self, operation, status, headers, body):
        """What an answer is that the document does not say it can be."""
        response = operation["responses"].get(str(status))
        if response is None:
            return [f"status {status} is not described: {body[:300]}"]
        response = self.follow(response)
        out = [f"header {name} is not there" for name in ("API-Version",) if name.lower() not in headers]
        described = {name.lower() for name in response.get("headers", {})}
        out += [f"header {name} is not described" for name in ("etag", "link", "location", "allow", "retry-after", "referentienummer")
                if name in headers and name not in described]
        content = response.get("content")
        if not content or not body:
            return out + ([f"a body that is not described: {body[:100]}"] if body else [])
        media = headers.get("content-type", "").split(";")[0]
        if media not in content:
            return out + [f"{media} is not described"]
        if media.endswith("json"):
            validator = jsonschema.Draft7Validator(self.schema(content[media]["schema"]), format_checker=self.checker)
            out += [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in validator.iter_errors(json.loads(body))]
        return out


def rows():
    """The routes of the daemon: address, method, parameters."""
    text = (ROOT / "gateway/http/router.cpp").read_text()
    row = re.compile(r'\{Route::\w+, "([^"]+)", "\w+", Persoonsgegevens::\w+, Inhoud::(\w+),\s*"([^"]*)"')
    return [(path, {"geen": "get", "wissen": "delete"}.get(inhoud, "post"), [name.rstrip("!") for name in query.split()])
            for path, inhoud, query in row.findall(text)]


class Routes(unittest.TestCase):
    def test_every_route_is_described_with_its_parameters_and_nothing_else_is(self):
        document = Document(json.loads((ROOT / "gateway/http/openapi.json").read_text()))
        text = (ROOT / "gateway/http/router.cpp").read_text()
        self.assertEqual(len(rows()), len(re.findall(r"\{Route::\w+, \"/", text)))
        # Below /console/ there are files for a browser: no operations of the API.
        known = {(path, method): query for path, method, query in rows() if path != "/console/{...}"}
        self.assertEqual(set(known), set(document.operations))
        for key, query in known.items():
            parameters = [document.follow(one) for one in document.operations[key].get("parameters", [])]
            self.assertEqual(sorted(query), sorted(one["name"] for one in parameters if one["in"] == "query"), key)
            self.assertEqual(sorted(re.findall(r"\{(\w+)\}", key[0])), sorted(one["name"] for one in parameters if one["in"] == "path"), key)


class Operations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        data = os.path.join(cls.directory.name, "gegevens")
        bundle = pathlib.Path(cls.directory.name) / "bundel"
        bundle.mkdir()
        for versie in ("1", "2"):
            for name, text in BUNDLE.items():
                (bundle / name).write_text(text.replace('versie = "1"', f'versie = "{versie}"').replace("70,00", f"7{versie},00").replace("2800,99", "990000,00"))
            subprocess.run([BINARY, "contract", "import", "--data", data, str(bundle)], check=True, stdout=subprocess.DEVNULL)
        # Two that wait for a second person.
        for versie in ("1", "2"):
            for name, text in BUNDLE.items():
                text = text.replace('versie = "1"', f'versie = "{versie}"').replace('naam = "plafond"', 'naam = "voorstel"')
                (bundle / name).write_text(text.replace("0384", "0363").replace("plafond-P1", "voorstel-P1"))
            subprocess.run([BINARY, "contract", "import", "--voorstel", "--data", data, str(bundle)], check=True, stdout=subprocess.DEVNULL)
        voeg_toe(data, "a.alles", "contractbeheer,beheer")
        # One case and its signature from before the daemon starts: it would be a minute later.
        signed = bericht.toewijzing(producten=[bericht.product(1600)], bsn=bericht.test_bsn(8), identificatie="P1").xml()
        subprocess.run([BINARY, "process", "--data", data, "--today", "2026-06-01", "-"], input=signed, text=True, stdout=subprocess.DEVNULL, check=False)
        subprocess.run([BINARY, "audit", "checkpoint", "--data", data], check=True, stdout=subprocess.DEVNULL)
        # The first that comes to the gemeente is refused, and waits for a person.
        gemeente = Partner(["422"])
        cls.addClassCleanup(gemeente.stop)
        boek = partnerboek(cls.directory.name, a=("42420001", "vsp_pull", "", "endpoint"), g=("0384", "http", gemeente.url(), "endpoint"))
        cls.daemon = Daemon(data, partners=boek)
        cls.addClassCleanup(cls.daemon.stop)
        cls.document = Document(json.loads(cls.daemon.get("/v1/openapi.json")[2]))
        cls.seen = {}
        cls.faults = []
        cls.fill()

    @classmethod
    def fill(cls):
        """A little of everything."""
        cls.ids = {"getekend": 1}
        messages = {
            "301": bericht.toewijzing(), "305": bericht.start(), "315": bericht.verzoek_toewijzing(),
            "323": bericht.declaratie(clienten=[(BSN, [bericht.prestatie("R1", tarief=7200), bericht.prestatie("R2", toewijzing=7777, tarief=7200)])]),
            "onbekend": bericht.declaratie(identificatie="D2", nummer="DN002", clienten=[(bericht.test_bsn(7), [bericht.prestatie("R9", toewijzing=8888)])]),
        }
        for name, message in messages.items():
            cls.ids[name] = json.loads(cls.call("POST", "/v1/berichten", message.xml().encode(), {"Content-Type": "application/xml"}, 201))["id"]
        again = bericht.toewijzing(producten=[bericht.product(1001, volume=4, tijd="13:00:00")], identificatie="T2")
        cls.ids["tweede"] = json.loads(cls.call("POST", "/v1/berichten", again.xml().encode(), {"Content-Type": "application/xml"}, 201))["id"]

    @classmethod
    def call(cls, method, path, body=None, headers=None, expected=200):
        """Asks, and holds the answer against the document. @returns the body"""
        status, got, answer = cls.daemon.request(method, path, body, headers)
        template, operation = cls.document.operation(method, path.split("?")[0])
        where = f"{method} {path}"
        if operation is None:
            cls.faults.append(f"{where}: not described")
            return answer
        cls.seen.setdefault((template, method.lower()), set()).add(status)
        if expected is not None and status != expected:
            cls.faults.append(f"{where}: {status}, expected {expected}: {answer[:300]}")
        cls.faults += [f"{where}: {fault}" for fault in cls.document.faults(operation, status, got, answer)]
        cls.headers = got
        return answer

    def get(self, path, expected=200, **headers):
        return self.call("GET", path, None, headers, expected)

    def json(self, path, expected=200):
        return json.loads(self.get(path, expected))

    def post(self, path, body, expected=200, **headers):
        return self.call("POST", path, json.dumps(body).encode(), {**JSON, **headers}, expected)

    def checked(self):
        faults, self.faults[:] = list(self.faults), []
        self.assertEqual(faults, [])

    def test_1_messages(self):
        ids = self.ids
        for part in ("", "/besluit", "/origineel", "/retour"):
            self.get(f"/v1/berichten/{ids['323']}{part}")
            self.get(f"/v1/berichten/999999{part}", 404)
            self.get(f"/v1/berichten/{ids['323']}{part}?kleur=rood", 400)
        xml = {"Content-Type": "application/xml"}
        same = bericht.toewijzing().xml().encode()
        self.call("POST", "/v1/berichten", same, xml, 200)
        self.call("POST", "/v1/proef", bericht.toewijzing(identificatie="T9").xml().encode(), xml, 200)
        for path in ("/v1/berichten", "/v1/proef"):
            self.call("POST", path, b"<x/>", xml, 422)
            self.call("POST", path, same, {"Content-Type": "text/plain"}, 415)
        self.get("/v1/berichten/{}/besluit?nummer=9".format(ids["301"]), 404)
        self.get("/v1/toewijzingen/0384/wmo/1001?op=2026-06-01")
        self.get("/v1/toewijzingen/0384/wmo/1002", 404)
        self.get("/v1/toewijzingen/0384/zvw/1001", 400)
        for case, status in (("0384/wmo/1600", 200), ("0384/wmo/1001", 409), ("0384/wmo/1002", 404), ("0384/zvw/1001", 400)):
            self.get(f"/v1/toewijzingen/{case}/dossier", status)
        self.checked()

    def test_2_lists_and_searches(self):
        ids = self.ids
        found = self.json("/v1/berichten")["berichten"]
        self.assertEqual([one["id"] for one in found], sorted((one["id"] for one in found), reverse=True))
        self.assertGreaterEqual(len(found), len(ids))
        for query, names in (("berichtsoort=WMO301", {"301", "tweede", "getekend"}), ("uitkomst=deels", {"323"}), ("afzender=0384", {"301", "tweede", "getekend"}),
                             ("ontvanger=0384&berichtsoort=WMO323", {"323", "onbekend"}), ("gemeente=0384&berichtsoort=WMO305", {"305"}),
                             ("aanbieder=42420001&uitkomst=afgekeurd", {"onbekend"}), ("identificatie=D2", {"onbekend"}), ("regel=TR338", {"323"}), ("regel=TR304&aanbieder=42420001", {"onbekend"}),
                             ("van=2026-06-01&tot=2026-06-01&identificatie=V1", {"315"}), ("van=2020-01-01&tot=2020-01-02", set())):
            got = {one["id"] for one in self.json("/v1/berichten?" + query)["berichten"] if one["identificatie"]}
            self.assertEqual(got, {ids[name] for name in names}, query)
        code = self.json(f"/v1/berichten/{ids['323']}/besluit")["bevindingen"][0]["retourcode"]
        self.assertIn(ids["323"], {one["id"] for one in self.json(f"/v1/berichten?retourcode={code}")["berichten"]})
        paged, path = [], "/v1/berichten?aantal=2"
        while path:
            page = self.json(path)
            paged += page["berichten"]
            path = page["volgende"]
        self.assertEqual([one["id"] for one in paged], [one["id"] for one in found])
        csv = self.get("/v1/berichten?aantal=2", Accept="text/csv").decode().split("\r\n")
        self.assertEqual((csv[0].split(";")[0], len(csv)), ("id", 4))
        self.assertIn("vanaf=", self.headers["link"])
        for body, names in (({"bsn": BSN}, {"301", "tweede", "305", "315", "323"}), ({"bsn": bericht.test_bsn(7)}, {"onbekend"}),
                            ({"toewijzingnummer": 1001}, {"301", "tweede", "305", "323"}), ({"toewijzingnummer": 7777}, {"323"}),
                            ({"toewijzingnummer": 8888}, {"onbekend"}), ({"declaratienummer": "DN001"}, {"323"}), ({"referentienummer": "R1"}, {"323"}),
                            ({"referentienummer": "V1"}, {"315"}), ({"bsn": BSN, "berichtsoort": "WMO305"}, {"305"}),
                            ({"bsn": BSN, "toewijzingnummer": 8888}, set()), ({"bsn": bericht.test_bsn(30)}, set())):
            got = {one["id"] for one in json.loads(self.post("/v1/berichten/_zoek", body))["berichten"]}
            self.assertEqual(got, {ids[name] for name in names}, body)
        page = json.loads(self.post("/v1/berichten/_zoek", {"bsn": BSN, "aantal": 2}))
        rest = json.loads(self.post("/v1/berichten/_zoek", {"bsn": BSN, "vanaf": page["vanaf"]}))
        self.assertEqual((len(page["berichten"]), len(rest["berichten"]), page["volgende"]), (2, 3, None))
        for query in ("bsn=" + BSN, "uitkomst=goed", "aantal=0", "aantal=201", "van=gisteren", "vanaf=x", "formaat=pdf", "van=2026-02-01&tot=2026-01-01"):
            self.get("/v1/berichten?" + query, 400)
        for body in ({"bsn": "1"}, {"kleur": "rood"}, {"uitkomst": "goed"}, [], {"bsn": True}):
            self.post("/v1/berichten/_zoek", body, 400)
        self.assertNotIn(BSN, json.dumps(json.loads(self.post("/v1/berichten/_zoek", {"bsn": BSN}))))
        self.checked()

    def test_3_findings(self):
        today = self.json("/v1/vandaag?dag=2026-06-01&gemeente=0384")
        self.assertEqual(today["totaal"]["berichten"], sum(one["berichten"] for one in today["berichtsoorten"]))
        for per in ("dag", "berichtsoort", "afzender", "ontvanger", "gemeente", "aanbieder"):
            counted = self.json(f"/v1/tellingen?per={per}")
            self.assertEqual(sum(one["berichten"] for one in counted["tellingen"]), len(self.json("/v1/berichten?aantal=200")["berichten"]), per)
        for per in ("regel", "retourcode", "gemeente", "aanbieder", "product", "berichtsoort"):
            for group in self.json(f"/v1/afkeur?per={per}")["groepen"]:
                lines = self.json(group["bevindingen"])["bevindingen"] if group["sleutel"] else []
                places = {(one["bericht"], one["regel"], one["plaats"]) for one in lines}
                if per == "regel":
                    self.assertEqual((len(places), len({one["bericht"] for one in lines})), (group["regels"], group["berichten"]), group)
        rule = next(one for one in self.json("/v1/afkeur?regel=TR338")["groepen"])
        self.assertEqual((rule["regels"], rule["berichten"], rule["bedrag"]), (1, 1, 4 * 7200))
        self.assertEqual(sum(one["regels"] for one in rule["verloop"]), 1)
        monthly = self.json("/v1/afkeur?regel=TR338&van=2026-01-01")
        self.assertEqual((monthly["periode"], monthly["groepen"][0]["verloop"][0]["periode"]), ("maand", "2026-06-01"))
        paged, path = [], "/v1/bevindingen?aantal=1"
        while path:
            page = self.json(path)
            paged += page["bevindingen"]
            path = page["volgende"]
        self.assertEqual(paged, self.json("/v1/bevindingen")["bevindingen"])
        self.assertIn(b"288,00", self.get("/v1/bevindingen?formaat=csv&regel=TR338"))
        self.get("/v1/afkeur?formaat=csv")
        self.get("/v1/tellingen?formaat=csv")
        for path in ("afkeur?per=kleur", "afkeur?van=x", "afkeur?gevolg=x", "bevindingen?vanaf=1", "bevindingen?formaat=x", "tellingen?per=x", "vandaag?dag=x",
                     "tellingen?gemeente=1", "tellingen?van=1900-01-01"):
            self.get("/v1/" + path, 400)
        self.checked()

    def test_4_contracts(self):
        rows = self.json("/v1/contracten?gemeente=0384")["contracten"]
        self.assertEqual([(one["versie"], one["actief_voor"]) for one in rows], [("1", []), ("2", ["0384"])])
        self.assertEqual(len(self.json("/v1/contracten?actief=ja")["contracten"]), 1)
        for name in (rows[0]["hash"], "plafond@2", "plafond"):
            self.get("/v1/contracten/" + name)
        self.assertEqual(self.json("/v1/contracten/plafond")["versie"], "2")
        self.assertEqual(self.json("/v1/contracten/plafond%401")["versie"], "1")
        for escape in ("%2F", "%00", "%", "plafond%4"):
            self.get(f"/v1/contracten/{escape}", 400)
        changes = self.json("/v1/contracten/plafond@1/verschillen?met=plafond@2")["verschillen"]
        self.assertEqual({one["soort"] for one in changes}, {"tarief"})
        for path in ("/v1/contracten?formaat=csv", "/v1/contracten/plafond@1/verschillen?met=plafond&formaat=csv", "/v1/partners", "/v1/partners?formaat=csv", "/v1/regels", "/v1/regels?formaat=csv",
                     "/v1/budgetten", "/v1/budgetten?formaat=csv", "/v1/budgetten/plafond-P1/boekingen", "/v1/rapporten"):
            self.get(path)
        for path, status in (("/v1/contracten?actief=x", 400), ("/v1/contracten/niets", 404), ("/v1/contracten/plafond/verschillen", 400),
                             ("/v1/contracten/plafond/verschillen?met=niets", 404), ("/v1/partners?formaat=x", 400), ("/v1/regels?formaat=x", 400), ("/v1/budgetten?jaar=x", 400),
                             ("/v1/budgetten/niets/boekingen", 404), ("/v1/rapporten?x=1", 400), ("/v1/rapporten/niets", 404)):
            self.get(path, status)
        report = self.json("/v1/rapporten")["rapporten"][0]["naam"]
        self.get(f"/v1/rapporten/{report}?van=2026-01-01&tot=2026-12-31", None)
        self.get("/v1/rapporten/jaarafsluiting?van=2026-01-01&tot=2026-12-31&formaat=csv")
        self.get("/v1/rapporten/jaarafsluiting?van=2026-01-01&tot=2026-12-31")
        self.checked()

    def test_5_work_and_etags(self):
        item = self.json("/v1/werkvoorraad?soort=verzoek")["werk"][0]["id"]
        self.get("/v1/werkvoorraad?formaat=csv")
        self.get("/v1/werkvoorraad?toestand=x", 400)
        self.get("/v1/werkvoorraad/999999", 404)
        path = f"/v1/werkvoorraad/{item}"
        for one in (path, f"/v1/berichten/{self.ids['301']}", "/v1/contracten/plafond", "/v1/openapi.json", "/v1/rapporten", "/v1/toewijzingen/0384/wmo/1001",
                    f"/v1/berichten/{self.ids['301']}/besluit"):
            self.get(one)
            seen = self.headers["etag"]
            self.assertEqual(self.get(one, 304, **{"If-None-Match": f'"anders", {seen}'}), b"")
            self.get(one, 200, **{"If-None-Match": '"anders"'})
        self.get(path)
        seen = self.headers["etag"]
        self.post(path + "/besluit", {"besluit": "in_onderzoek", "door": "J. Jansen"}, 412, **{"If-Match": '"anders"'})
        self.post(path + "/besluit", {"besluit": "in_onderzoek", "door": "J. Jansen"}, 200, **{"If-Match": seen})
        self.post(path + "/besluit", {"besluit": "afwijzen", "reden": "4", "door": "P. Pieters"}, 412, **{"If-Match": seen})
        self.post(path + "/besluit", {"besluit": "afwijzen", "reden": "4", "door": "P. Pieters"}, 200)
        self.post(path + "/besluit", {"besluit": "afwijzen", "reden": "4", "door": "P. Pieters"}, 409)
        self.post(path + "/besluit", {"besluit": "afwijzen", "kleur": "rood", "door": "P. Pieters"}, 422)
        self.post("/v1/werkvoorraad/999999/besluit", {"besluit": "gezien", "door": "P. Pieters"}, 404)
        self.checked()

    def test_6_delivery(self):
        self.get("/v1/termijnen?formaat=csv")
        self.get("/v1/termijnen")
        self.get("/v1/termijnen?formaat=x", 400)
        out = self.json("/v1/uit?aantal=2")
        self.get(out["volgende"])
        self.get("/v1/uit?formaat=csv")
        self.get("/v1/uit?toestand=x", 400)
        one = out["uit"][0]["id"]
        self.get(f"/v1/uit/{one}")
        self.get("/v1/uit/999999", 404)
        dead = "/v1/uit?toestand=opgegeven"
        self.assertTrue(until(lambda: self.json(dead)["uit"]))
        self.post(self.json(dead)["uit"][0]["href"] + "/opnieuw", {"door": "J. Jansen"})
        waiting = next(row["id"] for row in self.json("/v1/uit?toestand=wacht&bestemming=42420001")["uit"])
        self.post(f"/v1/uit/{waiting}/opnieuw", {"door": "J. Jansen"}, 409)
        self.post(f"/v1/uit/{waiting}/opnieuw", {"wie": "J. Jansen"}, 400)
        self.post("/v1/uit/999999/opnieuw", {"door": "J. Jansen"}, 404)
        self.post("/v1/uit/opnieuw?oorzaak=geweigerd", {"door": "J. Jansen"})
        self.post("/v1/uit/opnieuw?oorzaak=x", {"door": "J. Jansen"}, 400)
        self.get(dead)
        post = self.json("/v1/postbus/42420001?aantal=1")["berichten"][0]
        self.get(post["href"])
        self.call("DELETE", post["href"], expected=200)
        for method in ("GET", "DELETE"):
            self.call(method, "/v1/postbus/42420001/999999", expected=404)
        self.get("/v1/postbus/42420001?aantal=0", 400)
        self.checked()

    def test_7_exchange(self):
        traceer = str(uuid.uuid4())
        body, headers = multipart(bericht.toewijzing(producten=[bericht.product(1002)], bsn=bericht.test_bsn(3), identificatie="T3").xml().encode(), traceer)
        self.call("POST", "/berichten", body, headers, None)
        self.call("POST", "/berichten", b"x", headers, 400)
        self.get("/berichten", None)
        self.get("/berichten?limit=0", 400)
        self.post("/berichten/zoeken", {"zoekpadType": "ZoekpadOpBerichtstroom", "berichtstroom": {"berichttype": "WMO", "berichtsubtype": "WMO301"}})
        self.post("/berichten/zoeken", [], 400)
        self.get("/berichtstatussen?traceerId=" + traceer, None)
        self.get("/berichtstatussen", 400)
        waiting = self.json("/berichten?limit=1")["berichten"][0]["basisgegevens"]["payload"]["url"]
        self.get(waiting)
        self.call("DELETE", waiting.removesuffix("/payload"), expected=202)
        self.get(f"/berichten/{uuid.uuid4()}/payload", 404)
        self.call("DELETE", f"/berichten/{uuid.uuid4()}", expected=404)
        self.get("/soap/ggk0210?wsdl")
        self.get("/soap/ggk0210?wsdl=1", 400)
        envelope = di01(str(uuid.uuid4()), 1, bericht.toewijzing(producten=[bericht.product(1009)], bsn=bericht.test_bsn(9), identificatie="T9").xml().encode())
        self.call("POST", "/soap/ggk0210", envelope, {"Content-Type": "text/xml; charset=utf-8"}, None)
        self.call("POST", "/soap/ggk0210", b"<x/>", {"Content-Type": "text/xml"}, 500)
        self.call("POST", "/soap/ggk0210", b"<x/>", {"Content-Type": "text/plain"}, 415)
        self.checked()

    def test_8_the_service(self):
        grown = self.json("/v1/audit/checkpoints")["controlepunten"][-1]["grootte"]
        for path in ("/", "/metrics", "/health/live", "/health/ready", "/v1/audit/checkpoint", "/v1/audit/tegels/0/0", "/v1/openapi.json",
                     f"/v1/audit/opname/{self.ids['301']}", f"/v1/audit/groei?van=0&tot={grown}"):
            self.get(path)
        for path in ("/", "/metrics", "/health/live", "/health/ready", "/v1/audit/checkpoint", "/v1/audit/opname/1", "/v1/openapi.json", "/v1/gebeurtenissen",
                     "/v1/toewijzingen/0384/wmo/1001", "/v1/rapporten"):
            self.get(path + "?kleur=rood", 400)
        self.assertEqual(self.json("/v1/herhaling"), {"aan": False, "tijd": None, "laatst": None})
        self.get("/v1/herhaling?x=1", 400)
        self.get("/v1/inzage?aantal=2")
        self.get("/v1/inzage?formaat=csv")
        self.get("/v1/inzage?van=x", 400)
        self.post("/v1/inzage/_zoek", {"bsn": BSN})
        self.post("/v1/inzage/_zoek", {"bsn": "1"}, 400)
        self.post("/v1/inzage", {"opdracht": "keten", "toewijzing": "0384/wmo/1001"}, 201)
        self.post("/v1/inzage", {"opdracht": "keten"}, 400)
        for path, status in (("checkpoints?na=x", 400), ("tegels/9/0", 400), ("tegels/0/99", 404), ("opname/999999", 404), ("groei?van=1", 400)):
            self.get("/v1/audit/" + path, status)
        for path, item in self.document.document["paths"].items():
            filled = re.sub(r"\{(\w+)\}", lambda name: {"id": "1", "traceerId": str(uuid.uuid4())}.get(name[1], "1"), path)
            status, headers, body = self.daemon.request("PATCH", filled)
            operation = next(iter(item.values()))
            self.assertEqual((status, self.document.faults(operation, status, headers, body)), (405, []), filled)
        self.checked()

    def listen(self, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
        connection.request("GET", "/v1/gebeurtenissen", headers=headers or {})
        return connection, connection.getresponse()

    @staticmethod
    def event(answer):
        """The next event: id and data."""
        found = {}
        while True:
            line = answer.readline().decode().rstrip("\n")
            if not line and "data" in found:
                return found["id"], json.loads(found["data"])
            name, _, value = line.partition(": ")
            found[name] = value

    def test_8b_what_if(self):
        asked = {"bundel": "plafond", "van": "2026-01-01", "tot": "2026-12-31"}
        begun = json.loads(self.post("/v1/whatif", asked, 202))
        self.post("/v1/whatif", {**asked, "bundel": "nergens"}, 404)
        self.post("/v1/whatif", {**asked, "van": "x"}, 400)
        self.get(begun["href"])
        self.assertTrue(until(lambda: self.json(begun["href"])["stand"] == "klaar"))
        self.get(begun["href"] + "?formaat=csv")
        self.get(begun["href"] + "?formaat=html")
        self.get(begun["href"] + "?formaat=pdf", 400)
        self.get("/v1/whatif")
        self.get("/v1/whatif?x=1", 400)
        self.call("DELETE", begun["href"], None, None, 204)
        self.call("DELETE", begun["href"], None, None, 404)
        self.checked()

    def test_9_events(self):
        connection, answer = self.listen()
        self.assertEqual((answer.status, answer.getheader("Content-Type"), answer.getheader("API-Version")), (200, "text/event-stream", "1.0.0"))
        here, first = self.event(answer)
        self.assertEqual(first["besluiten"], [])
        made = json.loads(self.call("POST", "/v1/berichten", bericht.toewijzing(producten=[bericht.product(1005)], bsn=bericht.test_bsn(5),
                                                                               identificatie="T5").xml().encode(), {"Content-Type": "application/xml"}, 201))
        told = {"bericht": made["id"], "berichtsoort": "WMO301", "uitkomst": made["uitkomst"]}
        heard = []
        while told not in heard:
            heard += self.event(answer)[1]["besluiten"]
        connection.close()
        # Who comes back hears what it missed.
        connection, answer = self.listen({"Last-Event-ID": here})
        self.assertIn(told, self.event(answer)[1]["besluiten"])
        connection.close()
        self.seen.setdefault(("/v1/gebeurtenissen", "get"), set()).add(200)
        many = []
        self.assertTrue(until(lambda: many.append(self.listen()) or many[-1][1].status == 503), len(many))
        self.assertGreaterEqual(sum(answer.status == 200 for _, answer in many), 30)
        self.get("/v1/gebeurtenissen", 503)
        for connection, _ in many:
            connection.close()
        self.checked()

    def test_a_people(self):
        self.get("/v1/sessie", 401)
        self.post("/v1/sessie", {"gebruiker": "a.alles"}, 400)
        self.post("/v1/sessie", {"gebruiker": "a.alles", "wachtwoord": "niet goed"}, 401)
        seen = json.loads(self.post("/v1/sessie", {"gebruiker": "a.alles", "wachtwoord": WACHTWOORD}, 201))
        cookie = {"Cookie": self.headers["set-cookie"].split(";")[0]}
        page = {**cookie, "Ketenpoort-Csrf": seen["csrf"], "Origin": f"http://127.0.0.1:{self.daemon.port}"}
        self.get("/v1/sessie", 200, **cookie)
        self.get("/v1/berichten", 403, **cookie)
        new = {"gebruiker": "n.nieuw", "naam": "N. Nieuw", "rollen": ["auditor"], "gemeenten": ["0384"], "wachtwoord": WACHTWOORD}
        self.post("/v1/gebruikers", new, 403, **cookie)
        self.post("/v1/gebruikers", new, 201, **page)
        self.post("/v1/gebruikers", new, 200, **page)
        self.post("/v1/gebruikers", {**new, "rollen": ["baas"]}, 400, **page)
        self.get("/v1/gebruikers", 200, **cookie)
        self.get("/v1/gebruikers?x=1", 400, **cookie)
        self.call("DELETE", "/v1/gebruikers/n.nieuw", None, page, 204)
        self.call("DELETE", "/v1/gebruikers/n.nieuw", None, page, 404)
        path = "/v1/contracten/voorstel@{}/activering"
        self.assertIn('"voorgesteld"', self.get("/v1/contracten?gemeente=0363").decode())
        self.post(path.format(1), {"x": 1}, 400, **page)
        self.post(path.format(9), {}, 404, **page)
        self.post(path.format(1), {}, 401)
        self.post(path.format(1), {}, 200, **page)
        self.post(path.format(1), {}, 409, **page)
        self.call("DELETE", path.format(2), None, page, 204)
        self.call("DELETE", path.format(2), None, page, 409)
        for _ in range(4):
            self.post("/v1/sessie", {"gebruiker": "x", "wachtwoord": "y"}, 401, **{"X-Forwarded-For": "192.0.2.3"})
        self.post("/v1/sessie", {"gebruiker": "x", "wachtwoord": "y"}, 429, **{"X-Forwarded-For": "192.0.2.3"})
        self.call("DELETE", "/v1/sessie", None, cookie, 403)
        self.call("DELETE", "/v1/sessie", None, page, 204)
        self.get("/v1/sessie", 401, **cookie)
        self.get("/v1/sessie/oidc", 404)
        self.get("/v1/sessie/oidc/terug", 404)
        self.checked()

    def test_b_people_of_a_provider(self):
        cls = type(self)
        folder = self.directory.name
        liar = Leugenaar(folder)
        self.addCleanup(liar.stop)
        own = cls.daemon
        with Daemon(os.path.join(folder, "elders"), **settings(folder, liar.issuer)) as cls.daemon:
            try:
                self.get("/v1/sessie/oidc?terug=/elders", 400)
                self.get("/v1/sessie/oidc", 302)
                path, cookie = terug_van(liar, *vertrek(self.daemon)[:2])
                self.get(path, 302, Cookie=cookie)
                self.get(path, 403, Cookie=cookie)
            finally:
                cls.daemon = own
        self.checked()

    def test_z_every_operation_was_met_with_right_and_wrong_input(self):
        missing = [(key, statuses) for key, statuses in ((key, self.seen.get(key, set())) for key in self.document.operations)
                   if not any(status < 400 for status in statuses) or not any(400 <= status < 500 for status in statuses)]
        self.assertEqual(missing, [])


if __name__ == "__main__":
    unittest.main()
