#!/usr/bin/env python3
"""Installs the Debian package in a clean Debian 12 root, runs the unit's command as its user, upgrades, removes and purges. Standard library of
Python only. As root, with mmdebstrap and a Debian mirror; without them it says so and ends with 77 (`make deb-proef`, some two minutes)."""

import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import pakket

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
from daemon import good_301, until  # noqa: E402

BASIS = pakket.BUILD / "debian12.tar"  # made once: the clean root
APT = ["apt-get", "-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]


def run(*command, **kw):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **kw)


def skip(why):
    print(f"deploy.deb: skipped: {why}")
    sys.exit(77)


class Pakket(unittest.TestCase):
    """One story: the tests run in order of their names and each goes on where the one before ended."""

    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.root = cls.place / "root"
        cls.root.mkdir()
        assert run("tar", "-xf", BASIS, "-C", cls.root).returncode == 0
        assert run("mount", "-t", "proc", "proc", cls.root / "proc").returncode == 0
        cls.addClassCleanup(run, "umount", cls.root / "proc")
        shutil.copy("/etc/resolv.conf", cls.root / "etc/resolv.conf")
        for version in ("0.9.1", "0.9.2"):
            shutil.copy(pakket.maak(cls.place, version), cls.root / f"root/ketenpoort_{version}.deb")
        cls.process = None

    def inside(self, *command, ok=True):
        done = run("chroot", self.root, "env", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", *command)
        if ok:
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}\n{done.stderr}")
        return done

    def start(self):
        """The unit's ExecStart as its user; back when it says READY."""
        unit = (self.root / "lib/systemd/system/ketenpoort.service").read_text()
        command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE).group(1).split()
        user, group = (re.search(rf"^{what}=(.*)$", unit, re.MULTILINE).group(1) for what in ("User", "Group"))
        heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        name = f"ketenpoort-deb-{os.getpid()}"
        heard.bind("\0" + name)
        heard.settimeout(60)
        self.log = open(self.place / "log", "w+", encoding="utf-8")
        type(self).process = subprocess.Popen(["chroot", f"--userspec={user}:{group}", self.root, *command], stderr=self.log,
                                              env={"NOTIFY_SOCKET": "@" + name, "PATH": "/usr/sbin:/usr/bin"}, umask=0o077)
        self.assertEqual(heard.recv(100), b"READY=1")
        heard.close()
        # The log has a thread of its own.
        self.assertTrue(until(lambda: '"luistert"' in (self.place / "log").read_text()))
        line = next(line for line in (self.place / "log").read_text().splitlines() if '"luistert"' in line)
        self.port = int(json.loads(line)["url"].rsplit(":", 1)[1])

    def stop(self):
        self.process.terminate()
        self.assertEqual(self.process.wait(30), 0)
        self.log.close()

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, {"Content-Type": "application/xml"} if body else {})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def state(self):
        keys = self.root / "var/lib/ketenpoort/hoofdsleutel"
        return keys.read_bytes(), (self.root / "etc/ketenpoort/server.key").read_bytes(), (self.root / "etc/ketenpoort/ketenpoort.toml").read_text()

    def test_1_install(self):
        before = {p.name for p in (self.root / "usr/bin").iterdir()}
        self.inside(*APT, "update")
        said = self.inside(*APT, "install", "/root/ketenpoort_0.9.1.deb")
        self.assertIn("systemctl enable --now ketenpoort", said.stdout)
        self.assertNotIn("ketenpoort", before)
        self.assertEqual(self.inside("ketenpoort", "--version").stdout.split()[0], "ketenpoort")
        self.assertIn("/var/lib/ketenpoort", self.inside("getent", "passwd", "ketenpoort").stdout)
        modes = self.inside("stat", "-c", "%U %G %a", "/var/lib/ketenpoort", "/etc/ketenpoort").stdout.splitlines()
        self.assertEqual(modes, ["ketenpoort ketenpoort 700", "root ketenpoort 750"])
        self.assertEqual(self.inside("ketenpoort", "config", "--config", "/etc/ketenpoort/ketenpoort.toml").returncode, 0)
        done = run("systemd-analyze", "verify", "--man=no", f"--root={self.root}", "ketenpoort.service") if shutil.which("systemd-analyze") else None
        if done:
            self.assertNotIn("ketenpoort", done.stderr)

    def test_2_it_starts_as_the_unit_says_and_takes_a_message(self):
        # What an operator changes: its port, and here messages for tests.
        settings = self.root / "etc/ketenpoort/ketenpoort.toml"
        text = settings.read_text()
        settings.write_text(text.replace('"127.0.0.1:8480"', '"127.0.0.1:0"').replace('test_bsn = "weigeren"', 'test_bsn = "toestaan"'))
        self.assertNotEqual(settings.read_text(), text)
        (self.root / "etc/ketenpoort/server.key").write_text("een eigen bestand")
        self.inside("setpriv", "--reuid=ketenpoort", "--regid=ketenpoort", "--clear-groups", "ketenpoort", "contract", "import", "--data",
                    "/var/lib/ketenpoort", "/usr/share/ketenpoort/contracts/noord-limburg")
        self.start()
        self.assertEqual(self.ask("GET", "/health/ready")[0], 200)
        status, answer = self.ask("POST", "/v1/berichten", good_301(1))
        self.assertEqual(status, 201, answer)
        type(self).first = json.loads(answer)["id"]
        self.stop()
        for path in (self.root / "var/lib/ketenpoort").iterdir():
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)

    def test_3_upgrade_keeps_all(self):
        before = self.state()
        self.inside(*APT, "install", "/root/ketenpoort_0.9.2.deb")
        self.assertIn("0.9.2", self.inside("dpkg-query", "-W", "ketenpoort").stdout)
        self.assertEqual(self.state(), before)
        self.start()
        status, answer = self.ask("POST", "/v1/berichten", good_301(1))
        self.assertEqual((status, json.loads(answer)["id"]), (200, self.first), "the kept answer")
        self.assertEqual(self.ask("POST", "/v1/berichten", good_301(2))[0], 201)
        self.stop()

    def test_4_remove_keeps_all(self):
        before = self.state()
        self.inside(*APT, "remove", "ketenpoort")
        self.assertFalse((self.root / "usr/bin/ketenpoort").exists())
        self.assertEqual(self.state(), before)
        self.inside(*APT, "install", "/root/ketenpoort_0.9.2.deb")
        self.start()
        self.assertEqual(self.ask("GET", f"/v1/berichten/{self.first}")[0], 200)
        self.stop()

    def test_5_purge_leaves_messages_and_keys_and_says_so(self):
        keys, own, _ = self.state()
        said = self.inside(*APT, "purge", "ketenpoort")
        self.assertIn("/var/lib/ketenpoort blijft staan", said.stdout + said.stderr)
        self.assertFalse((self.root / "etc/ketenpoort/ketenpoort.toml").exists())
        self.assertEqual((self.root / "var/lib/ketenpoort/hoofdsleutel").read_bytes(), keys)
        self.assertEqual((self.root / "etc/ketenpoort/server.key").read_text(), own.decode())
        self.assertTrue((self.root / "var/lib/ketenpoort/ketenpoort.db").exists())
        left = self.inside("find", "/usr", "/lib", "-name", "*ketenpoort*").stdout
        self.assertEqual(left, "")

    def tearDown(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


if __name__ == "__main__":
    if os.geteuid() != 0:
        skip("installing in a root of its own needs root")
    if not shutil.which("mmdebstrap"):
        skip("mmdebstrap is not installed")
    if "--apart" not in sys.argv:  # what is mounted here goes away with this process
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, __file__, "--apart"])
    sys.argv.remove("--apart")
    if not BASIS.exists():
        start = time.monotonic()
        made = run("mmdebstrap", "--variant=minbase", "bookworm", BASIS)
        if made.returncode != 0:
            BASIS.unlink(missing_ok=True)
            skip("no Debian mirror: " + made.stderr.strip().splitlines()[-1])
        print(f"a clean Debian 12 in {time.monotonic() - start:.0f} s")
    unittest.main(verbosity=2, failfast=True)
