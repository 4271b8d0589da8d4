"""What every answer tells a browser (reliability 2.5, P23): the same headers on every status that can be met, with the rules of the
Mozilla HTTP Observatory."""

import http.client
import json
import pathlib
import socket
import tempfile
import unittest

from aangemeld import JSON, Aangemeld, voeg_toe
from daemon import XML, Daemon, bericht

CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
       "object-src 'none'; frame-ancestors 'none'")
KOPPEN = {"strict-transport-security": "max-age=63072000; includeSubDomains", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
          "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin", "cache-control": "no-store"}


def policy(text):
    return {part.split()[0]: part.split()[1:] for part in text.split(";") if part.strip()}


def observatory(headers):
    """Points of the Observatory's rules that a header can win or lose; 100 to begin with. Bonuses count from 90 points on."""
    csp = policy(headers.get("content-security-policy", ""))
    points, bonus = 100, 0
    script = csp.get("script-src", csp.get("default-src", ["*"]))
    style = csp.get("style-src", csp.get("default-src", ["*"]))
    if not csp:
        points -= 25
    elif {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "http:", "https:"} & set(script):
        points -= 20
    elif "'unsafe-inline'" not in style:
        bonus += 10 if csp.get("default-src") == ["'none'"] else 5
    hsts = headers.get("strict-transport-security", "")
    points -= 0 if "max-age=" in hsts and int(hsts.split("max-age=")[1].split(";")[0]) >= 15768000 else 20
    points -= 0 if headers.get("x-content-type-options") == "nosniff" else 5
    if csp.get("frame-ancestors"):
        bonus += 5
    elif headers.get("x-frame-options") not in ("DENY", "SAMEORIGIN"):
        points -= 20
    if headers.get("referrer-policy") in ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"):
        bonus += 5
    if headers.get("cross-origin-resource-policy") in ("same-origin", "same-site"):
        bonus += 10
    if "set-cookie" in headers:
        words = {word.strip().lower() for word in headers["set-cookie"].split(";")[1:]}
        points -= 0 if {"secure", "httponly"} <= words else 40
        bonus += 5 if "samesite=strict" in words else 0
    return points + (bonus if points >= 90 else 0)


class Koppen(unittest.TestCase):
    def test_every_status(self):
        with tempfile.TemporaryDirectory() as top:
            data = pathlib.Path(top) / "data"
            voeg_toe(data, "a.alles", "auditor,backoffice,contractbeheer")
            with Daemon(data, verbindingen=3, max_bericht=1) as daemon:
                self.met = {}
                message = bericht.toewijzing().xml().encode()
                ask = lambda expected, *request: self.check(expected, daemon.request(*request))  # noqa: E731
                ask(201, "POST", "/v1/berichten", message, XML)
                ask(200, "POST", "/v1/berichten", message, XML)
                daemon.post(bericht.verzoek_toewijzing().xml().encode())
                for path in ("/", "/metrics", "/health/live", "/health/ready", "/v1/openapi.json", "/v1/berichten", "/v1/berichten/1", "/v1/berichten/1/retour",
                             "/v1/berichten?formaat=csv"):
                    ask(200, "GET", path)
                etag = daemon.get("/v1/berichten/1")[1]["etag"]
                ask(304, "GET", "/v1/berichten/1", None, {"If-None-Match": etag})
                ask(400, "GET", "/v1/berichten?kleur=rood")
                ask(401, "GET", "/v1/sessie")
                ask(401, "POST", "/v1/sessie", json.dumps({"gebruiker": "x", "wachtwoord": "y"}).encode(), JSON)
                for path in ("/console", "/console/", "/console/afkeur", "/console/contracten/x@2026.1", "/console/assets/niets.js"):
                    status, headers, body = daemon.get(path)
                    self.check(status, (status, headers, body))
                for path in ("/v1/niets", "/console/niets/../", "/v1/berichten/9999"):
                    ask(404, "GET", path)
                ask(405, "DELETE", "/v1/berichten")
                ask(413, "POST", "/v1/berichten/_zoek", b" " * 100_000, JSON)
                ask(415, "POST", "/v1/berichten", message, {"Content-Type": "text/plain"})
                ask(422, "POST", "/v1/berichten", b"<x/>", XML)
                item = json.loads(daemon.get("/v1/werkvoorraad")[2])["werk"][0]["id"]
                decide = f"/v1/werkvoorraad/{item}/besluit"
                ask(412, "POST", decide, json.dumps({"besluit": "in_onderzoek", "door": "J"}).encode(), {**JSON, "If-Match": '"x"'})
                self.check(200, daemon.request("POST", decide, json.dumps({"besluit": "afwijzen", "reden": "4", "door": "J"}).encode(), JSON))
                ask(409, "POST", decide, json.dumps({"besluit": "afwijzen", "reden": "4", "door": "J"}).encode(), JSON)
                for _ in range(8):
                    answer = daemon.request("POST", "/v1/sessie", json.dumps({"gebruiker": "z", "wachtwoord": "y"}).encode(), {**JSON, "X-Forwarded-For": "192.0.2.9"})
                    self.check(answer[0], answer)
                ask(204, "DELETE", "/v1/sessie")
                who = Aangemeld(daemon, "a.alles")
                self.check(200, who.get("/v1/sessie"))
                self.check(403, who.get("/v1/gebruikers"))
                self.check(403, who.get("/v1/berichten/1/origineel"))
                self.raw(daemon, b"GET / HTTP/1.1\r\n\r\n", 400)
                self.raw(daemon, b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414)
                self.raw(daemon, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 9000 + b"\r\n\r\n", 431)
                self.raw(daemon, b"GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417)
                # A full house: whoever comes after it is turned away.
                busy = [http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=20) for _ in range(3)]
                for one in busy:
                    one.putrequest("POST", "/v1/berichten")
                    one.putheader("Content-Type", "application/xml")
                    one.putheader("Content-Length", "10")
                    one.endheaders()
                self.until_full(daemon)
                for one in busy:
                    one.close()
                self.assertLessEqual({200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 503}, set(self.met))

    def until_full(self, daemon):
        for _ in range(200):
            status, headers, body = daemon.get("/health/live")
            if status == 503:
                self.check(503, (status, headers, body))
                return
        self.fail("the house did not get full")

    def raw(self, daemon, request, expected):
        with socket.create_connection(("127.0.0.1", daemon.port), 20) as one:
            one.sendall(request)
            answer = http.client.HTTPResponse(one)
            answer.begin()
            self.check(expected, (answer.status, {name.lower(): value for name, value in answer.getheaders()}, b""))

    def check(self, expected, answer):
        status, headers, body = answer
        self.assertEqual(status, expected, body[:300])
        self.met[status] = headers
        self.assertEqual({name: headers.get(name) for name in KOPPEN}, KOPPEN, status)
        got = policy(headers.get("content-security-policy", ""))
        # The console has letters of its own beside it.
        self.assertEqual(got.pop("font-src", ["'self'"]), ["'self'"], status)
        self.assertEqual(got, policy(CSP), status)
        self.assertGreaterEqual(observatory(headers), 100, status)
        self.assertFalse({"server", "x-powered-by"} & set(headers))


if __name__ == "__main__":
    unittest.main()
