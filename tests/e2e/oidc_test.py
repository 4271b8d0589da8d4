"""Signing in over OpenID Connect: with a real provider (oidc-provider, from its lock file), and with one that lies."""

import base64
import hashlib
import http.client
import http.cookiejar
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse
import urllib.request

from aangemeld import voeg_toe
from daemon import Daemon, until

HERE = pathlib.Path(__file__).resolve().parent / "oidc"
ADRES = "https://poort.example.nl"
TERUG = ADRES + "/v1/sessie/oidc/terug"
GEHEIM = "geheim+van/de:client"


def b64(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()


def openssl(*arguments, invoer=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=invoer, capture_output=True, check=True).stdout


class Sleutel:
    """A key of a provider."""

    def __init__(self, folder, name, kind="RSA"):
        self.file, self.name, self.kind = pathlib.Path(folder) / f"{name}.pem", name, kind
        if kind == "RSA":
            self.file.write_bytes(openssl("genrsa", "2048"))
            n = int(openssl("rsa", "-in", self.file, "-modulus", "-noout").decode().split("=")[1], 16)
            self.jwk = {"kty": "RSA", "kid": name, "n": b64(n.to_bytes(256, "big")), "e": "AQAB"}
        else:
            self.file.write_bytes(openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout"))
            point = openssl("ec", "-in", self.file, "-pubout", "-outform", "DER")[-64:]
            self.jwk = {"kty": "EC", "crv": "P-256", "kid": name, "x": b64(point[:32]), "y": b64(point[32:])}

    def sign(self, alg, data):
        if alg == "none":
            return b""
        if alg == "HS256":  # with what everybody can fetch for a secret
            return hashlib.sha256(data).digest()
        if alg == "PS256":
            return openssl("dgst", "-sha256", "-sign", self.file, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", invoer=data)
        signed = openssl("dgst", "-sha256", "-sign", self.file, invoer=data)
        if alg == "RS256":
            return signed
        first = signed[4:4 + signed[3]]
        second = signed[6 + signed[3]:]
        return b"".join(int.from_bytes(part, "big").to_bytes(32, "big") for part in (first, second))


class Leugenaar:
    """A provider that says what it is told to say: `inhoud` changes claims (None: leaves one out), `kop` the head of the token."""

    def __init__(self, folder):
        self.eigen, self.vreemd, self.ec = Sleutel(folder, "eigen"), Sleutel(folder, "vreemd"), Sleutel(folder, "ec", "EC")
        self.keys = [self.eigen.jwk, self.ec.jwk]
        self.reset()
        liar = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/.well-known/openid-configuration":
                    self.answer({"issuer": liar.issuer, "authorization_endpoint": liar.adres + "/auth", "token_endpoint": liar.adres + "/token",
                                 "jwks_uri": liar.adres + "/jwks", **liar.beschrijving})
                else:
                    self.answer({"keys": liar.keys})

            def do_POST(self):
                form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                liar.asked = form, self.headers.get("Authorization")
                good = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"][0].encode()).digest()).rstrip(b"=").decode() == liar.challenge
                used, liar.used = form["code"][0] in liar.used, liar.used | {form["code"][0]}
                self.answer({"error": "invalid_grant"} if used or not good else {"id_token": liar.token(), "token_type": "Bearer", "access_token": "x"},
                            400 if used or not good else 200)

            def answer(self, body, status=200):
                body = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.adres = self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def reset(self):
        self.inhoud, self.kop, self.sleutel, self.alg, self.beschrijving, self.used = {}, {}, None, "RS256", {}, set()
        self.verknoei = lambda token: token

    def token(self):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "ketenpoort", "sub": "1", "exp": now + 60, "iat": now, "nonce": self.nonce, "preferred_username": "l.leugen",
                  "roles": "kp-auditor", "gemeenten": "*", **self.inhoud}
        claims = {name: value for name, value in claims.items() if value is not None}
        key = self.sleutel or (self.ec if self.alg == "ES256" else self.eigen)
        head = {"alg": self.alg, "kid": self.eigen.name if key is self.vreemd else key.name, **self.kop}
        signed = b64(head) + "." + b64(claims)
        return self.verknoei(signed + "." + b64(key.sign(self.alg, signed.encode())))

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def settings(folder, issuer):
    secret = pathlib.Path(folder) / "geheim"
    secret.write_text(GEHEIM + "\n")
    return {"oidc_uitgever": issuer, "oidc_client": "ketenpoort", "oidc_geheim": str(secret), "console_adres": ADRES, "oidc_rolvoorvoegsel": "kp-"}


def vertrek(daemon, terug="/console/dossier"):
    """@returns the query the browser is sent away with, and its cookie"""
    status, headers, body = daemon.get("/v1/sessie/oidc?terug=" + urllib.parse.quote(terug, safe=""))
    assert status == 302, (status, body)
    adres = urllib.parse.urlsplit(headers["location"])
    return dict(urllib.parse.parse_qsl(adres.query)), headers["set-cookie"], headers["location"]


def terug_van(liar, query, set_cookie, code="een code", **change):
    """@returns the address that the provider sends the browser back to, and the cookie it brings along"""
    liar.nonce, liar.challenge = query["nonce"], query["code_challenge"]
    terug = {"code": code, "state": query["state"], "iss": liar.issuer, **change}
    terug = {name: value for name, value in terug.items() if value is not None}
    return "/v1/sessie/oidc/terug?" + urllib.parse.urlencode(terug, quote_via=urllib.parse.quote), set_cookie.split(";")[0]


def sid(daemon, path, cookie):
    """Comes back and is signed in. @returns the cookie of the session"""
    connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    connection.close()
    assert answer.status == 302 and len(cookies) == 2, (answer.status, cookies)
    return next(one for one in cookies if one.startswith("__Host-sid=")).split(";")[0], answer.getheader("Location")


class Vals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        cls.liar = Leugenaar(cls.directory.name)
        cls.addClassCleanup(cls.liar.stop)
        data = pathlib.Path(cls.directory.name) / "data"
        voeg_toe(data, "l.lokaal", "auditor")
        cls.daemon = Daemon(data, **settings(cls.directory.name, cls.liar.issuer))
        cls.addClassCleanup(cls.daemon.stop)

    def setUp(self):
        self.liar.reset()
        self.told = len(self.daemon.log)

    def reis(self, code="een code", cookie=None, **change):
        """Leaves and comes back. @returns the answer to who comes back"""
        query, set_cookie, _ = vertrek(self.daemon)
        self.last, own = terug_van(self.liar, query, set_cookie, code, **change)
        self.cookie = own if cookie is None else cookie
        return self.daemon.get(self.last, headers={"Cookie": self.cookie})

    def refused(self, reden, answer):
        self.assertEqual(answer[0], 403, answer[2])
        self.assertNotIn("__Host-sid", answer[1].get("set-cookie", ""))
        self.assertTrue(until(lambda: any(f'"reden":"{reden}"' in line for line in self.daemon.log[self.told:])), (reden, self.daemon.log[-3:]))
        self.told = len(self.daemon.log)

    def test_who_is_sent_away_and_comes_back(self):
        query, cookie, location = vertrek(self.daemon)
        self.assertTrue(location.startswith(self.liar.adres + "/auth?"))
        self.assertEqual((query["response_type"], query["client_id"], query["redirect_uri"], query["code_challenge_method"]), ("code", "ketenpoort", TERUG, "S256"))
        self.assertEqual([len(query[name]) for name in ("state", "nonce", "code_challenge")], [43] * 3)
        self.assertEqual(set(cookie.split("; ")[1:]), {"Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600"})
        for alg in ("RS256", "PS256", "ES256"):
            self.liar.alg = alg
            status, headers, body = self.reis(code=f"code {alg}")
            self.assertEqual((status, headers.get("location")), (302, "/console/dossier"), (alg, body, self.daemon.log[-3:]))
        form, authorization = self.liar.asked
        self.assertEqual(base64.b64decode(authorization.split()[1]).decode(), "ketenpoort:" + urllib.parse.quote(GEHEIM, safe=""))
        self.assertEqual((form["grant_type"], form["redirect_uri"], form["code"]), (["authorization_code"], [TERUG], ["code ES256"]))
        path, cookie = terug_van(self.liar, *vertrek(self.daemon)[:2], code="nog een")
        cookie, _ = sid(self.daemon, path, cookie)
        status, _, body = self.daemon.get("/v1/sessie", headers={"Cookie": cookie})
        seen = json.loads(body)
        self.assertEqual((status, seen["gebruiker"], seen["rollen"], seen["gemeenten"], seen["via"]), (200, "l.leugen", ["auditor"], ["*"], "oidc"))
        self.assertEqual(json.loads(self.daemon.get("/v1/sessie")[2])["aanmelden"]["oidc"], "/v1/sessie/oidc")

    def test_who_did_not_leave_does_not_come_back(self):
        self.refused("oidc_state", self.reis(state="verzonnen"))
        self.refused("oidc_state", self.reis(state=None))
        self.refused("oidc_state", self.reis(cookie="__Host-oidc=" + "x" * 43))
        self.refused("oidc_state", self.reis(cookie="a=b"))
        self.assertEqual(self.reis()[0], 302)
        # The same address again, and the same code with a state of its own.
        self.refused("oidc_state", self.daemon.get(self.last, headers={"Cookie": self.cookie}))
        self.refused("oidc_geweigerd", self.reis())
        self.refused("oidc_geweigerd", self.reis(code=None, error="access_denied"))
        self.refused("oidc_iss", self.reis(code="c", iss="https://ander.example"))

    def test_what_a_token_says_is_looked_at(self):
        now = int(time.time())
        for number, (reden, inhoud) in enumerate([
                ("oidc_nonce", {"nonce": "een andere"}), ("oidc_nonce", {"nonce": None}), ("oidc_exp", {"exp": now - 61}), ("oidc_exp", {"exp": None}),
                ("oidc_exp", {"exp": str(now + 60)}), ("oidc_iat", {"iat": now + 600}), ("oidc_aud", {"aud": "een ander"}), ("oidc_aud", {"aud": []}),
                ("oidc_azp", {"aud": ["ketenpoort", "een ander"]}), ("oidc_azp", {"azp": "een ander"}), ("oidc_iss", {"iss": "https://ander.example"}),
                ("oidc_iss", {"iss": None}), ("oidc_rollen", {"roles": ["auditor"]}), ("oidc_rollen", {"roles": None}), ("oidc_gemeenten", {"gemeenten": ["12"]}),
                ("oidc_gebruiker", {"preferred_username": "999900006"}), ("oidc_gebruiker", {"preferred_username": "met spatie"}),
                ("oidc_naam_bezet", {"preferred_username": "l.lokaal"})]):
            self.liar.inhoud = inhoud
            self.refused(reden, self.reis(code=f"t{number}"))

    def test_who_signed_is_looked_at(self):
        liar = self.liar
        liar.sleutel = liar.vreemd
        self.refused("oidc_handtekening", self.reis(code="s1"))
        liar.reset()
        for number, alg in enumerate(("none", "HS256", "RS512", "")):
            liar.kop = {"alg": alg}
            liar.alg = alg if alg in ("none", "HS256") else "RS256"
            self.refused("oidc_alg", self.reis(code=f"a{number}"))
        liar.reset()
        liar.kop = {"alg": "ES256"}  # of a key of the other kind
        self.refused("oidc_handtekening", self.reis(code="s2"))
        liar.kop = {"crit": ["exp"]}
        self.refused("oidc_token", self.reis(code="s3"))
        liar.kop = {}
        changed = {"l.leugen": "x"}
        liar.verknoei = lambda token: ".".join([token.split(".")[0], b64({"iss": liar.issuer, "preferred_username": changed["l.leugen"]}), token.split(".")[2]])
        self.refused("oidc_handtekening", self.reis(code="s4"))
        for number, broken in enumerate((lambda token: token + ".x", lambda token: token.replace(".", "..", 1), lambda token: "", lambda token: "a" * 20000,
                                         lambda token: token[:-1] + "=")):
            liar.verknoei = broken
            answer = self.reis(code=f"b{number}")
            self.assertEqual(answer[0], 403)

    def test_a_provider_that_is_another_or_leads_elsewhere(self):
        for beschrijving in ({"issuer": "https://ander.example"}, {"token_endpoint": "ftp://x/"}, {"jwks_uri": None}):
            self.liar.beschrijving = beschrijving
            status, headers, _ = self.daemon.get("/v1/sessie/oidc")
            self.assertEqual((status, "retry-after" in headers), (503, True), beschrijving)

    def test_only_a_page_of_the_console_is_gone_back_to(self):
        for terug in ("https://boos.example/", "//boos.example", "/v1/berichten", "/console//boos.example", "/console/\\boos", "console/"):
            self.assertEqual(self.daemon.get("/v1/sessie/oidc?terug=" + urllib.parse.quote(terug, safe=""))[0], 400, terug)


class Echt(unittest.TestCase):
    def test_a_real_provider(self):
        build = pathlib.Path(os.environ.get("OIDC_MAP", tempfile.gettempdir() + "/ketenpoort-oidc"))
        build.mkdir(parents=True, exist_ok=True)
        lock = (HERE / "package-lock.json").read_bytes()
        done = build / "installed"
        if shutil.which("npm") is None:
            self.skipTest("npm is not there: install the packages of .ci/packages")
        if not done.exists() or done.read_bytes() != lock:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, build)
            if subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=build, check=False).returncode != 0:
                self.skipTest("npm could not fetch oidc-provider (is the registry reachable?): signing in at a real provider was not tested")
            done.write_bytes(lock)
        shutil.copy(HERE / "provider.mjs", build)
        provider = subprocess.Popen(["node", "provider.mjs"], cwd=build, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                    env={**os.environ, "TERUG": TERUG, "GEHEIM": GEHEIM, "NODE_ENV": "test"})
        self.addCleanup(provider.stdout.close)
        self.addCleanup(provider.wait)
        self.addCleanup(provider.kill)
        issuer = provider.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as top, Daemon(pathlib.Path(top) / "data", **settings(top, issuer)) as daemon:
            query, cookie, location = vertrek(daemon, "/console/")
            terug = self.sign_in(location)
            self.assertEqual((terug["state"], terug["iss"]), (query["state"], issuer))
            path = "/v1/sessie/oidc/terug?" + urllib.parse.urlencode(terug, quote_via=urllib.parse.quote)
            own, location = sid(daemon, path, cookie.split(";")[0])
            self.assertEqual(location, "/console/")
            seen = json.loads(daemon.get("/v1/sessie", headers={"Cookie": own})[2])
            self.assertEqual((seen["gebruiker"], seen["naam"], seen["rollen"], seen["gemeenten"], seen["via"]),
                             ("bea", "Bea Buiten", ["backoffice"], ["0384"], "oidc"))
            self.assertEqual(daemon.get("/v1/berichten", headers={"Cookie": own})[0], 200)
            self.assertEqual(daemon.get("/v1/contracten", headers={"Cookie": own})[0], 403)
            self.assertEqual(daemon.get(path, headers={"Cookie": cookie.split(";")[0]})[0], 403)

    def sign_in(self, location):
        """As a browser does it at the provider: who, and yes. @returns the query that leads back"""
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), Stil())
        form = None
        for _ in range(12):
            answer = jar.open(urllib.request.Request(location, urllib.parse.urlencode(form).encode() if form else None))
            form = None
            if answer.status in (302, 303):
                location = urllib.parse.urljoin(location, answer.headers["Location"])
                if location.startswith(TERUG):
                    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
                continue
            page = answer.read().decode()
            location = urllib.parse.urljoin(location, re.search(r'<form[^>]* action="([^"]+)"', page).group(1))
            form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
            if form.get("prompt") == "login":
                form.update(login="bea", password="wat dan ook")
        raise AssertionError("the provider did not lead back")


class Stil(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_):
        return None

    def http_error_302(self, req, fp, code, msg, headers):
        fp.status = code
        return fp

    http_error_303 = http_error_302


if __name__ == "__main__":
    unittest.main()
