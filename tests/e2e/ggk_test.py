"""StUF-GGk over raw HTTP: S01-S16 of the list of hostile inputs, the worked examples, and what an envelope leads to."""

import base64
import concurrent.futures
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest
import uuid
import xml.etree.ElementTree as ET

from daemon import Daemon, bericht, good_301, until
from partner import Partner, inhoud, veld
from tls_test import WithDaemon

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = ROOT / "xsd/ggk0210/ggk0210.xsd"
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
STUF = "{http://www.egem.nl/StUF/StUF0301}"
ACTIE = "http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_"
AFZENDER, ONTVANGER = (re.search(rf"<[^>]*{naam}>(\d+)<", good_301(1).decode()).group(1) for naam in ("Afzender", "Ontvanger"))


def nummer():
    return str(uuid.uuid4())


def di01(payload, functie="WMO301", zender=AFZENDER, ontvanger=ONTVANGER, referentie=None, base=None, bestand=None, header="", cross=None):
    """An envelope as a partner's software writes it; a Du01 when there is a `cross`."""
    inhoud = base if base is not None else base64.b64encode(payload).decode()
    root = "envelopRetourbericht-ggk_Du01" if cross else "envelopHeenbericht-ggk_Di01"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">{header}
 <soapenv:Body>
  <GGK:{root} xmlns:StUF="http://www.egem.nl/StUF/StUF0301" xmlns:GGK="http://www.stufstandaarden.nl/koppelvlak/ggk0210">
   <GGK:stuurgegevens>
    <StUF:berichtcode>{"Du01" if cross else "Di01"}</StUF:berichtcode>
    <StUF:zender><StUF:organisatie>{zender}</StUF:organisatie><StUF:applicatie>VoorbeeldApp</StUF:applicatie></StUF:zender>
    <StUF:ontvanger><StUF:organisatie>{ontvanger}</StUF:organisatie><StUF:applicatie>GGk</StUF:applicatie></StUF:ontvanger>
    <StUF:referentienummer>{referentie or nummer()}</StUF:referentienummer>
    <StUF:tijdstipBericht>20260601101500123</StUF:tijdstipBericht>{f"<StUF:crossRefnummer>{cross}</StUF:crossRefnummer>" if cross else ""}
    <StUF:functie>{functie}</StUF:functie>
   </GGK:stuurgegevens>
   <GGK:parameters>
    <GGK:applicatieVersie>0004</GGK:applicatieVersie>
    <GGK:applicatieSubversie>0002</GGK:applicatieSubversie>
    <GGK:functieVersie>0003</GGK:functieVersie>
    <GGK:functieSubversie>0002</GGK:functieSubversie>
    <GGK:bericht>{bestand or f"<GGK:xmlBestand>{inhoud}</GGK:xmlBestand>"}</GGK:bericht>
   </GGK:parameters>
  </GGK:{root}>
 </soapenv:Body>
</soapenv:Envelope>
"""


def fo01(cross, zender=ONTVANGER, ontvanger=AFZENDER, referentie=None):
    return f"""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><Fo01Bericht xmlns="http://www.egem.nl/StUF/StUF0301">
<stuurgegevens><berichtcode>Fo01</berichtcode><zender><organisatie>{zender}</organisatie><applicatie>GGKWebservice</applicatie></zender>
<ontvanger><organisatie>{ontvanger}</organisatie><applicatie>GGk</applicatie></ontvanger><referentienummer>{referentie or nummer()}</referentienummer>
<tijdstipBericht>20260601101500123</tijdstipBericht><crossRefnummer>{cross}</crossRefnummer></stuurgegevens>
<body><code>IB014</code><plek>client</plek><omschrijving>payload</omschrijving></body></Fo01Bericht></e:Body></e:Envelope>"""


class Checked(unittest.TestCase):
    def valid(self, element):
        """The body child passes our schema under a second validator."""
        if not shutil.which("xmllint"):
            self.fail("xmllint is missing")
        done = subprocess.run(["xmllint", "--nonet", "--noout", "--huge", "--schema", SCHEMA, "-"], input=ET.tostring(element), capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)


class GgkTest(Checked):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.daemon = Daemon(pathlib.Path(cls.directory.name) / "data")
        cls.n = 0

    @classmethod
    def tearDownClass(cls):
        code = cls.daemon.stop()
        log = "\n".join(cls.daemon.log)
        cls.directory.cleanup()
        assert code == 0, code
        assert bericht.test_bsn(1) not in log

    def payload(self):
        type(self).n += 1
        return good_301(self.n)

    def post(self, text, actie="Di01", **headers):
        fields = {"Content-Type": "text/xml; charset=utf-8", **headers}
        if actie is not None:
            fields["SOAPAction"] = f'"{ACTIE + actie if actie in ("Di01", "Du01") else actie}"'
        return self.daemon.request("POST", "/soap/ggk0210", text.encode() if isinstance(text, str) else text, fields)

    def bv03(self, answer):
        status, headers, body = answer
        self.assertEqual((status, headers["content-type"]), (200, "text/xml; charset=utf-8"), body)
        child = ET.fromstring(body).find(f"{SOAP}Body")[0]
        self.assertEqual(child.tag, f"{STUF}Bv03Bericht")
        self.valid(child)
        return child

    def fault(self, answer, faultcode, code=None):
        """@returns faultstring. Nothing of it may be stored."""
        status, headers, body = answer
        self.assertEqual((status, headers["content-type"]), (500, "text/xml; charset=utf-8"), body)
        fault = ET.fromstring(body).find(f"{SOAP}Body/{SOAP}Fault")
        self.assertEqual(fault.find("faultcode").text, f"soapenv:{faultcode}", body)
        fo03 = fault.find(f"detail/{STUF}Fo03Bericht")
        if code is None:
            self.assertIsNone(fo03, body)
        else:
            self.assertIsNotNone(fo03, body)
            self.valid(fo03)
            self.assertEqual(fo03.find(f"{STUF}body/{STUF}code").text, code, body)
        return fault.find("faultstring").text

    def stored(self):
        return int(self.daemon.metric("ketenpoort_berichten_beslist_total"))

    def refused(self, text, faultcode, code=None, **kw):
        before = self.stored()
        said = self.fault(self.post(text, **kw), faultcode, code)
        self.assertEqual(self.stored(), before)
        return said

    def test_a_di01_is_acknowledged_and_decided(self):
        referentie = nummer()
        child = self.bv03(self.post(di01(self.payload(), referentie=referentie)))
        gegevens = child.find(f"{STUF}stuurgegevens")
        self.assertEqual(gegevens.find(f"{STUF}crossRefnummer").text, referentie)
        self.assertEqual(gegevens.find(f"{STUF}zender/{STUF}organisatie").text, ONTVANGER)
        self.assertEqual(gegevens.find(f"{STUF}ontvanger/{STUF}applicatie").text, "VoorbeeldApp")

    def test_the_worked_example(self):
        text = (ROOT / "tests/unit/xsd/envelop/di01.xml").read_text()
        self.valid(ET.fromstring(text).find(f"{SOAP}Body")[0])
        self.bv03(self.post(text))

    def test_the_wsdl(self):
        status, headers, body = self.daemon.get("/soap/ggk0210?wsdl")
        self.assertEqual((status, headers["content-type"]), (200, "text/xml; charset=utf-8"))
        wsdl = ET.fromstring(body)
        names = {e.get("name") for e in wsdl.iter("{http://schemas.xmlsoap.org/wsdl/}operation")}
        self.assertEqual(names, {"ggk_Di01", "ggk_Du01", "Fo01"})
        schemas = {e.get("targetNamespace") for e in wsdl.iter("{http://www.w3.org/2001/XMLSchema}schema")}
        self.assertIn("http://www.stufstandaarden.nl/koppelvlak/ggk0210", schemas)

    def test_s01_another_version_of_soap(self):
        self.refused(di01(self.payload()).replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"), "VersionMismatch")

    def test_s02_headers_of_others(self):
        for must, code in (('soapenv:mustUnderstand="1"', "MustUnderstand"), ("", "Client")):
            self.refused(di01(self.payload(), header=f'<soapenv:Header><x:a xmlns:x="urn:x" {must}/></soapenv:Header>'), code)

    def test_s03_one_body_with_one_child(self):
        text = di01(self.payload())
        self.refused(text.replace("</soapenv:Body>", "<x/></soapenv:Body>"), "Client")
        self.refused(text.replace("</soapenv:Body>", "</soapenv:Body><soapenv:Body/>"), "Client")
        self.refused(text.replace("</soapenv:Body>", "</soapenv:Body><soapenv:Header/>"), "Client")
        self.refused('<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>', "Client")

    def test_s04_the_action_is_that_of_the_message(self):
        self.refused(di01(self.payload()), "Client", actie="Du01")
        self.refused(di01(self.payload()), "Client", actie="urn:iets")
        self.refused(di01(self.payload(), header='<soapenv:Header><w:Action xmlns:w="http://www.w3.org/2005/08/addressing">urn:x</w:Action></soapenv:Header>'), "Client")
        self.refused(di01(self.payload(), cross=nummer()), "Server", "StUF040", actie="Du01")
        self.bv03(self.post(di01(self.payload()), actie=""))
        self.bv03(self.post(di01(self.payload()), actie=None))

    def test_s05_a_number_is_a_uuid_of_version_4(self):
        for bad in (nummer().upper(), " " + nummer(), nummer() + "00000", str(uuid.uuid1()), "1"):
            self.refused(di01(self.payload(), referentie=bad), "Client", "StUF055" if len(bad) <= 40 else None)

    def test_s06_the_same_envelope_at_once_and_often(self):
        text = di01(self.payload())
        before = self.stored()
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            answers = [f.result() for f in [pool.submit(self.post, text) for _ in range(50)]]
        taken = [body for status, _, body in answers if status == 200]
        self.assertTrue(taken)
        self.assertEqual(len(set(taken)), 1)
        self.assertTrue(all(status in (200, 503) for status, _, _ in answers))
        self.assertEqual(self.stored(), before + 1)
        self.assertEqual(self.post(text)[2], taken[0])

    def test_s07_the_same_number_with_other_bytes(self):
        referentie = nummer()
        self.bv03(self.post(di01(self.payload(), referentie=referentie)))
        self.refused(di01(self.payload(), referentie=referentie), "Client", "StUF016")

    def test_s09_base64(self):
        for bad in ("QUJ-", "QUJDR", "QR==", "=QUJ", "Q===", " \r\n\t ", "", " " * 20_000_000):
            self.refused(di01(b"", base=bad), "Client", "StUF055")

    def test_s10_one_payload_that_is_a_message(self):
        both = '<GGK:xmlBestand>QQ==</GGK:xmlBestand><GGK:tekstBestand bestandsnaam="a.csv">QQ==</GGK:tekstBestand>'
        self.refused(di01(b"", bestand=both), "Client", "StUF055")
        self.refused(di01(b"", bestand='<GGK:tekstBestand bestandsnaam="a.csv">QQ==</GGK:tekstBestand>'), "Client", "StUF055")
        # What level 1 refuses was received well: a Bv03, and a Fo01 later. It is stored as a refusal, without content.
        for payload in (b"PK\x03\x04" + bytes(100), b"a;b\r\n1;2\r\n"):
            self.bv03(self.post(di01(payload)))

    def test_s11_a_file_name_is_no_path(self):
        for bad in ("../a.csv", "a/b.csv", "a" * 256, "a.c"):
            self.refused(di01(b"", bestand=f'<GGK:tekstBestand bestandsnaam="{bad}">QQ==</GGK:tekstBestand>'), "Client", "StUF055")

    def test_s12_the_payload_is_what_the_envelope_says(self):
        self.refused(di01(self.payload(), functie="WMO323"), "Client", "StUF034")
        self.refused(di01(self.payload(), zender="0363"), "Client", "StUF013")
        self.refused(di01(self.payload(), ontvanger="99999999"), "Client", "StUF010")

    def test_s13_25_mb_is_the_most(self):
        text = di01(self.payload()).encode()
        at = text.index(b"</GGK:xmlBestand>")
        most = 25 * 1024 * 1024
        self.bv03(self.post(text[:at] + b" " * (most - len(text)) + text[at:]))
        text = di01(self.payload()).encode()
        at = text.index(b"</GGK:xmlBestand>")
        self.refused(text[:at] + b" " * (most + 1 - len(text)) + text[at:], "Client")

    def test_s14_nothing_signed_is_taken_for_granted(self):
        wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
        self.refused(di01(self.payload(), header=f'<soapenv:Header><s:Security xmlns:s="{wsse}" soapenv:mustUnderstand="1"/></soapenv:Header>'), "MustUnderstand")
        self.refused(di01(self.payload(), header=f'<soapenv:Header><s:Security xmlns:s="{wsse}"/></soapenv:Header>'), "Client")

    def test_s15_an_answer_goes_back_over_the_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.2)
            there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            w = 'xmlns:w="http://www.w3.org/2005/08/addressing"'
            to = "".join(f"<w:{name} {w}><w:Address>{there}</w:Address></w:{name}>" for name in ("ReplyTo", "FaultTo"))
            self.bv03(self.post(di01(self.payload(), header=f"<soapenv:Header>{to}</soapenv:Header>")))
            with self.assertRaises(TimeoutError):
                listener.accept()

    def test_s16_a_fo01_is_not_answered_by_a_fo01(self):
        self.refused(fo01(nummer()), "Client", "StUF043", actie="http://www.egem.nl/StUF/StUF0301/Fo01")

    def test_n15_an_answer_to_what_was_never_sent(self):
        referentie = nummer()
        payload = self.payload()
        self.bv03(self.post(di01(payload, referentie=referentie)))
        self.refused(di01(b"<x/>", functie="WMO302", zender=ONTVANGER, ontvanger=AFZENDER, cross=referentie), "Client", "StUF043", actie="Du01")

    def test_the_gate_in_front(self):
        text = di01(self.payload())
        self.assertEqual(self.daemon.request("POST", "/soap/ggk0210", text.encode(), {"Content-Type": "application/soap+xml"})[0], 415)
        self.assertEqual(self.daemon.request("POST", "/soap/ggk0210", text.encode(), {"Content-Type": "text/xml; charset=utf-16"})[0], 415)
        self.assertEqual(self.daemon.request("DELETE", "/soap/ggk0210")[0], 405)
        self.refused("geen xml", "Client")
        self.refused(text[: len(text) // 2], "Client")


BOEK = """[[partner]]
oin = "00000001001234567000"
naam = "Voorbeeld"
rollen = ["knooppunt"]
organisaties = "*"
berichten = "*"
geldig_van = "2020-01-01"

[[link]]
naam = "ggk"
partner = "00000001001234567000"
protocol = "ggk0210"
organisaties = ["{}", "{}"]
adres = "{}"
geldig_van = "2020-01-01"
"""


class Gesprek(Checked):
    """What goes out in answer, to a partner that listens."""

    def test_a_retour_as_du01_the_message_as_di01_and_a_fo01(self):
        with tempfile.TemporaryDirectory() as directory, Partner() as partner:
            boek = pathlib.Path(directory) / "partners.toml"
            boek.write_text(BOEK.format(AFZENDER, ONTVANGER, partner.url("/soap/in")))
            daemon = Daemon(pathlib.Path(directory) / "data", partners=str(boek), bezorgpauze=1)
            self.addCleanup(daemon.__exit__)

            def post(text):
                return daemon.request("POST", "/soap/ggk0210", text.encode(), {"Content-Type": "text/xml", "SOAPAction": f'"{ACTIE}Di01"'})

            heen, fout = nummer(), nummer()
            self.assertEqual(post(di01(good_301(1), referentie=heen))[0], 200)
            self.assertTrue(until(lambda: len(partner.ontvangen) == 2), partner.fouten)
            self.assertEqual(post(di01(b"geen bericht", referentie=fout))[0], 200)
            self.assertTrue(until(lambda: len(partner.ontvangen) == 3), partner.fouten)
            by_code = {veld("berichtcode", body): body for body in partner.ontvangen.values()}
            self.assertEqual(set(by_code), {"Di01", "Du01", "Fo01"})
            for body in by_code.values():
                self.valid(ET.fromstring(body).find(f"{SOAP}Body")[0])
            self.assertEqual(veld("functie", by_code["Du01"]), "WMO302")
            self.assertEqual(veld("crossRefnummer", by_code["Du01"]), heen)
            self.assertEqual(inhoud(by_code["Du01"]), daemon.get("/v1/berichten/1/retour")[2])
            self.assertEqual(inhoud(by_code["Di01"]), good_301(1))
            self.assertEqual((veld("crossRefnummer", by_code["Fo01"]), veld("code", by_code["Fo01"])), (fout, "StUF055"))
            moments = [veld("tijdstipBericht", body) for body in partner.ontvangen.values()]
            self.assertEqual(len(set(moments)), 3)

            # The receiver's software cannot use it: a dead letter here, and nothing goes back.
            self.assertEqual(daemon.request("POST", "/soap/ggk0210", fo01(veld("referentienummer", by_code["Di01"])).encode(), {"Content-Type": "text/xml"})[0], 200)
            self.assertTrue(until(lambda: b"foutbericht" in daemon.get("/v1/uit?toestand=opgegeven")[2]))
            self.assertEqual(len(partner.ontvangen), 3)


class Bevestiging(Checked):
    def test_a_link_without_acknowledgement_hears_of_faults_only(self):
        with tempfile.TemporaryDirectory() as directory, Partner() as partner:
            boek = pathlib.Path(directory) / "partners.toml"
            boek.write_text(BOEK.format(AFZENDER, ONTVANGER, partner.url("/soap/in")) + 'bevestiging = "geen"\n')
            daemon = Daemon(pathlib.Path(directory) / "data", partners=str(boek), bezorgpauze=1)
            self.addCleanup(daemon.__exit__)

            def post(text):
                return daemon.request("POST", "/soap/ggk0210", text.encode(), {"Content-Type": "text/xml", "SOAPAction": f'"{ACTIE}Di01"'})

            heen = nummer()
            for _ in range(2):
                self.assertEqual(post(di01(good_301(1), referentie=heen))[::2], (202, b""))
            status, _, body = post(di01(good_301(2), referentie=heen))
            self.assertEqual((status, ET.fromstring(body).find(f".//{STUF}code").text), (500, "StUF016"))
            # It was taken all the same: the answer comes, and so does the message to its receiver.
            self.assertTrue(until(lambda: len(partner.ontvangen) == 2), partner.fouten)


class Vol(Checked):
    def test_stuf046_a_full_disk_is_said_in_a_fo03_and_nothing_is_kept(self):
        with tempfile.TemporaryDirectory() as directory:
            data = pathlib.Path(directory) / "data"
            data.mkdir()
            prefix = ("unshare", "-rUm", "sh", "-c", 'mount -t tmpfs -o size=4m none "$0" && exec "$@"', str(data))
            if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode != 0:
                self.skipTest("no mount namespaces here (unshare -rUm)")
            daemon = Daemon(data, prefix=prefix)
            self.addCleanup(daemon.__exit__)

            def post(text):
                return daemon.request("POST", "/soap/ggk0210", text.encode(), {"Content-Type": "text/xml", "SOAPAction": f'"{ACTIE}Di01"'})

            taken = 0
            for n in range(2000):
                status, headers, body = post(di01(good_301(n)))
                if status != 200:
                    break
                taken += 1
            self.assertEqual(status, 503, body)
            self.assertEqual(headers["content-type"], "text/xml; charset=utf-8")
            self.assertIn("retry-after", headers)
            fault = ET.fromstring(body).find(f"{SOAP}Body/{SOAP}Fault")
            self.assertEqual(fault.find("faultcode").text, "soapenv:Server")
            fo03 = fault.find(f"detail/{STUF}Fo03Bericht")
            self.valid(fo03)
            self.assertEqual([fo03.find(f"{STUF}body/{STUF}{v}").text for v in ("code", "plek")], ["StUF046", "server"])
            self.assertEqual(daemon.metric("ketenpoort_berichten_beslist_total"), taken)


class OverTls(WithDaemon):
    """The same door for partners with a certificate."""

    def post(self, name, text):
        return self.request(name, "POST", "/soap/ggk0210", text.encode(), {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ACTIE}Di01"'})

    def code(self, answer):
        self.assertEqual(answer[0], 500, answer[2])
        return ET.fromstring(answer[2]).find(f".//{STUF}code").text

    def test_s08_a_partner_sends_for_itself(self):
        self.assertEqual(self.post("gemeente", di01(good_301(1)))[0], 200)
        self.assertEqual(self.code(self.post("gemeente", di01(good_301(2), zender="0363"))), "StUF013")
        self.assertTrue(self.told("organisatie_niet_toegestaan"))
        self.assertEqual(self.code(self.post("aanbieder", di01(good_301(3)))), "StUF013")
        self.assertEqual(self.post("slecht-onbekend", di01(good_301(4)))[0], 403)


if __name__ == "__main__":
    unittest.main()
