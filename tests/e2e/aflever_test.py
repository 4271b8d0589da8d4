"""Delivery by a real daemon to partners that misbehave: HTTP, SOAP, folders, postbus, relay."""

import base64
import hashlib
import io
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import uuid
import zipfile

from daemon import BINARY, Daemon, good_301, until
from partner import Partner, haal_op, inhoud, veld

GEMEENTE, AANBIEDER = "0384", "42420001"
OIN = {GEMEENTE: "00000001001234567000", AANBIEDER: "00000003001234560000"}
JSON = {"Content-Type": "application/json"}


def partnerboek(directory, **links):
    """A partner book: for each organisation a protocol, an address and a modus. @returns the file"""
    text = ""
    for organisatie, oin in OIN.items():
        text += (f'[[partner]]\noin = "{oin}"\nnaam = "{organisatie}"\nrollen = ["aanbieder"]\norganisaties = ["{organisatie}"]\n'
                 'berichten = "*"\ngeldig_van = "2020-01-01"\n')
    for naam, (organisatie, protocol, adres, modus) in links.items():
        text += (f'[[link]]\nnaam = "{naam}"\npartner = "{OIN[organisatie]}"\nprotocol = "{protocol}"\norganisaties = ["{organisatie}"]\n'
                 + (f'adres = "{adres}"\n' if adres else "") + f'modus = "{modus}"\ngeldig_van = "2020-01-01"\n')
    file = pathlib.Path(directory) / "partners.toml"
    half = file.with_suffix(".nieuw")
    half.write_text(text)
    half.rename(file)
    return str(file)


def di01(nummer, n, xml):
    """The envelope of a WMO301 of the gemeente."""
    return f"""<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
<GGK:envelopHeenbericht-ggk_Di01 xmlns:StUF="http://www.egem.nl/StUF/StUF0301" xmlns:GGK="http://www.stufstandaarden.nl/koppelvlak/ggk0210">
<GGK:stuurgegevens><StUF:berichtcode>Di01</StUF:berichtcode>
<StUF:zender><StUF:organisatie>{GEMEENTE}</StUF:organisatie><StUF:applicatie>Proef</StUF:applicatie></StUF:zender>
<StUF:ontvanger><StUF:organisatie>{AANBIEDER}</StUF:organisatie><StUF:applicatie>GGk</StUF:applicatie></StUF:ontvanger>
<StUF:referentienummer>{nummer}</StUF:referentienummer><StUF:tijdstipBericht>2026060110150012{n}</StUF:tijdstipBericht>
<StUF:functie>WMO301</StUF:functie></GGK:stuurgegevens>
<GGK:parameters><GGK:applicatieVersie>0001</GGK:applicatieVersie><GGK:applicatieSubversie>0000</GGK:applicatieSubversie>
<GGK:functieVersie>0003</GGK:functieVersie><GGK:functieSubversie>0002</GGK:functieSubversie>
<GGK:bericht><GGK:xmlBestand>{base64.b64encode(xml).decode()}</GGK:xmlBestand></GGK:bericht></GGK:parameters>
</GGK:envelopHeenbericht-ggk_Di01></soapenv:Body></soapenv:Envelope>""".encode()


class Aflever(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.data = os.path.join(self.directory.name, "gegevens")

    def daemon(self, boek, **settings):
        return Daemon(self.data, partners=boek, bezorgpauze=1, termijn_bezorging=2, **settings)

    def uit(self, daemon, query=""):
        return json.loads(daemon.get("/v1/uit" + query)[2])["uit"]

    def delivered(self, daemon, count):
        return until(lambda: len(self.uit(daemon, "?toestand=afgeleverd")) == count, 60)

    def test_elke_kant_krijgt_het_zijne_een_keer_wat_er_ook_misgaat(self):
        # What cut answers, silence, faults and a full house leave is sent again, with the number of before.
        gedrag = ["knip:0", "goed", "knip:20", "503", "stil", "500", "weg", "dubbel"]
        with Partner(gedrag) as gemeente, Partner(["knip:1"]) as aanbieder:
            boek = partnerboek(self.directory.name, g=(GEMEENTE, "http", gemeente.url(), "endpoint"),
                               a=(AANBIEDER, "http", aanbieder.url(), "endpoint"))
            with self.daemon(boek) as daemon:
                for n in range(4):
                    self.assertEqual(daemon.post(good_301(n))[0], 201)
                self.assertTrue(self.delivered(daemon, 8), self.uit(daemon))
                rows = self.uit(daemon)
                self.assertEqual({r["referentienummer"] for r in rows if r["bestemming"] == GEMEENTE}, set(gemeente.ontvangen))
                self.assertEqual({r["referentienummer"] for r in rows if r["bestemming"] == AANBIEDER}, set(aanbieder.ontvangen))
                self.assertEqual(len(gemeente.ontvangen), 4)
                self.assertGreater(len(gemeente.verzoeken), 4)
                # The same number always has the same bytes, and they are the answer as it stands here.
                for nummer, body in gemeente.verzoeken:
                    self.assertEqual(body, gemeente.ontvangen[nummer])
                first = next(r for r in rows if r["bestemming"] == GEMEENTE)
                self.assertEqual(daemon.get(first["inhoud"])[2], gemeente.ontvangen[first["referentienummer"]])
                self.assertEqual(list(aanbieder.ontvangen.values()), [good_301(n) for n in range(4)])
                self.assertGreaterEqual(daemon.metric("ketenpoort_bezorgpogingen_total"), 8)

    def test_herstart_van_beide_kanten(self):
        gemeente = Partner()
        port = gemeente.port
        gemeente.stop()
        boek = partnerboek(self.directory.name, g=(GEMEENTE, "http", f"http://127.0.0.1:{port}/in", "endpoint"))
        with self.daemon(boek) as daemon:
            for n in range(3):
                daemon.post(good_301(n))
            self.assertTrue(until(lambda: any(r["oorzaak"] == "onbereikbaar" for r in self.uit(daemon))))
            nummers = [r["referentienummer"] for r in self.uit(daemon, f"?bestemming={GEMEENTE}")]
        with self.daemon(boek) as daemon, Partner(["knip:30"], port) as gemeente:
            self.assertTrue(self.delivered(daemon, 3), self.uit(daemon))
            self.assertEqual(list(gemeente.ontvangen), nummers)

    def test_wat_geweigerd_is_wacht_op_een_mens(self):
        with Partner(["422", "400"]) as gemeente:
            boek = partnerboek(self.directory.name, g=(GEMEENTE, "http", gemeente.url(), "endpoint"))
            with self.daemon(boek) as daemon:
                for n in range(3):
                    daemon.post(good_301(n))
                self.assertTrue(self.delivered(daemon, 1))
                dood = self.uit(daemon, "?toestand=opgegeven")
                self.assertEqual([r["oorzaak"] for r in dood], ["geweigerd", "geweigerd"])
                self.assertEqual(dood[0]["fout"], "de partner antwoordde 422")
                een = dood[0]["href"]
                self.assertEqual(daemon.request("POST", een + "/opnieuw", "{}", JSON)[0], 400)
                status, _, body = daemon.request("POST", een + "/opnieuw", json.dumps({"door": "J. Jansen"}), JSON)
                self.assertEqual((status, json.loads(body)), (200, {"opnieuw": [dood[0]["id"]]}))
                self.assertTrue(self.delivered(daemon, 2))
                self.assertEqual(daemon.request("POST", een + "/opnieuw", json.dumps({"door": "J. Jansen"}), JSON)[0], 409)
                self.assertEqual(daemon.request("POST", "/v1/uit/9999/opnieuw", json.dumps({"door": "J. Jansen"}), JSON)[0], 404)
                self.assertEqual(json.loads(daemon.get(een)[2])["referentienummer"], dood[0]["referentienummer"])
                self.assertIn(dood[0]["referentienummer"], gemeente.ontvangen)
                daemon.stop()
            lijst = subprocess.run([BINARY, "uit", "--data", self.data, "--json"], capture_output=True, text=True, check=True).stdout
            self.assertEqual([json.loads(line)["id"] for line in lijst.splitlines()], [dood[1]["id"]])
            subprocess.run([BINARY, "uit", "--data", self.data, "--oorzaak", "geweigerd", "opnieuw", "--door", "J. Jansen"], check=True,
                           stdout=subprocess.DEVNULL)
            with self.daemon(boek) as daemon:
                self.assertTrue(self.delivered(daemon, 3))
                self.assertEqual(len(gemeente.ontvangen), 3)

    def test_postbus(self):
        with self.daemon(partnerboek(self.directory.name)) as daemon:
            daemon.post(good_301(1))
            daemon.post(good_301(2))
            lijst = json.loads(daemon.get(f"/v1/postbus/{AANBIEDER}")[2])["berichten"]
            self.assertEqual([b["berichtsoort"] for b in lijst], ["WMO301", "WMO301"])
            # Fetching alone confirms nothing; confirming twice is no harm.
            self.assertEqual(daemon.get(lijst[0]["href"])[2], good_301(1))
            self.assertEqual(len(json.loads(daemon.get(f"/v1/postbus/{AANBIEDER}")[2])["berichten"]), 2)
            self.assertEqual([daemon.request("DELETE", lijst[0]["href"])[0] for _ in range(2)], [200, 200])
            self.assertEqual(haal_op(daemon, AANBIEDER), [good_301(2)])
            self.assertEqual(len(haal_op(daemon, GEMEENTE)), 2)
            self.assertEqual(daemon.get(f"/v1/postbus/{GEMEENTE}/{lijst[0]['id']}")[0], 404)
            self.assertEqual(daemon.get(f"/v1/postbus/{AANBIEDER}?aantal=0")[0], 400)

    def test_mappen(self):
        here = pathlib.Path(self.directory.name)
        uit, binnen = here / "uit", here / "in"
        uit.mkdir()
        binnen.mkdir()
        boek = partnerboek(here, a=(AANBIEDER, "map", str(uit), "endpoint"))
        with self.daemon(boek, map_in=str(binnen)) as daemon:
            xml = good_301(1)
            half = binnen / "half.xml"
            half.write_bytes(xml[:100])
            (binnen / "nog.xml.tmp").write_bytes(xml)
            # Whole at once, by another name first.
            (binnen / ".heel").write_bytes(good_301(2))
            (binnen / ".heel").rename(binnen / "heel.xml")
            self.assertTrue(until(lambda: (binnen / "verwerkt" / "heel.xml").exists()))
            besluit = json.loads((binnen / "verwerkt" / "heel.xml.json").read_text())
            self.assertEqual(besluit["uitkomst"], "goedgekeurd")
            self.assertTrue(until(lambda: [f.read_bytes() for f in uit.glob("*.xml")] == [good_301(2)]))
            # What is no message goes to geweigerd, with why.
            self.assertTrue(until(lambda: (binnen / "geweigerd" / "half.xml").exists()))
            self.assertEqual(json.loads((binnen / "geweigerd" / "half.xml.json").read_text())["uitkomst"], "afgekeurd")
            self.assertTrue((binnen / "nog.xml.tmp").exists())
            (binnen / "kapot.zip").write_bytes(b"PK geen zip")
            self.assertTrue(until(lambda: (binnen / "geweigerd" / "kapot.zip.json").exists()))
            # The same file again gets the same decision, once.
            (binnen / "weer.xml").write_bytes(good_301(2))
            self.assertTrue(until(lambda: (binnen / "verwerkt" / "weer.xml.json").exists()))
            self.assertEqual(json.loads((binnen / "verwerkt" / "weer.xml.json").read_text())["id"], besluit["id"])

    def vsp(self, daemon, xml, payload=None, **anders):
        """@returns the status of a VSP push of this message"""
        traceer = anders.get("traceerId", str(uuid.uuid4()))
        metadata = {
            "routeringgegevens": {"afzender": {"rol": "Gemeente", "code": anders.get("code", GEMEENTE)},
                                  "geadresseerden": [{"rol": "Instelling", "code": AANBIEDER}],
                                  "berichtstroom": {"berichttype": "WMO", "berichtsubtype": "WMO301", "berichtversie": 3,
                                                    "berichtsubversie": 2, "actie": "Bericht"}},
            "referentiegegevens": {"conversatieId": traceer, "traceerId": traceer},
        }
        body = (b'--g\r\nContent-Disposition: form-data; name="berichtMetadata"\r\nContent-Type: application/json\r\n\r\n'
                + json.dumps(metadata).encode() + b'\r\n--g\r\nContent-Disposition: form-data; name="payload"; filename="p"\r\n'
                b"Content-Type: application/octet-stream\r\n\r\n" + (payload if payload is not None else xml) + b"\r\n--g--\r\n")
        return daemon.request("POST", "/berichten", body, {"Content-Type": "multipart/form-data; boundary=g"})[0]

    @staticmethod
    def zip(*namen, inhoud=b""):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
            for naam in namen:
                z.writestr(naam, inhoud)
        return buffer.getvalue()

    def test_vsp_binnen(self):
        with self.daemon(partnerboek(self.directory.name)) as daemon:
            traceer = str(uuid.uuid4())
            self.assertEqual(self.vsp(daemon, good_301(1), traceerId=traceer), 204)
            self.assertEqual(self.vsp(daemon, good_301(1), traceerId=traceer), 204)
            self.assertEqual(self.vsp(daemon, good_301(2), traceerId=traceer), 422)
            self.assertEqual(self.vsp(daemon, None, self.zip("a.xml", inhoud=good_301(3))), 204)
            self.assertEqual(self.vsp(daemon, good_301(4), code="9999"), 400)
            self.assertEqual(self.vsp(daemon, good_301(4), traceerId="geen uuid"), 400)
            for payload in (self.zip(), self.zip("a.xml", "b.xml", inhoud=good_301(5)), self.zip("map/a.xml", inhoud=good_301(5)),
                            self.zip("a.exe", inhoud=good_301(5)), self.zip("a.xml", inhoud=b" " * (27 << 20)), b"PK", b"<kapot"):
                self.assertEqual(self.vsp(daemon, None, payload), 422)
            self.assertEqual(json.loads(daemon.get(f"/v1/postbus/{AANBIEDER}")[2])["berichten"][1]["berichtsoort"], "WMO301")
            self.assertEqual(len(self.uit(daemon)), 4)

    def test_vsp_halen_en_brengen(self):
        with Partner() as gemeente:
            boek = partnerboek(self.directory.name, g=(GEMEENTE, "vsp_push", gemeente.url("/berichten"), "endpoint"),
                               a=(AANBIEDER, "vsp_pull", "", "endpoint"))
            with self.daemon(boek) as daemon:
                daemon.post(good_301(1))
                wacht = json.loads(daemon.get("/berichten?limit=10")[2])["berichten"]
                self.assertEqual(len(wacht), 1)
                basis = wacht[0]["basisgegevens"]["payload"]
                status, _, payload = daemon.get(basis["url"])
                self.assertEqual((status, len(payload), hashlib.sha256(payload).hexdigest()), (200, basis["grootte"], basis["checksum"]["waarde"]))
                with zipfile.ZipFile(io.BytesIO(payload)) as z:
                    self.assertEqual([z.read(n) for n in z.namelist()], [good_301(1)])
                traceer = wacht[0]["referentiegegevens"]["traceerId"]
                self.assertEqual([daemon.request("DELETE", f"/berichten/{traceer}")[0] for _ in range(2)], [202, 202])
                self.assertEqual(json.loads(daemon.get("/berichten")[2])["berichten"], [])
                self.assertEqual(daemon.get(f"/berichten/{uuid.uuid4()}/payload")[0], 404)
                self.assertTrue(until(lambda: len(gemeente.ontvangen) == 1))
                body = next(iter(gemeente.ontvangen.values()))
                self.assertIn(b'name="berichtMetadata"', body)

    def test_een_gesprek_in_enveloppen(self):
        # A Di01 comes in; the receiver gets it as a Di01 and the sender a Du01 that refers to it, whatever is cut or refused for now.
        with Partner(["knip:60", "goed", "503"]) as gemeente, Partner(["knip:0"]) as aanbieder:
            boek = partnerboek(self.directory.name, g=(GEMEENTE, "ggk0210", gemeente.url("/soap"), "endpoint"),
                               a=(AANBIEDER, "ggk0210", aanbieder.url("/soap"), "endpoint"))
            with self.daemon(boek) as daemon:
                nummers = []
                for n in range(2):
                    nummers.append(str(uuid.uuid4()))
                    status, _, body = daemon.request("POST", "/soap/ggk0210", di01(nummers[-1], n, good_301(n)),
                                                     {"Content-Type": "text/xml; charset=utf-8"})
                    self.assertEqual(status, 200, body)
                    self.assertEqual(veld("crossRefnummer", body), nummers[-1])
                self.assertTrue(self.delivered(daemon, 4), self.uit(daemon))
                self.assertEqual([inhoud(e) for e in aanbieder.ontvangen.values()], [good_301(n) for n in range(2)])
                self.assertEqual([veld("berichtcode", e) for e in aanbieder.ontvangen.values()], ["Di01"] * 2)
                self.assertEqual([veld("crossRefnummer", e) for e in gemeente.ontvangen.values()], nummers)
                self.assertEqual([veld("functie", e) for e in gemeente.ontvangen.values()], ["WMO302"] * 2)
                for partner in (gemeente, aanbieder):
                    for nummer, envelope in partner.verzoeken:
                        self.assertEqual(envelope, partner.ontvangen[nummer])

    def test_relay_draagt_het_antwoord_van_de_ontvanger_terug(self):
        with Partner() as gemeente, Partner() as aanbieder:
            boek = partnerboek(self.directory.name, g=(GEMEENTE, "http", gemeente.url(), "endpoint"),
                               a=(AANBIEDER, "http", aanbieder.url(), "relay"))
            with self.daemon(boek) as daemon:
                heen = good_301(1)
                besluit = json.loads(daemon.post(heen)[2])
                self.assertEqual((besluit["uitkomst"], besluit["retour"]), ("goedgekeurd", None))
                self.assertTrue(until(lambda: list(aanbieder.ontvangen.values()) == [heen]))
                termijnen = [t for t in json.loads(daemon.get("/v1/termijnen")[2])["termijnen"] if t["soort"] != "start"]
                self.assertEqual([(t["soort"], t["termijn"], t["organisatie"], t["te_laat"]) for t in termijnen],
                                 [("ontvanger", "2026-06-04", AANBIEDER, False)])
                self.assertEqual(gemeente.ontvangen, {})
            # Days later nothing has come: it is marked, and the log says so.
            with self.daemon(boek, vandaag="2026-06-05") as daemon:
                termijnen = json.loads(daemon.get("/v1/termijnen")[2])["termijnen"]
                self.assertEqual([(t["soort"], t["te_laat"]) for t in termijnen], [("ontvanger", True), ("start", False)])
                self.assertTrue(until(lambda: any('"termijn_verstreken"' in line for line in daemon.log)))
                self.assertTrue(until(lambda: daemon.metric("ketenpoort_termijnen_te_laat") == 1))


if __name__ == "__main__":
    unittest.main()
