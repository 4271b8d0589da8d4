"""Signs people in at a daemon, as a page of the console does."""

import json
import subprocess

from daemon import BINARY

WACHTWOORD = "correct paard batterij"
JSON = {"Content-Type": "application/json"}


def voeg_toe(data, gebruiker, rollen, gemeenten="*", wachtwoord=WACHTWOORD, naam=None):
    """Adds a user to a store that no daemon has open."""
    done = subprocess.run([BINARY, "user", "add", "--data", str(data), gebruiker, "--rol", rollen, "--gemeente", gemeenten,
                           *(["--naam", naam] if naam else [])], input=wachtwoord + "\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr)


class Aangemeld:
    """A person with a browser."""

    def __init__(self, daemon, gebruiker, wachtwoord=WACHTWOORD, origin=None):
        self.daemon = daemon
        self.origin = origin or f"http://127.0.0.1:{daemon.port}"
        status, headers, body = daemon.request("POST", "/v1/sessie", json.dumps({"gebruiker": gebruiker, "wachtwoord": wachtwoord}).encode(),
                                               {**JSON, "Origin": self.origin})
        assert status == 201, (status, body)
        self.sessie = json.loads(body)
        self.set_cookie = headers["set-cookie"]
        self.cookie = self.set_cookie.split(";")[0]

    def request(self, method, path, body=None, **headers):
        sent = {"Cookie": self.cookie, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if method in ("POST", "DELETE"):
            sent = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin", "Ketenpoort-Csrf": self.sessie["csrf"], **sent}
        if method == "POST":
            sent = {**JSON, **sent}
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        return self.daemon.request(method, path, body, {name: value for name, value in sent.items() if value is not None})

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.request("POST", path, body, **headers)
