"""Partners that send in the wrong order, everything twice, and days later; a receiver that cannot use what was passed on; 2,000 connections
that say nothing. All over mutual TLS."""

import json
import os
import pathlib
import re
import resource
import unittest

from daemon import XML, Daemon, bericht, good_301, until
from ggk_test import ACTIE, di01, fo01, nummer
from partner import Partner, inhoud, veld
from tls_test import WithDaemon
from vsp_test import AANBIEDER, GEMEENTE, Partnerboek, link

FO01 = "http://www.egem.nl/StUF/StUF0301/Fo01"


class Enveloppen(Partnerboek):
    SETTINGS = {"bezorgpauze": 1}

    def envelop(self, name, tekst, actie=ACTIE + "Di01"):
        return self.request(name, "POST", "/soap/ggk0210", tekst.encode(), {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{actie}"'})


class Wanorde(Enveloppen):
    def restart(self, **settings):
        """The same daemon on the same data, on another day."""
        cls = type(self)
        old = cls.daemon
        self.assertEqual(old.stop(), 0)
        cls.daemon = Daemon(old.data, luister_tls="127.0.0.1:0", tls_certificaat=str(self.set / "server.pem"), tls_sleutel=str(self.set / "server.key"),
                            tls_ca=str(self.set / "ca.pem"), tls_crl=str(self.set / "crl.pem"), partners=str(self.set / "partners.toml"),
                            **{**self.SETTINGS, **settings})

    def test_out_of_order_twice_and_late(self):
        with Partner(tls=self.server()) as gemeente, Partner(tls=self.server()) as aanbieder:
            self.links(link("g", GEMEENTE, "ggk0210", gemeente.url("/soap")), link("a", AANBIEDER, "ggk0210", aanbieder.url("/soap")))
            versies = [bericht.toewijzing(producten=[bericht.product(4001, volume=volume, toewijzingsdatum=dag)], identificatie=f"W{n}", dagtekening=dag).xml().encode()
                       for n, (dag, volume) in enumerate((("2026-02-03", 7), ("2026-01-02", 3), ("2026-03-04", 9), ("2026-02-05", 8)))]
            heen = {}
            for xml in versies:
                number = nummer()
                heen[number] = di01(xml, referentie=number, zender=GEMEENTE, ontvanger=AANBIEDER)
                answers = [self.envelop("gemeente", heen[number]) for _ in range(2)]
                self.assertEqual([a[0] for a in answers], [200, 200], answers[0][2])
                self.assertEqual(answers[0][2], answers[1][2])
            self.assertEqual(self.stored(), 4)
            self.assertTrue(until(lambda: len(gemeente.ontvangen) == 4 and len(aanbieder.ontvangen) == 4, 60), (gemeente.fouten, aanbieder.fouten))
            # Whatever came last: the latest version counts, and every envelope has one answer.
            keten = json.loads(self.daemon.get("/v1/toewijzingen/0384/wmo/4001")[2])
            self.assertEqual(keten["versie"]["toewijzingsdatum"], "2026-03-04")
            self.assertEqual(sorted(veld("crossRefnummer", e) for e in gemeente.ontvangen.values()), sorted(heen))
            self.assertEqual([inhoud(e) for e in aanbieder.ontvangen.values()], versies)

            # Two weeks and a restart later the same envelopes again, the last one first: the answers of then, and nothing new.
            before = {number: self.envelop("gemeente", tekst)[2] for number, tekst in heen.items()}
            self.restart(vandaag="2026-06-15")
            for number in reversed(heen):
                self.assertEqual(self.envelop("gemeente", heen[number])[::2], (200, before[number]))
            # The same message under a new number is no new message, and is answered for that number too.
            again = nummer()
            self.assertEqual(self.envelop("gemeente", di01(versies[0], referentie=again, zender=GEMEENTE, ontvanger=AANBIEDER))[0], 200)
            self.assertTrue(until(lambda: len(gemeente.ontvangen) == 5, 60))
            self.assertEqual(veld("crossRefnummer", list(gemeente.ontvangen.values())[-1]), again)
            self.assertEqual(int(json.loads(self.daemon.get("/v1/berichten/4")[2])["id"]), 4)
            self.assertEqual(self.daemon.get("/v1/berichten/5")[0], 404)
            self.assertEqual(len(aanbieder.ontvangen), 4)
            # Of the same toewijzing no start came: that is late now.
            starts = [t for t in json.loads(self.daemon.get("/v1/termijnen")[2])["termijnen"] if t["soort"] == "start"]
            self.assertEqual([(t["termijn"], t["organisatie"], t["href"], t["te_laat"]) for t in starts],
                             [("2026-06-08", AANBIEDER, "/v1/toewijzingen/0384/wmo/4001", True)])
            self.assertTrue(until(lambda: any('"termijn_verstreken"' in line and '"start"' in line for line in self.daemon.log)))
            metrics = self.daemon.get("/metrics")[2].decode()
            self.assertRegex(metrics, r'ketenpoort_termijnen_te_laat\{soort="start"\} 1')
            start = bericht.start(producten=[bericht.start_product(4001)], identificatie="WS").xml().encode()
            self.assertEqual(self.envelop("aanbieder", di01(start, "WMO305", AANBIEDER, GEMEENTE))[0], 200)
            self.assertEqual([t for t in json.loads(self.daemon.get("/v1/termijnen")[2])["termijnen"] if t["soort"] == "start"], [])


class Terug(Enveloppen):
    """Relay: the receiver answers for itself, also when it cannot use what it got."""

    def test_the_fo01_of_an_aanbieder_goes_back_to_the_sender(self):
        with Partner(["knip:10"], tls=self.server()) as gemeente, Partner(tls=self.server()) as aanbieder:
            self.links(link("g", GEMEENTE, "ggk0210", gemeente.url("/soap")), link("a", AANBIEDER, "ggk0210", aanbieder.url("/soap"), "relay"))
            heen = nummer()
            self.assertEqual(self.envelop("gemeente", di01(good_301(50), referentie=heen, zender=GEMEENTE, ontvanger=AANBIEDER))[0], 200)
            self.assertTrue(until(lambda: len(aanbieder.ontvangen) == 1, 30), self.uit("?toestand=wacht"))
            wacht = [t for t in json.loads(self.daemon.get("/v1/termijnen")[2])["termijnen"] if t["soort"] == "ontvanger"]
            self.assertEqual([t["organisatie"] for t in wacht], [AANBIEDER])
            door = next(iter(aanbieder.ontvangen))
            # Only the receiver may say so; twice is once.
            fout = fo01(door, AANBIEDER, GEMEENTE)
            self.assertEqual(self.envelop("gemeente", fout, FO01)[0], 500)
            first = self.envelop("aanbieder", fout, FO01)
            self.assertEqual(first[0], 200, first[2])
            self.assertEqual(self.envelop("aanbieder", fout, FO01)[::2], first[::2])
            self.assertTrue(until(lambda: len(gemeente.ontvangen) == 1 and gemeente.gedrag == [], 60), gemeente.fouten)
            self.assertTrue(until(lambda: not self.uit("?toestand=wacht")))
            terug = next(iter(gemeente.ontvangen.values()))
            self.assertEqual([veld(v, terug) for v in ("berichtcode", "crossRefnummer", "code", "omschrijving")], ["Fo01", heen, "IB014", "payload"])
            self.assertEqual(len(gemeente.ontvangen), 1)
            self.assertEqual([r["oorzaak"] for r in self.uit("?toestand=opgegeven")], ["foutbericht"])
            self.assertEqual([t for t in json.loads(self.daemon.get("/v1/termijnen")[2])["termijnen"] if t["soort"] == "ontvanger"], [])


class Stil(WithDaemon):
    """H18 over TLS."""

    AANTAL = 2000
    SETTINGS = {"verbindingen": 2100, "verbindingen_per_partner": 2100, "termijn_rust": 600}

    @classmethod
    def setUpClass(cls):
        cls.grens = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(cls.grens[1], 8192), cls.grens[1])) # the daemon inherits it
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        resource.setrlimit(resource.RLIMIT_NOFILE, cls.grens)

    def resident_kib(self):
        text = pathlib.Path(f"/proc/{self.daemon.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1))

    def test_h18_two_thousand_idle_connections(self):
        self.assertEqual(self.request("gemeente", "POST", "/v1/proef", good_301(1), XML)[0], 200)
        before = self.resident_kib()
        live = b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
        idle = [self.connect("aanbieder") for _ in range(self.AANTAL)]
        try:
            for s in idle:
                s.sendall(live)
                self.assertTrue(s.recv(1000).startswith(b"HTTP/1.1 200 "))
            self.assertGreaterEqual(self.daemon.metric("ketenpoort_verbindingen_open"), self.AANTAL)
            # Healthy ones are served in between, and all of the others still are afterwards.
            for n in range(50):
                self.assertEqual(self.request("gemeente", "POST", "/v1/proef", good_301(n), XML)[0], 200)
            for s in idle[:: 20]:
                s.sendall(live)
                self.assertTrue(s.recv(1000).startswith(b"HTTP/1.1 200 "))
            per = (self.resident_kib() - before) / self.AANTAL
            # The sanitizer keeps red zones, and for a while what was freed.
            self.assertLess(per, 640 if os.environ.get("SANITIZED") else 128, "KiB of memory for each idle connection")
        finally:
            for s in idle:
                s.close()
        self.assertTrue(until(lambda: self.daemon.metric("ketenpoort_verbindingen_open") <= 2))


if __name__ == "__main__":
    unittest.main()
