"""VSP over mutual TLS: push, statuses, search, pull with checksum and confirmation, and certificates that get nowhere; what a partner may
read of its own that was refused, whatever door it came by; and delivery to a partner that is reached over TLS."""

import hashlib
import io
import json
import os
import pathlib
import ssl
import subprocess
import unittest
import uuid
import zipfile

from daemon import BINARY, XML, bericht, good_301, until
from ggk_test import ACTIE, SOAP, STUF, di01, fo01
from partner import Partner, inhoud, veld
from tls_test import REFUSED_HANDSHAKES, REFUSED_OINS, WithDaemon

GEMEENTE, AANBIEDER = "0384", "42420001"
OIN = {GEMEENTE: "00000001001234567000", AANBIEDER: "00000003123456780000"}


def nummer():
    return str(uuid.uuid4())


def multipart(xml, traceer, conversatie=None, van=GEMEENTE, aan=AANBIEDER, soort="WMO301"):
    """The headers and body of a push."""
    metadata = {
        "routeringgegevens": {"afzender": {"rol": "Gemeente", "code": van}, "geadresseerden": [{"rol": "Instelling", "code": aan}],
                              "berichtstroom": {"berichttype": soort[:-3], "berichtsubtype": soort, "berichtversie": 3, "berichtsubversie": 2,
                                                "actie": "Bericht"}},
        "referentiegegevens": {"conversatieId": conversatie or traceer, "traceerId": traceer},
    }
    body = (b'--g\r\nContent-Disposition: form-data; name="berichtMetadata"\r\nContent-Type: application/json\r\n\r\n' + json.dumps(metadata).encode()
            + b'\r\n--g\r\nContent-Disposition: form-data; name="payload"; filename="p"\r\nContent-Type: application/octet-stream\r\n\r\n' + xml
            + b"\r\n--g--\r\n")
    return body, {"Content-Type": "multipart/form-data; boundary=g"}


def link(naam, organisatie, protocol, adres="", modus="endpoint"):
    return (f'\n[[link]]\nnaam = "{naam}"\npartner = "{OIN[organisatie]}"\nprotocol = "{protocol}"\norganisaties = ["{organisatie}"]\n'
            + (f'adres = "{adres}"\n' if adres else "") + f'modus = "{modus}"\ngeldig_van = "2020-01-01"\n')


class Partnerboek(WithDaemon):
    def links(self, *links):
        """Replaces the links of the book and waits until that counts."""
        boek = self.set / "partners.toml"
        before = len(self.events("vertrouwen_herladen"))
        boek.write_text(boek.read_text().split("[[link]]")[0] + "".join(links))
        self.assertTrue(until(lambda: len(self.events("vertrouwen_herladen")) > before), self.daemon.log[-3:])

    def uit(self, query=""):
        return json.loads(self.daemon.get("/v1/uit" + query)[2])["uit"]

    def server(self, name="server"):
        """What a partner that wants our certificate listens with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.set / f"{name}.pem", self.set / f"{name}.key")
        context.load_verify_locations(self.set / "ca.pem")
        context.verify_mode = ssl.CERT_REQUIRED
        return context


class Vsp(Partnerboek):
    def setUp(self):
        self.links(link("g", GEMEENTE, "vsp_pull"), link("a", AANBIEDER, "vsp_pull"))

    def push(self, name, xml, traceer=None, **anders):
        body, headers = multipart(xml, traceer or nummer(), **anders)
        return self.request(name, "POST", "/berichten", body, headers)

    def statussen(self, name, query):
        status, _, body = self.request(name, "GET", "/berichtstatussen?" + query)
        self.assertEqual(status, 200, body)
        return json.loads(body)["berichtstatussen"]

    def zoek(self, name, vraag):
        status, _, body = self.request(name, "POST", "/berichten/zoeken", json.dumps(vraag).encode(), {"Content-Type": "application/json"})
        return status, json.loads(body)

    def lijst(self, name):
        return json.loads(self.request(name, "GET", "/berichten")[2])["berichten"]

    def test_from_push_to_confirmation(self):
        heen, gesprek = nummer(), nummer()
        self.assertEqual(self.push("gemeente", good_301(1), heen, conversatie=gesprek)[0], 204)
        eerst = self.statussen("gemeente", "traceerId=" + heen)
        self.assertEqual([(s["status"], s["meldingen"], s["referentiegegevens"]) for s in eerst],
                         [("WordtAangeboden", [], {"conversatieId": gesprek, "traceerId": heen})])
        wacht = self.lijst("aanbieder")
        ligt = [b for b in wacht if b["referentiegegevens"]["conversatieId"] != gesprek]
        self.assertTrue(ligt)
        # The receiver looks for it, fetches it, checks it and says that it has it.
        status, gevonden = self.zoek("aanbieder", {"zoekpadType": "ZoekpadOpBerichtstroom", "berichtstroom": {"berichttype": "WMO", "berichtsubtype": "WMO301"}})
        self.assertEqual(status, 200, gevonden)
        basis = gevonden["berichten"][-1]["basisgegevens"]["payload"]
        traceer = gevonden["berichten"][-1]["referentiegegevens"]["traceerId"]
        status, _, payload = self.request("aanbieder", "GET", basis["url"])
        self.assertEqual((status, len(payload), hashlib.sha256(payload).hexdigest()), (200, basis["grootte"], basis["checksum"]["waarde"]))
        with zipfile.ZipFile(io.BytesIO(payload)) as z:
            self.assertEqual([z.read(n) for n in z.namelist()], [good_301(1)])
        # Nobody else can look at it or say that he has it.
        self.assertEqual(self.request("gemeente", "GET", basis["url"])[0], 404)
        self.assertEqual(self.request("gemeente", "DELETE", "/berichten/" + traceer)[0], 404)
        self.assertEqual(self.request("aanbieder", "DELETE", "/berichten/" + traceer)[0], 202)
        self.assertEqual(self.request("aanbieder", "GET", basis["url"])[0], 404)
        self.assertEqual([s["status"] for s in self.statussen("gemeente", "conversatieId=" + gesprek)], ["Bezorgd"])
        # The answer is in the conversation, and answers the message.
        for vraag in ({"zoekpadType": "ZoekpadOpConversatieId", "conversatieId": gesprek},
                      {"zoekpad": {"zoekpadType": "ZoekpadOpAlsAntwoordOp", "alsAntwoordOp": heen}, "limit": 1}):
            status, gevonden = self.zoek("gemeente", vraag)
            self.assertEqual(status, 200, gevonden)
            self.assertEqual([(b["routeringgegevens"]["berichtstroom"]["berichtsubtype"], b["referentiegegevens"]["conversatieId"],
                               b["referentiegegevens"]["alsAntwoordOp"]) for b in gevonden["berichten"]], [("WMO302", gesprek, heen)])

    def test_a_question_that_is_not_understood(self):
        for query in ("", "?traceerId=1", f"?traceerId={nummer()}&conversatieId={nummer()}", "?conversatieId=" + nummer().upper()):
            self.assertEqual(self.request("gemeente", "GET", "/berichtstatussen" + query)[0], 400, query)
        for vraag in ({}, {"zoekpadType": "Anders"}, {"zoekpadType": "ZoekpadOpConversatieId", "conversatieId": "999900006"}):
            status, body = self.zoek("gemeente", vraag)
            self.assertEqual(status, 400)
            self.assertNotIn("999900006", json.dumps(body))
        self.assertEqual(self.statussen("gemeente", "traceerId=" + nummer()), [])

    def test_what_is_refused_says_so_every_time_and_to_its_sender_only(self):
        traceer = nummer()
        for _ in range(2):
            status, _, body = self.push("gemeente", b"<geen/>", traceer)
            self.assertEqual((status, json.loads(body)["meldingen"][0]["code"]), (422, "BRS13"))
        status, _, body = self.push("gemeente", b"<kapot")
        self.assertEqual((status, json.loads(body)["meldingen"][0]["code"]), (422, "BRS14"))
        self.assertEqual([(s["status"], s["meldingen"][0]["code"]) for s in self.statussen("gemeente", "traceerId=" + traceer)],
                         [("AfgekeurdDoorDienst", "BRS13")])
        self.assertEqual(self.statussen("aanbieder", "traceerId=" + traceer), [])
        # One that is rejected on what it says gets a retour, and was dealt with.
        traceer = nummer()
        start = bericht.start("wmo", [bericht.start_product(4711)], identificatie="onbekend").xml().encode()
        self.assertEqual(self.push("aanbieder", start, traceer, van=AANBIEDER, aan=GEMEENTE, soort="WMO305")[0], 204)
        self.assertEqual([s["status"] for s in self.statussen("aanbieder", "traceerId=" + traceer)], ["VerwerkingVoltooid"])

    def test_certificates_that_get_nowhere(self):
        before = self.stored()
        body, headers = multipart(good_301(30), nummer())
        for name in (None, *REFUSED_HANDSHAKES):
            with self.assertRaises((OSError, ssl.SSLError), msg=name):
                self.request(name, "POST", "/berichten", body, headers)
        for name in REFUSED_OINS:
            self.assertEqual(self.request(name, "POST", "/berichten", body, headers)[0], 403, name)
            self.assertEqual(self.request(name, "GET", "/berichtstatussen?traceerId=" + nummer())[0], 403, name)
        # Known, but for another: neither sending for him nor fetching his post.
        self.assertEqual(self.push("aanbieder", good_301(31))[0], 403)
        self.assertTrue(self.told("organisatie_niet_toegestaan"))
        self.assertEqual(self.stored(), before)

    def test_a_partner_reads_what_of_its_own_was_refused(self):
        def over_http(n):
            answer = self.request("gemeente", "POST", "/v1/berichten", f"<geen n='{n}'/>".encode(), XML)
            self.assertEqual(answer[0], 422)

        def over_soap(n):
            answer = self.request("gemeente", "POST", "/soap/ggk0210", di01(f"<geen n='{n}'/>".encode(), zender=GEMEENTE, ontvanger=AANBIEDER).encode(),
                                  {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ACTIE}Di01"'})
            self.assertEqual(answer[0], 200, answer[2])

        def over_vsp(n):
            self.assertEqual(self.push("gemeente", f"<geen n='{n}'/>".encode())[0], 422)

        for n, send in enumerate((over_http, over_soap, over_vsp)):
            with self.subTest(door=send.__name__):
                send(n)
                id = int(self.daemon.metric("ketenpoort_berichten_beslist_total"))
                for path in ("", "/besluit"):
                    status, _, body = self.request("gemeente", "GET", f"/v1/berichten/{id}{path}")
                    self.assertEqual((status, json.loads(body)["uitkomst"]), (200, "afgekeurd"))
                    self.assertEqual(self.request("aanbieder", "GET", f"/v1/berichten/{id}{path}")[0], 404)
                    self.assertEqual(self.request("beheer", "GET", f"/v1/berichten/{id}{path}")[0], 200)
                # Who sends the same bytes has them, and may read the same.
                if n == 0:
                    self.assertEqual(self.request("aanbieder", "POST", "/v1/berichten", f"<geen n='{n}'/>".encode(), XML)[0], 422)
                    self.assertEqual(self.request("aanbieder", "GET", f"/v1/berichten/{id}/besluit")[0], 200)


class Afleveren(Partnerboek):
    """Delivery to partners that are reached over TLS and want our certificate."""

    SETTINGS = {"bezorgpauze": 1, "termijn_bezorging": 2}

    def post(self, n):
        status, _, body = self.request("gemeente", "POST", "/v1/berichten", good_301(n), XML)
        self.assertEqual(status, 201, body)
        return json.loads(body)["id"]

    def test_the_whole_story_of_retries(self):
        """Down, cut at many bytes, 5xx, time-out, cut handshakes: every message arrives under one number, in order, once."""
        gedrag = ["weg", "goed", "knip:0", "knip:1", "goed", "500", "503", "goed", "stil", "dubbel", "502", "knip:60", "goed"]
        with Partner(tls=self.server()) as gone:
            port = gone.port
        self.links(link("a", AANBIEDER, "vsp_push", f"https://localhost:{port}/berichten"), link("g", GEMEENTE, "postbus"))
        for n in range(5):
            self.post(100 + n)
        self.assertTrue(until(lambda: any(r["oorzaak"] == "onbereikbaar" for r in self.uit())))
        with Partner(gedrag, port, tls=self.server()) as aanbieder:
            self.assertTrue(until(lambda: len(aanbieder.ontvangen) == 5, 90), (self.uit(), aanbieder.fouten))
            self.assertTrue(until(lambda: not [r for r in self.uit("?toestand=wacht") if r["bestemming"] == AANBIEDER]))
            self.assertEqual(aanbieder.gedrag, [])
            # In order, each under a number of its own, and the same bytes whenever it was offered.
            for (_, body), n in zip(aanbieder.ontvangen.items(), range(5)):
                payload = body.split(b"application/octet-stream\r\n\r\n", 1)[1].rsplit(b"\r\n--", 1)[0]
                with zipfile.ZipFile(io.BytesIO(payload)) as z:
                    self.assertEqual(z.read(z.namelist()[0]), good_301(100 + n))
            for number, body in aanbieder.verzoeken:
                self.assertEqual(body, aanbieder.ontvangen[number])
            self.assertGreater(len(aanbieder.verzoeken), 5)

    def test_a_partner_that_is_not_who_it_should_be_gets_nothing(self):
        # A server without our root, and one that is another host: we do not send.
        with Partner(tls=self.server("slecht-wortel")) as vals:
            self.links(link("a", AANBIEDER, "vsp_push", vals.url("/berichten")), link("g", GEMEENTE, "postbus"))
            self.post(200)
            self.assertTrue(until(lambda: any(r["oorzaak"] == "onbereikbaar" and r["bestemming"] == AANBIEDER for r in self.uit("?toestand=wacht"))))
            self.assertEqual(vals.verzoeken, [])
        with Partner(tls=self.server()) as goed:
            self.links(link("a", AANBIEDER, "vsp_push", f"https://127.0.0.1:{goed.port}/berichten".replace("127.0.0.1", "localhost")), link("g", GEMEENTE, "postbus"))
            self.assertTrue(until(lambda: goed.ontvangen, 60))


class Send(Partnerboek):
    """`ketenpoort send` with a certificate, in each of its three ways."""

    def send(self, *arguments, url=None, name="gemeente"):
        return subprocess.run([BINARY, "send", "--url", url or f"https://localhost:{self.daemon.port_tls}", "--ca", self.set / "ca.pem",
                               "--cert", self.set / f"{name}.pem", "--key", self.set / f"{name}.key", *arguments],
                              capture_output=True, text=True, timeout=60, check=False)

    def file(self, naam, inhoud):
        path = pathlib.Path(self.directory.name) / naam
        path.write_bytes(inhoud)
        return path

    def test_the_three_ways(self):
        for n, weg in enumerate(("http", "soap", "vsp")):
            with self.subTest(weg=weg):
                before = self.stored()
                done = self.send("--weg", weg, self.file(f"{weg}.xml", good_301(300 + n)))
                self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
                self.assertEqual(self.stored(), before + 1)
                # For another organisation than that of the certificate: nowhere.
                done = self.send("--weg", weg, self.file("ander.xml", good_301(310 + n)), name="aanbieder")
                self.assertEqual(done.returncode, 2, done.stdout)
                self.assertEqual(self.stored(), before + 1)
                # Without a certificate, or with one that was revoked, there is no connection.
                for bad in ("slecht-ingetrokken", "slecht-wortel"):
                    self.assertEqual(self.send("--weg", weg, self.file("ander.xml", good_301(310 + n)), name=bad).returncode, 2)
        self.assertIn("StUF013", self.send("--weg", "soap", self.file("a.xml", good_301(320)), name="aanbieder").stdout)

    def test_the_same_number_again_is_the_same_message(self):
        file = self.file("weer.xml", good_301(330))
        for weg in ("soap", "vsp"):
            first = json.loads(self.send("--weg", weg, "--json", file).stdout)
            self.assertTrue(first["aangenomen"])
            before = self.stored()
            again = self.send("--weg", weg, "--json", "--referentienummer", first["referentienummer"], "--tijdstip", first["tijdstip"], file)
            self.assertEqual((again.returncode, json.loads(again.stdout)["aangenomen"]), (0, True), again.stdout)
            other = self.send("--weg", weg, "--referentienummer", first["referentienummer"], self.file("anders.xml", good_301(331)))
            self.assertEqual(other.returncode, 2)
            self.assertRegex(other.stdout, "StUF016|BRS114")
            self.assertEqual(self.stored(), before)

    def test_to_a_partner_at_an_address_of_its_own(self):
        with Partner(tls=self.server()) as partner:
            file = self.file("partner.xml", good_301(340))
            for weg, pad in (("soap", "/soap/elders"), ("vsp", "/elders/berichten")):
                done = self.send("--weg", weg, file, url=partner.url(pad))
                self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
            self.assertEqual(len(partner.ontvangen), 2)
            self.assertEqual(inhoud(next(iter(partner.ontvangen.values()))), good_301(340))

    def test_what_cannot_be_sent_says_why(self):
        valid = self.file("goed.xml", good_301(350))
        wrong = self.file("fout.xml", b"<geen/>")
        for arguments, said in ((("--weg", "post", valid), "weg"), (("--weg", "soap", "--proef", valid), "--proef"),
                                (("--weg", "vsp", "--referentienummer", "1", valid), "UUID"),
                                (("--weg", "soap", "--referentienummer", nummer(), valid, wrong), "precies één"), (("--weg", "soap", wrong), "release")):
            done = self.send(*arguments)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(said, done.stderr)


if __name__ == "__main__":
    unittest.main()
