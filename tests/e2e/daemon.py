"""Starts and stops a real daemon for tests, and talks to it. Standard library only."""

import atexit
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import bericht  # noqa: E402
import kanarie  # noqa: E402

BINARY = os.environ.get("KETENPOORT", "")
VANDAAG = "2026-06-01"
XML = {"Content-Type": "application/xml"}


class Daemon:
    """A daemon on a port the system chose. `prefix` is put before the command (strace, unshare)."""

    def __init__(self, data, prefix=(), wait=True, **settings):
        self.data = pathlib.Path(data)
        values = {"luister": "127.0.0.1:0", "data": str(self.data), "vandaag": VANDAAG, "vrije_ruimte": 0, **settings}
        config = tempfile.NamedTemporaryFile("w", suffix=".toml", delete=False)
        config.write("".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()))
        config.close()
        self.config = config.name
        self.log = []
        self.port = None
        self.port_tls = None
        self.pid = None
        self.started = threading.Event()
        # The sanitizer's search for leaks traces the process, and a process has one tracer.
        env = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"} if "strace" in prefix else None
        self.process = subprocess.Popen([*prefix, BINARY, "serve", "--config", self.config], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if wait and not self.wait_started():
            raise RuntimeError("daemon did not start: " + "\n".join(self.log))

    def _read(self):
        for line in self.process.stderr:
            line = line.decode("utf-8", "replace").rstrip("\n")
            self.log.append(line)
            if '"gebeurtenis":"luistert"' in line:
                event = json.loads(line)
                self.port = int(event["url"].rsplit(":", 1)[1])
                self.port_tls = int(event["url_tls"].rsplit(":", 1)[1]) if event["url_tls"] else None
                self.pid = event["pid"]
                self.started.set()
        self.started.set()

    def wait_started(self, seconds=60):
        self.started.wait(seconds)
        return self.port is not None

    def connect(self, timeout=30):
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def request(self, method, path, body=None, headers=None, timeout=60):
        """@returns status, headers (lower case), body"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            body_out = answer.read()
            if answer.status >= 400:
                kanarie.kijk(f"antwoord {answer.status} op {method} {path}", body_out)
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body_out
        finally:
            connection.close()

    def post(self, body, path="/v1/berichten", **kw):
        return self.request("POST", path, body, XML, **kw)

    def get(self, path, **kw):
        return self.request("GET", path, **kw)

    def metric(self, name):
        """The sum over all labels."""
        lines = self.get("/metrics")[2].decode().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.split("{")[0].split(" ")[0] == name)

    def signal(self, number):
        os.kill(self.pid, number)

    def wait(self, seconds=30):
        """@returns the exit code, negative for a signal"""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        self.reader.join(5)
        self.process.stderr.close()
        if kanarie.MAP is not None:
            kanarie.schrijf("log", "\n".join(self.log).encode())
            kanarie.kijk_map(self.data)
        if os.path.exists(self.config):
            os.unlink(self.config)
        return code

    def stop(self, seconds=30):
        if self.process.poll() is None:
            if kanarie.MAP is not None and self.port is not None:
                try:
                    kanarie.schrijf("metrics", self.get("/metrics", timeout=2)[2])
                except (OSError, http.client.HTTPException):
                    pass  # it does not answer any more, which some tests are about
            self.signal(signal.SIGTERM)
        return self.wait(seconds)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            if self.pid is None:
                self.process.kill()
            self.stop()


def hoofdsleutel_elders():
    """From here on every program finds its master keys outside the folder of its store, as an operator should have them. @returns where"""
    path = pathlib.Path(tempfile.mkdtemp()) / "hoofdsleutel"
    subprocess.run([BINARY, "sleutel", "maak", str(path)], stdout=subprocess.DEVNULL, check=True)
    os.environ["KETENPOORT_HOOFDSLEUTEL"] = str(path)
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    return path


def good_301(n, domein="wmo"):
    """The n-th message of its kind: nothing in common with the others that matters."""
    product = bericht.product(1000 + n) if domein == "wmo" else bericht.product(1000 + n, "45", "45A03")
    return bericht.toewijzing(domein, [product], bsn=bericht.test_bsn(n % 50), identificatie=f"T{n}").xml().encode()


def big_301(n, size):
    """A valid message of about `size` bytes: the white space between elements is free."""
    message = good_301(n)
    return message.replace(b">\n", b">\n" + b" " * (size // message.count(b">\n")))


def filling_301(n):
    """A valid message that fills the log of the database: a comment that does not get smaller."""
    return good_301(n) + b"<!-- " + os.urandom(350_000).hex().encode() + b" -->\n"


def until(condition, seconds=20):
    """Looks again until it holds. @returns whether it did"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
