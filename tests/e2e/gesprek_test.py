"""Every pair of messages as a conversation in StUF envelopes over mutual TLS, against a partner that talks back: the same decisions and
byte for byte the same answers as `ketenpoort process` gives to the same files."""

import json
import os
import pathlib
import ssl
import subprocess
import tempfile
import unittest

from daemon import bericht, until
from ggk_test import ACTIE, SOAP, Checked, di01, nummer
from partner import Partner, inhoud, veld
from tls_test import WithDaemon
import xml.etree.ElementTree as ET

VANDAAG = "2026-07-02"
GEMEENTE, AANBIEDER = "0384", "42420001"

BOEK = """
[[link]]
naam = "terug naar de aanbieder"
partner = "00000003123456780000"
protocol = "ggk0210"
organisaties = ["42420001"]
adres = "{0}"
geldig_van = "2020-01-01"

[[link]]
naam = "terug naar de gemeente"
partner = "00000001001234567000"
protocol = "ggk0210"
organisaties = ["0384"]
adres = "{0}"
geldig_van = "2020-01-01"
"""


def verhaal(domein):
    """(functie, who sends it, message): one client from the first question to the stop; the last one is wrong."""
    aan, van = (AANBIEDER, GEMEENTE), (GEMEENTE, AANBIEDER)
    code = dict(categorie="45", code="45A01") if domein == "jw" else {}

    def naam(wat):
        return f"{wat}-{domein}"

    toegewezen = [bericht.product(1001, **code)]
    return [
        ("315", aan, bericht.verzoek_toewijzing(domein, [bericht.aangevraagd("V1", **code)], identificatie=naam("V"))),
        ("319", van, bericht.antwoord_verzoek(domein, "V1", antwoord="1", reden="3", identificatie=naam("O"))),
        ("301", van, bericht.toewijzing(domein, toegewezen, identificatie=naam("T"))),
        ("305", aan, bericht.start(domein, [bericht.start_product(1001, **code)], identificatie=naam("S"))),
        ("317", aan, bericht.verzoek_wijziging(domein, te_wijzigen_producten=[bericht.te_wijzigen(1001)], identificatie=naam("W"))),
        ("323", aan, bericht.declaratie(domein, [(bericht.BSN[0], [bericht.prestatie("R1", **code)])], identificatie=naam("D"))),
        ("307", aan, bericht.stop(domein, [bericht.stop_product(1001, reden="31" if domein == "jw" else "19", **code)], identificatie=naam("E"))),
        ("305", aan, bericht.start(domein, [bericht.start_product(4711, **code)], identificatie=naam("F"))),
    ]


class Gesprekken(WithDaemon, Checked):
    SETTINGS = {"vandaag": VANDAAG, "bezorgpauze": 1}

    def server(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.set / "server.pem", self.set / "server.key")
        context.load_verify_locations(self.set / "ca.pem")
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    def process(self, map, files):
        """What the command line says of the same files, by name: its line, and the answer."""
        done = subprocess.run([os.environ["KETENPOORT"], "process", "--data", map / "proef", "--today", VANDAAG, "--out", map / "uit", "--json", *files],
                              capture_output=True, text=True)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(lines), len(files))
        return [(line, pathlib.Path(line["retour"]["pad"]).read_bytes()) for line in lines]

    def test_every_pair_of_messages(self):
        stappen = [(domein, *stap) for domein in ("wmo", "jw") for stap in verhaal(domein)]
        with tempfile.TemporaryDirectory() as directory, Partner(tls=self.server()) as partner:
            map = pathlib.Path(directory)
            files = []
            for n, (_, functie, _, heen) in enumerate(stappen):
                files.append(map / f"{n:02}-{functie}.xml")
                heen.write(files[-1])
            boek = self.set / "partners.toml"
            boek.write_text(boek.read_text().split("[[link]]")[0] + BOEK.format(partner.url("/soap/in")))
            self.assertTrue(until(lambda: self.events("vertrouwen_herladen")))
            gestuurd = []
            for file, (domein, functie, (zender, ontvanger), _) in zip(files, stappen):
                referentie = nummer()
                gestuurd.append(referentie)
                tekst = di01(file.read_bytes(), f"{domein.upper()}{functie}", zender, ontvanger, referentie)
                answer = self.request("gemeente" if zender == GEMEENTE else "aanbieder", "POST", "/soap/ggk0210", tekst.encode(),
                                      {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ACTIE}Di01"'})
                self.assertEqual(answer[0], 200, answer[2])

            def antwoorden():
                return {veld("crossRefnummer", body): body for body in list(partner.ontvangen.values()) if veld("berichtcode", body) == "Du01"}

            self.assertTrue(until(lambda: len(antwoorden()) == len(gestuurd), 60),
                            ([n for n, r in enumerate(gestuurd) if r not in antwoorden()], self.daemon.get("/v1/uit?toestand=opgegeven")[2], partner.fouten))
            verwacht = self.process(map, files)
            soorten = set()
            fout = {7, 15}  # the last of each domein
            for n, (referentie, (line, retour)) in enumerate(zip(gestuurd, verwacht)):
                with self.subTest(bericht=files[n].name, domein=stappen[n][0]):
                    besluit = json.loads(self.daemon.get(f"/v1/berichten/{n + 1}/besluit")[2])
                    self.assertEqual((besluit["uitkomst"], besluit["bevindingen"]), (line["uitkomst"], line["bevindingen"]))
                    self.assertEqual(besluit["uitkomst"], "afgekeurd" if n in fout else "goedgekeurd", besluit["bevindingen"])
                    envelop = antwoorden()[referentie]
                    self.valid(ET.fromstring(envelop).find(f"{SOAP}Body")[0])
                    self.assertEqual(inhoud(envelop), retour)
                    soorten.add((stappen[n][1], veld("functie", envelop)))
            self.assertEqual(soorten, {(str(heen), f"{d}{terug}") for d in ("WMO", "JW") for heen, terug in
                                       ((301, 302), (305, 306), (307, 308), (315, 316), (317, 318), (319, 320), (323, 325))})
            # What was accepted also reached its receiver, once each.
            heen = [inhoud(body) for body in list(partner.ontvangen.values()) if veld("berichtcode", body) == "Di01"]
            self.assertTrue(until(lambda: sum(veld("berichtcode", b) == "Di01" for b in list(partner.ontvangen.values())) == 14, 60))
            self.assertEqual(len(heen), len(set(heen)))
            self.assertEqual(len(partner.verzoeken), len(partner.ontvangen), "\n".join(l for l in self.daemon.log if "bezorg" in l or "uit_" in l))


if __name__ == "__main__":
    unittest.main()
