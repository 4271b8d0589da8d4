#!/usr/bin/env python3
"""Nothing of a citizen is readable without the master key: not in database, log, temp files, logs or metrics; keys change under kills; what
is erased is gone, and the audit log still proves all else. `KLUIS_KILLS=200` kills a change of keys more often."""

import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from daemon import Daemon

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import bericht  # noqa: E402

PROGRAM = os.environ["KETENPOORT"]
MIJN, JOUW = "999900006", "999900018"
KILLS = int(os.environ.get("KLUIS_KILLS", "12"))


def run(*args, codes=(0,), stdin=None, env=None):
    done = subprocess.run([PROGRAM, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, input=stdin, check=False,
                          env={**os.environ, **(env or {})})
    if done.returncode not in codes:
        raise AssertionError(f"{args}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def files(root):
    return [p for p in pathlib.Path(root).rglob("*") if p.is_file()]


class Kluis(unittest.TestCase):
    def setUp(self):
        self.map = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.map.name)
        self.data = self.root / "data"
        self.addCleanup(self.map.cleanup)

    def absent(self, root, *texts):
        for path in files(root):
            held = path.read_bytes()
            for text in texts:
                self.assertNotIn(text.encode(), held, f"{text} in {path}")

    def test_nothing_of_a_citizen_is_in_any_file_log_or_metric(self):
        temp = self.root / "tmp"
        temp.mkdir()
        os.environ["TMPDIR"] = str(temp)
        self.addCleanup(os.environ.pop, "TMPDIR")
        paths = {"TMPDIR": str(temp)}
        with Daemon(self.data) as d:
            for n, message in enumerate(self.messages()):
                status, _, body = d.post(message)
                self.assertIn(status, (200, 201, 422), body)
            status, _, body = d.post(self.messages()[0])
            self.assertEqual(status, 200)
            status, _, body = d.post(self.messages()[0].replace(b"</", b"<", 1))
            self.assertEqual(status, 422)
            metrics = d.get("/metrics")[2]
            self.absent(self.data, MIJN, JOUW, "Kanarie", "wmo301:Bericht")
            log = "\n".join(d.log).encode()
        for text in (MIJN, JOUW, "Kanarie"):
            self.assertNotIn(text.encode(), log)
            self.assertNotIn(text.encode(), metrics if isinstance(metrics, bytes) else metrics.encode())
        run("replay", "--verify", "--data", self.data, "--werkmap", temp, env=paths)
        self.absent(self.root, MIJN, JOUW, "Kanarie")

    def messages(self):
        mijn = [bericht.product(1001)]
        jouw = [bericht.product(1002)]
        def claim(name, clients):
            return bericht.declaratie(clienten=clients, identificatie=name, nummer="N" + name).xml().encode()
        return [bericht.toewijzing(producten=mijn, bsn=MIJN, identificatie="T1", achternaam="Kanarie").xml().encode(),
                bericht.toewijzing(producten=jouw, bsn=JOUW, identificatie="T2").xml().encode(),
                claim("D1", [(MIJN, [bericht.prestatie("R1", 1001)]), (JOUW, [bericht.prestatie("R2", 1002)])])]

    def process(self):
        inbox = self.root / "in"
        inbox.mkdir(exist_ok=True)
        for n, message in enumerate(self.messages()):
            (inbox / f"{n}.xml").write_bytes(message)
        run("process", "--data", self.data, "--today", "2026-06-01", inbox, codes=(0, 1))
        return inbox

    def test_without_its_keys_a_store_does_not_open(self):
        self.process()
        keys = self.data / "hoofdsleutel"
        text = keys.read_text()
        away = self.root / "elders"
        away.write_text(text)
        away.chmod(0o600)
        keys.unlink()
        self.assertIn("zet de kopie ervan terug", run("budget", "--data", self.data, codes=(2,)).stderr)
        self.assertFalse(keys.exists())
        run("budget", "--data", self.data, "--hoofdsleutel", away)
        keys.write_text(text[:-10])
        keys.chmod(0o600)
        self.assertIn("half geschreven", run("budget", "--data", self.data, codes=(2,)).stderr)
        keys.unlink()
        run("sleutel", "maak", keys)
        self.assertIn("hoofdsleutel", run("budget", "--data", self.data, codes=(2,)).stderr)
        keys.unlink()
        away.rename(keys)
        run("replay", "--verify", "--data", self.data)

    def test_the_option_wins_from_the_environment(self):
        self.process()
        other = self.root / "ander"
        run("sleutel", "maak", other)
        keys = self.data / "hoofdsleutel"
        for command in ("toon", "wissel", "inpakken"):
            run("sleutel", command, "--data", self.data, "--hoofdsleutel", keys, env={"KETENPOORT_HOOFDSLEUTEL": str(other)})
        self.assertEqual(len(run("sleutel", "toon", "--data", self.data).stdout.splitlines()), 2)
        for command in (("audit", "verify"), ("contract", "list"), ("audit", "checkpoint")):
            run(*command, "--data", self.data, "--hoofdsleutel", keys, env={"KETENPOORT_HOOFDSLEUTEL": str(other)}, codes=(0, 1))

    def test_a_change_of_master_key_survives_kills(self):
        self.process()
        toeval = random.Random(7)
        killed = 0
        for _ in range(KILLS):
            change = subprocess.Popen([PROGRAM, "sleutel", "wissel", "--data", self.data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(toeval.random() * 0.15)
            change.send_signal(signal.SIGKILL)
            killed += change.wait() == -signal.SIGKILL
            self.assertIn("alles is gelijk", run("replay", "--verify", "--data", self.data).stdout)
        self.assertGreater(killed, 0)
        run("sleutel", "inpakken", "--data", self.data)
        lines = run("sleutel", "toon", "--data", self.data).stdout.splitlines()
        self.assertTrue(lines[-1].endswith("(nieuwste)"))
        for line in lines[:-1]:
            self.assertEqual(line.split()[1], "0")
            run("sleutel", "verwijder", "--data", self.data, line.split()[0])
        self.assertIn("alles is gelijk", run("replay", "--verify", "--data", self.data).stdout)

    def test_an_erased_citizen_is_gone_and_the_rest_is_proved(self):
        inbox = self.process()
        run("audit", "checkpoint", "--data", self.data)
        who = ("--client", "-", "--grond", "verzoek, zaak 1", "--door", "j. jansen")
        self.assertIn("Dit zou worden gewist", run("wis", "--data", self.data, *who, stdin=MIJN + "\n").stdout)
        self.assertIn("alles is gelijk", run("replay", "--verify", "--data", self.data).stdout)
        done = run("wis", "--data", self.data, *who, "--ja", stdin=MIJN + "\n").stdout
        self.assertIn("Gewist: 1 berichten, uit 1 berichten van meer cliënten", done)
        run("wis", "--data", self.data, *who, "--ja", stdin=MIJN, codes=(1,))
        self.assertEqual((self.data / "ketenpoort.db-wal").stat().st_size if (self.data / "ketenpoort.db-wal").exists() else 0, 0)
        self.assertIn("Gewist: 1 berichten geheel, uit 1 een cliënt", run("audit", "verify", "--data", self.data).stdout)
        run("audit", "checkpoint", "--data", self.data)
        told = json.loads(run("replay", "--verify", "--data", self.data, "--json").stdout)
        self.assertTrue(told["gelijk"])
        self.assertEqual(told["gewist"], 2)
        again = run("process", "--data", self.data, inbox / "0.xml", codes=(0, 1)).stdout
        self.assertIn("ontvangen en behandeld; de inhoud is gewist op", again)
        with Daemon(self.data) as d:
            for what in ("besluit", "origineel", "retour"):
                self.assertEqual(d.get(f"/v1/berichten/1/{what}")[0], 410)
            status, _, body = d.get("/v1/berichten/1")
            self.assertEqual(status, 200)
            self.assertIsNotNone(json.loads(body)["gewist"])
            status, _, body = d.get("/v1/berichten/3/origineel")
            self.assertEqual(status, 200)
            text = body if isinstance(body, bytes) else body.encode()
            self.assertNotIn(MIJN.encode(), text)
            self.assertIn(JOUW.encode(), text)
            self.assertEqual(d.post(self.messages()[0])[0], 410)


if __name__ == "__main__":
    unittest.main()
