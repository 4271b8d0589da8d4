"""Certificates, TLS settings and what a partner may do: H22-H24 of the list of hostile inputs, and the gate behind TLS."""

import datetime
import hashlib
import http.client
import json
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import unittest

from daemon import BINARY, XML, Daemon, bericht, good_301, until

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ALLOWED_12 = ("AES256-GCM-SHA384", "CHACHA20-POLY1305", "AES128-GCM-SHA256")
ALLOWED_13 = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"}
ALLOWED_GROUPS = {"X25519", "P-256", "P-384", "X448", "P-521"}
REFUSED_HANDSHAKES = {"slecht-verlopen": "certificaat_verlopen", "slecht-ingetrokken": "certificaat_ingetrokken",
                      "slecht-doel": "certificaat_verkeerd_doel", "slecht-wortel": "uitgever_onbekend", "slecht-zelf": "uitgever_onbekend"}
REFUSED_OINS = {"slecht-geen": "geen_serienummer", "slecht-cn": "geen_serienummer", "slecht-twee": "meer_serienummers", "slecht-kort": "geen_oin",
                "slecht-lang": "geen_oin", "slecht-test": "test_oin", "slecht-onbekend": "partner_onbekend"}


class WithDaemon(unittest.TestCase):
    """A daemon with the test set of certificates, in a directory of its own."""

    SETTINGS = {}
    SERVER = "server"

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.set = pathlib.Path(cls.directory.name) / "tls"
        subprocess.run([ROOT / "deploy/tls/maak_testset.sh", cls.set], check=True, stderr=subprocess.DEVNULL)
        cls.daemon = Daemon(pathlib.Path(cls.directory.name) / "data", luister_tls="127.0.0.1:0", tls_certificaat=str(cls.set / f"{cls.SERVER}.pem"),
                            tls_sleutel=str(cls.set / f"{cls.SERVER}.key"), tls_ca=str(cls.set / "ca.pem"), tls_crl=str(cls.set / "crl.pem"),
                            partners=str(cls.set / "partners.toml"), **cls.SETTINGS)

    @classmethod
    def tearDownClass(cls):
        code = cls.daemon.stop()
        cls.directory.cleanup()
        assert code == 0, code

    def context(self, name, version=None):
        context = ssl.create_default_context(cafile=self.set / "ca.pem")
        if name:
            context.load_cert_chain(self.set / f"{name}.pem", self.set / f"{name}.key")
        if version:
            context.minimum_version = context.maximum_version = version
        return context

    def connect(self, name, version=None):
        tcp = socket.create_connection(("127.0.0.1", self.daemon.port_tls), 30)
        try:
            return self.context(name, version).wrap_socket(tcp, server_hostname="localhost")
        except BaseException:
            tcp.close()
            raise

    def request(self, name, method, path, body=None, headers=None, version=None):
        """@returns status, headers (lower case), body"""
        connection = http.client.HTTPSConnection("localhost", timeout=60, context=self.context(name, version))
        connection.sock = self.connect(name, version)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def raw(self, name, sent):
        """Sends bytes and reads to the end. @returns everything that came back; nothing when the handshake was refused"""
        got = b""
        try:
            with self.connect(name) as s:
                s.sendall(sent)
                while part := s.recv(65536):
                    got += part
        except (ssl.SSLError, ConnectionError):
            pass
        return got

    def events(self, event="beveiliging"):
        return [json.loads(line) for line in self.daemon.log if f'"gebeurtenis":"{event}"' in line]

    def told(self, reden, count=1):
        """Whether this many security events of a kind are there by now; the log has a thread of its own."""
        return until(lambda: sum(e["reden"] == reden for e in self.events()) >= count)

    def stored(self):
        return self.daemon.metric("ketenpoort_berichten_beslist_total")

    def s_client(self, *arguments, name="gemeente", said=b""):
        """openssl s_client. @returns what it printed"""
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{self.daemon.port_tls}", "-cert", self.set / f"{name}.pem", "-key",
                   self.set / f"{name}.key", "-cert_chain", self.set / "tussen.pem", "-CAfile", self.set / "ca.pem", *arguments]
        done = subprocess.run(command, input=said, capture_output=True, timeout=60, check=False)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


class Partners(WithDaemon):
    def test_a_partner_sends_and_reads_what_is_its_own(self):
        for n, version in enumerate((ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)):
            message = good_301(100 + n)
            status, headers, body = self.request("gemeente", "POST", "/v1/berichten", message, XML, version)
            self.assertEqual(status, 201, body)
            own = headers["location"]
            self.assertEqual(self.request("gemeente", "GET", own + "/origineel")[2], message)
            self.assertEqual(self.request("gemeente", "GET", own + "/retour")[0], 200)
            self.assertEqual(self.request("aanbieder", "GET", own + "/origineel")[0], 404)
            self.assertEqual(self.request("knooppunt", "GET", own)[0], 200)
            self.assertEqual(self.request("beheer", "GET", own)[0], 200)

    def test_what_is_for_beheer_is_for_nobody_else(self):
        for path in ("/metrics", "/v1/werkvoorraad", "/v1/budgetten", "/v1/toewijzingen/0384/wmo/1"):
            self.assertEqual(self.request("gemeente", "GET", path)[0], 403, path)
            self.assertIn(self.request("beheer", "GET", path)[0], (200, 404), path)
        self.assertEqual(self.request("gemeente", "GET", "/health/ready")[0], 200)
        self.assertTrue(self.told("adres_niet_toegestaan"))

    def test_nobody_speaks_for_another(self):
        before = self.stored()
        for name, message in (("aanbieder", good_301(200)), ("gemeente", bericht.start(identificatie="S200").xml().encode()),
                              ("gemeente", good_301(201).replace(b"0384", b"0363"))):
            for path in ("/v1/berichten", "/v1/proef"):
                status, _, body = self.request(name, "POST", path, message, XML)
                self.assertEqual(status, 403, body)
                self.assertEqual(json.loads(body)["type"], "urn:ketenpoort:probleem:niet-toegestaan")
        self.assertEqual(self.stored(), before)
        self.assertTrue(self.told("organisatie_niet_toegestaan", 6))
        self.assertEqual(self.request("knooppunt", "POST", "/v1/berichten", good_301(202), XML)[0], 201)

    def test_h22_certificates_that_are_refused(self):
        before = self.stored()
        sent = b"POST /v1/berichten HTTP/1.1\r\nHost: a\r\nContent-Type: application/xml\r\nContent-Length: 5\r\n\r\n<a/>\n"
        for name, reden in {None: "geen_certificaat", **REFUSED_HANDSHAKES}.items():
            with self.subTest(certificate=name):
                self.assertEqual(self.raw(name, sent), b"")
                self.assertTrue(self.told(reden), [e["reden"] for e in self.events()])
        self.assertEqual(self.stored(), before)
        self.nothing_personal()

    def test_h23_certificates_without_a_known_oin(self):
        before = self.stored()
        # The body that is announced never comes: the answer does not wait for it.
        sent = b"POST /v1/berichten HTTP/1.1\r\nHost: a\r\nContent-Type: application/xml\r\nContent-Length: 5000\r\n\r\n"
        for name, reden in REFUSED_OINS.items():
            with self.subTest(certificate=name):
                got = self.raw(name, sent)
                self.assertTrue(got.startswith(b"HTTP/1.1 403 "), got[:200])
                self.assertIn(b"Connection: close", got)
                self.assertTrue(self.told(reden))
                self.assertTrue(self.raw(name, b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").startswith(b"HTTP/1.1 403 "))
        self.assertEqual(self.stored(), before)
        self.nothing_personal()

    def nothing_personal(self):
        """Events hold a fingerprint, not the words of a certificate: they may be somebody's name."""
        for event in self.events():
            self.assertNotIn("voorbeeld", json.dumps(event))
            if event["reden"] not in ("organisatie_niet_toegestaan", "adres_niet_toegestaan"):
                self.assertEqual(event["oin"], "")
                self.assertIn(len(event["wat"]), (0, 64))

    def test_the_gate_holds_behind_tls(self):
        for head in (b"POST /v1/proef HTTP/1.1\r\nHost: a\r\nContent-Type: application/xml\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n<a/>\n",
                     b"GET / HTTP/1.1\nHost: a\n\n", b"GET / HTTP/1.1\r\n\r\n", b"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"):
            self.assertTrue(self.raw("gemeente", head).startswith(b"HTTP/1.1 400 "), head)
        got = self.raw("gemeente", b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n")
        self.assertEqual(got.count(b"HTTP/1.1 200"), 1)
        self.assertEqual(self.raw("gemeente", b"GET / HTTP/1.1\r\n" + b"a" * 9000)[9:12], b"431")

    def test_a_connection_serves_more_than_one_message(self):
        connection = http.client.HTTPSConnection("localhost", timeout=60, context=self.context("gemeente"))
        connection.sock = self.connect("gemeente")
        for n in range(3):
            connection.request("POST", "/v1/berichten", good_301(300 + n), XML)
            answer = connection.getresponse()
            self.assertEqual(answer.status, 201, answer.read())
            answer.read()
        connection.close()

    def test_plain_http_is_not_spoken_on_the_port_for_tls(self):
        with socket.create_connection(("127.0.0.1", self.daemon.port_tls), 30) as s:
            s.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            got = b""
            try:
                while part := s.recv(65536):
                    got += part
            except ConnectionResetError:
                pass
        self.assertNotIn(b"HTTP/", got)

    def test_send_speaks_tls(self):
        file = pathlib.Path(self.directory.name) / "bericht.xml"
        file.write_bytes(good_301(400))
        url = ["--url", f"https://localhost:{self.daemon.port_tls}"]
        own = ["--cert", self.set / "gemeente.pem", "--key", self.set / "gemeente.key"]

        def send(*arguments):
            return subprocess.run([BINARY, "send", *arguments, file], capture_output=True, text=True, timeout=60, check=False)

        done = send(*url, "--ca", self.set / "ca.pem", *own)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("GOEDGEKEURD", done.stdout)
        for arguments in (url, [*url, "--ca", self.set / "ca.pem"], [*url, "--ca", self.set / "wortel.pem", *own],
                          [*url, "--ca", self.set / "ca.pem", *own[:2]]):
            self.assertEqual(send(*arguments).returncode, 2, arguments)


class Certificates(WithDaemon):
    """What is kept of the certificate a partner came in with: only of who was let in, and only of who is in the book."""

    def seen(self):
        """@returns the certificate of each partner, by its name"""
        status, _, body = self.daemon.get("/v1/partners")
        self.assertEqual(status, 200, body)
        return {partner["naam"]: partner["certificaat"] for partner in json.loads(body)["partners"]}

    def ends(self, name):
        """@returns when a certificate ends"""
        said = subprocess.run(["openssl", "x509", "-in", self.set / f"{name}.pem", "-noout", "-enddate"], capture_output=True, text=True, check=True)
        return datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(said.stdout.strip().split("=", 1)[1]), datetime.timezone.utc)

    def check(self, got, name):
        """Whether it is this certificate, with the days that are left."""
        end = self.ends(name)
        seen = datetime.datetime.fromisoformat(got["gezien"].replace("Z", "+00:00"))
        self.assertEqual(datetime.datetime.fromisoformat(got["geldig_tot"].replace("Z", "+00:00")), end)
        der = ssl.PEM_cert_to_DER_cert((self.set / f"{name}.pem").read_text().partition("-----END CERTIFICATE-----")[0] + "-----END CERTIFICATE-----\n")
        self.assertEqual(got["vingerafdruk"], hashlib.sha256(der).hexdigest())
        # It was asked for after it was seen; midnight may have come in between.
        now = datetime.datetime.now(datetime.timezone.utc)
        self.assertLessEqual(seen, now)
        self.assertIn(got["dagen"], ((end.date() - seen.date()).days, (end.date() - now.date()).days))
        return got["dagen"]

    def test_what_a_partner_came_in_with(self):
        self.assertEqual(self.seen(), dict.fromkeys(("Gemeente Voorbeeld", "Zorg Voorbeeld", "Knooppunt Voorbeeld", "Beheer")))
        self.assertEqual(self.request("gemeente", "GET", "/health/live")[0], 200)
        first = self.seen()
        self.assertEqual([naam for naam, one in first.items() if one], ["Gemeente Voorbeeld"])
        self.assertGreater(self.check(first["Gemeente Voorbeeld"], "gemeente"), 800)

        # What was refused, and an OIN that is not in the book, say nothing of a partner.
        for name in (*REFUSED_HANDSHAKES, *REFUSED_OINS):
            self.raw(name, b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
        for reden in {*REFUSED_HANDSHAKES.values(), *REFUSED_OINS.values()}:
            self.assertTrue(self.told(reden), reden)
        for naam, one in self.seen().items():
            self.assertEqual(one and one["vingerafdruk"], first[naam] and first[naam]["vingerafdruk"], naam)

        self.assertEqual(self.request("bijna", "GET", "/health/live")[0], 200)
        self.assertIn(self.check(self.seen()["Gemeente Voorbeeld"], "bijna"), (9, 10))
        csv = self.daemon.get("/v1/partners?formaat=csv")[2].decode()
        self.assertIn(self.ends("bijna").strftime("%Y-%m-%dT%H:%M:%S"), csv)


class Matrix(WithDaemon):
    """What is agreed on, with a server that has a key for elliptic curves."""

    KEY = "ECDSA"

    def test_h24_protocols(self):
        self.assertIn("TLSv1.2", self.s_client("-tls1_2")[1])
        self.assertIn("TLSv1.3", self.s_client("-tls1_3")[1])
        for old in ("-tls1", "-tls1_1"):
            code, said = self.s_client(old, "-cipher", "ALL:@SECLEVEL=0")
            self.assertNotEqual(code, 0, old)
            self.assertIn("Cipher is (NONE)", said)

    def accepted(self, said):
        """The cipher agreed on, or None. A TLS 1.3 client is done before the server has judged it."""
        line = next((line for line in said.splitlines() if "Cipher is " in line), "Cipher is (NONE)")
        name = line.rsplit(" ", 1)[1]
        return None if name == "(NONE)" else name

    def test_h24_matrix_of_ciphers(self):
        listed = subprocess.run(["openssl", "ciphers", "-tls1_2", "-s", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"], capture_output=True, text=True, check=True)
        ciphers = [c for c in listed.stdout.strip().split(":") if not c.startswith("TLS_")]
        self.assertGreater(len(ciphers), 60)
        agreed = {self.accepted(self.s_client("-tls1_2", "-cipher", c + ":@SECLEVEL=0")[1]) for c in ciphers}
        self.assertEqual(agreed - {None}, {f"ECDHE-{self.KEY}-{c}" for c in ALLOWED_12})
        suites = {self.accepted(self.s_client("-tls1_3", "-ciphersuites", c)[1])
                  for c in (*ALLOWED_13, "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256")}
        self.assertEqual(suites - {None}, ALLOWED_13)
        # The server chooses, the strongest first.
        self.assertEqual(self.accepted(self.s_client("-tls1_2", "-cipher", f"ECDHE-{self.KEY}-AES128-GCM-SHA256:ECDHE-{self.KEY}-AES256-GCM-SHA384")[1]),
                         f"ECDHE-{self.KEY}-AES256-GCM-SHA384")

    def test_h24_matrix_of_groups(self):
        for version, others in (("-tls1_2", ("secp224r1", "secp192r1", "brainpoolP256r1", "secp256k1", "sect283r1")),
                                ("-tls1_3", ("ffdhe2048", "ffdhe4096"))):
            # In TLS 1.2 a client's groups also bind the server's certificate: one with P-256 then says nothing of the others.
            for group in (*ALLOWED_GROUPS, *others) if version == "-tls1_3" or self.KEY == "RSA" else ():
                with self.subTest(version=version, group=group):
                    said = self.s_client(version, "-groups", group, "-cipher", "ALL:@SECLEVEL=0")[1]
                    self.assertEqual(self.accepted(said) is not None, group in ALLOWED_GROUPS, said[-600:])

    def test_h24_sha1_signatures(self):
        for version in ("-tls1_2", "-tls1_3"):
            code, said = self.s_client(version, "-sigalgs", "ECDSA+SHA1:RSA+SHA1", "-cipher", "ALL:@SECLEVEL=0")
            self.assertNotEqual(code, 0)
            self.assertIsNone(self.accepted(said))


class RsaMatrix(Matrix):
    """The same with an RSA key."""

    SERVER = "server-rsa"
    KEY = "RSA"


class Settings(WithDaemon):
    accepted = Matrix.accepted

    def test_h24_no_resumption(self):
        for version in ("-tls1_2", "-tls1_3"):
            said = self.s_client(version, "-reconnect")[1]
            self.assertNotIn("Reused, ", said)
            self.assertIn("New, ", said)
            self.assertNotIn("TLS session ticket:", said)

    def test_h24_no_renegotiation(self):
        said = self.s_client("-tls1_2", said=b"R\n")[1]
        self.assertIn("RENEGOTIATING", said)
        self.assertRegex(said, "no renegotiation|unexpected message|handshake failure")

    def test_only_http11(self):
        self.assertIn("ALPN protocol: http/1.1", self.s_client("-alpn", "h2,http/1.1")[1])
        self.assertIsNone(self.accepted(self.s_client("-tls1_2", "-alpn", "h2")[1]))

    def test_no_compression(self):
        self.assertIn("Compression: NONE", self.s_client("-tls1_2", "-comp")[1])

    @unittest.skipUnless(shutil.which("testssl"), "testssl.sh is not installed")
    def test_testssl(self):
        out = pathlib.Path(self.directory.name) / "testssl.json"
        subprocess.run(["testssl", "--quiet", "--warnings", "batch", "--color", "0", "--ip", "127.0.0.1", "-p", "-s", "-f", "--jsonfile", out,
                        f"localhost:{self.daemon.port_tls}"], stdout=subprocess.DEVNULL, timeout=240, check=False)
        found = {row["id"]: row for row in json.loads(out.read_text())}
        for old in ("SSLv2", "SSLv3", "TLS1", "TLS1_1"):
            self.assertIn("not offered", found[old]["finding"])
        for weak in ("cipherlist_NULL", "cipherlist_aNULL", "cipherlist_EXPORT", "cipherlist_LOW", "cipherlist_3DES_IDEA", "cipherlist_AVERAGE"):
            self.assertIn(found[weak]["severity"], ("OK", "INFO"), found[weak])
            self.assertIn("not offered", found[weak]["finding"])


class Limits(WithDaemon):
    SETTINGS = {"termijn_handdruk": 1, "verbindingen_per_partner": 3}

    def test_who_does_not_shake_hands_is_gone(self):
        with socket.create_connection(("127.0.0.1", self.daemon.port_tls), 30) as s:
            self.assertEqual(s.recv(100), b"")
        self.assertTrue(self.told("handdruk_te_traag"))

    def test_a_partner_has_its_share_of_the_connections(self):
        held = [self.connect("gemeente") for _ in range(3)]
        try:
            for s in held:
                s.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                self.assertTrue(s.recv(1000).startswith(b"HTTP/1.1 200 "))
            got = self.raw("gemeente", b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
            self.assertTrue(got.startswith(b"HTTP/1.1 503 "), got[:200])
            self.assertIn(b"Retry-After: ", got)
            self.assertEqual(self.request("aanbieder", "GET", "/health/live")[0], 200)
        finally:
            for s in held:
                s.close()
        self.assertTrue(until(lambda: self.request("gemeente", "GET", "/health/live")[0] == 200))


class Reload(WithDaemon):
    def reload(self, event="vertrouwen_herladen"):
        before = len(self.events(event))
        self.daemon.signal(signal.SIGHUP)
        self.assertTrue(until(lambda: len(self.events(event)) > before), self.daemon.log[-5:])

    def answers(self, name="gemeente"):
        return self.raw(name, b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")[9:12]

    def test_a_new_crl_counts_at_once(self):
        good = (self.set / "crl.pem").read_bytes()
        held = self.connect("gemeente")
        held.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
        self.assertIn(b"HTTP/1.1 200", held.recv(1000))
        try:
            for other, reden in (("crl-verlopen.pem", "crl_niet_geldig"), ("crl-leeg.pem", "crl_niet_geldig")):
                shutil.copy(self.set / other, self.set / "crl.pem")
                self.reload()
                self.assertEqual(self.answers(), b"", other)
                self.assertTrue(self.told(reden))
            # A connection of before serves the request it was asked for, and no more.
            held.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
            self.assertIn(b"Connection: close", held.recv(1000))
            shutil.copy(self.set / "crl-niemand-ingetrokken.pem", self.set / "crl.pem")
            self.reload()
            self.assertEqual(self.answers("slecht-ingetrokken"), b"200")
        finally:
            held.close()
            (self.set / "crl.pem").write_bytes(good)
            self.reload()
        self.assertEqual(self.answers("slecht-ingetrokken"), b"")
        self.assertEqual(self.answers(), b"200")
        self.assertTrue(any(e["wat"] == "crl" for e in self.events("loopt_binnen_een_dag_af")))

    def test_what_does_not_load_changes_nothing(self):
        for file in ("crl.pem", "server.key", "partners.toml"):
            good = (self.set / file).read_bytes()
            (self.set / file).write_bytes(b"[kapot")
            self.reload("vertrouwen_niet_herladen")
            self.assertEqual(self.answers(), b"200", file)
            self.assertEqual(self.daemon.metric("ketenpoort_vertrouwen_niet_herladen"), 1)
            (self.set / file).write_bytes(good)
            self.reload()
            self.assertEqual(self.daemon.metric("ketenpoort_vertrouwen_niet_herladen"), 0)

    def test_the_partner_book_is_noticed_without_a_signal(self):
        book = self.set / "partners.toml"
        good = book.read_text()
        self.assertEqual(self.request("gemeente", "POST", "/v1/proef", good_301(500), XML)[0], 200)
        book.write_text(good.replace('"wmo301", "jw301", "wmo319"', '"wmo319"', 1))
        self.assertTrue(until(lambda: self.request("gemeente", "POST", "/v1/proef", good_301(500), XML)[0] == 403))
        self.assertTrue(self.told("berichtsoort_niet_toegestaan"))
        book.write_text(good.replace('geldig_van = "2020-01-01"', 'geldig_van = "2020-01-01"\ngeldig_tot = "2026-05-31"', 1))
        self.assertTrue(until(lambda: self.told("partner_onbekend") if self.request("gemeente", "GET", "/health/live")[0] == 403 else False))
        book.write_text(good)
        self.assertTrue(until(lambda: self.request("gemeente", "POST", "/v1/proef", good_301(500), XML)[0] == 200))


class Start(unittest.TestCase):
    def refuses(self, said, **settings):
        with tempfile.TemporaryDirectory() as directory:
            daemon = Daemon(pathlib.Path(directory) / "data", wait=False, **settings)
            self.assertEqual(daemon.wait(), 2, daemon.log)
            self.assertIn(said, "\n".join(daemon.log))

    def test_plain_http_stays_on_the_own_system(self):
        self.refuses("zonder versleuteling", luister="0.0.0.0:0")

    def test_no_tls_without_crl_or_partners(self):
        with tempfile.TemporaryDirectory() as directory:
            made = pathlib.Path(directory) / "tls"
            subprocess.run([ROOT / "deploy/tls/maak_testset.sh", made], check=True, stderr=subprocess.DEVNULL)
            files = {"luister_tls": "127.0.0.1:0", "tls_certificaat": str(made / "server.pem"), "tls_sleutel": str(made / "server.key"),
                     "tls_ca": str(made / "ca.pem"), "tls_crl": str(made / "crl.pem"), "partners": str(made / "partners.toml")}
            for key in ("tls_certificaat", "tls_sleutel", "tls_ca", "tls_crl", "partners"):
                self.refuses(f"{key}: is leeg", **{**files, key: ""})
                self.refuses("nergens.pem", **{**files, key: str(made / "nergens.pem")})


if __name__ == "__main__":
    unittest.main(verbosity=2)
