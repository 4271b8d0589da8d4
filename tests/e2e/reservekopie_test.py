"""Copies of a store, and a store made of them: while the daemon takes messages, up to a moment, and never from what is not right."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from daemon import BINARY, Daemon, good_301, hoofdsleutel_elders, until

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import paginasom  # noqa: E402

hoofdsleutel_elders()  # a copy goes without them


def run(*arguments, code=0):
    done = subprocess.run([BINARY, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != code:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def flip(file, at):
    bytes_ = bytearray(file.read_bytes())
    bytes_[at] ^= 0x10
    file.write_bytes(bytes_)


class Kopie(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = pathlib.Path(directory.name)
        self.data = self.top / "data"

    def daemon(self, **settings):
        daemon = Daemon(self.data, **settings)
        self.addCleanup(daemon.__exit__, None, None, None)
        return daemon

    def send(self, daemon, *numbers):
        for n in numbers:
            self.assertIn(daemon.post(good_301(n))[0], (200, 201))

    def backup(self, code=0):
        return json.loads(run("backup", "--data", self.data, "--naar", self.top / "kopieen", "--json", code=code).stdout)

    def restored(self, *arguments, code=0):
        to = pathlib.Path(tempfile.mkdtemp(dir=self.top)) / "terug"
        done = run("restore", "--data", to, "--json", *arguments, code=code)
        return to, json.loads(done.stdout) if code == 0 else done.stderr

    def test_a_copy_of_a_daemon_at_work_is_a_store_of_what_was_answered_before_it(self):
        daemon = self.daemon()
        self.send(daemon, *range(1, 21))
        stop, answered = threading.Event(), []

        def more():
            n = 100
            while not stop.is_set():
                self.send(daemon, n)
                answered.append(n)
                n += 1

        thread = threading.Thread(target=more)
        thread.start()
        made = self.backup()
        stop.set()
        thread.join()
        self.assertEqual(daemon.stop(), 0)
        self.assertGreater(len(answered), 0)
        kopie = pathlib.Path(made["map"])
        self.assertEqual(sorted(p.name for p in kopie.iterdir()), ["ketenpoort.db", "ketenpoort.stand", "manifest.json"])
        self.assertEqual(kopie.stat().st_mode & 0o777, 0o700)
        terug, uit = self.restored("--van", kopie)
        self.assertGreaterEqual(uit["berichten"], 20)
        self.assertEqual((uit["regels"], uit["wortel"]), (made["regels"], made["wortel"]))
        shutil.copy(self.data / "audit_sleutel.pem", terug)
        run("audit", "verify", "--data", terug)
        run("replay", "--verify", "--data", terug)
        with Daemon(terug) as other:
            self.assertEqual(other.post(good_301(1))[0], 200)  # it knows them
            self.assertEqual(other.post(good_301(999))[0], 201)
            self.assertEqual(other.stop(), 0)

    def test_what_does_not_verify_is_refused_and_nothing_is_left_or_written_over(self):
        run("process", "--data", self.data, self.message(1))
        kopie = pathlib.Path(self.backup()["map"])
        for name, at in (("ketenpoort.db", 5000), ("ketenpoort.stand", 30), ("manifest.json", 40)):
            with self.subTest(name):
                bad = self.top / f"bad-{name}"
                shutil.copytree(kopie, bad)
                flip(bad / name, at)
                terug, said = self.restored("--van", bad, code=1)
                self.assertIn(name, said)
                self.assertEqual(list(terug.iterdir()) if terug.exists() else [], [])
        # Half a copy: without its manifest it is none.
        half = self.top / "half"
        shutil.copytree(kopie, half)
        (half / "manifest.json").unlink()
        self.restored("--van", half, code=2)
        # Somebody who makes the file fit the manifest again still meets the page sums.
        handig = self.top / "handig"
        shutil.copytree(kopie, handig)
        before = (handig / "ketenpoort.db").read_bytes()
        flip(handig / "ketenpoort.db", 3 * 4096 + 3000)
        import hashlib
        text = (handig / "manifest.json").read_text()
        text = text.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256((handig / "ketenpoort.db").read_bytes()).hexdigest())
        (handig / "manifest.json").write_text(text)
        self.assertIn("pagina", self.restored("--van", handig, code=1)[1])
        # Never over a store.
        here = (self.data / "ketenpoort.db").read_bytes()
        said = run("restore", "--van", kopie, "--data", self.data, code=2).stderr
        self.assertIn("al een opslag", said)
        self.assertEqual((self.data / "ketenpoort.db").read_bytes(), here)
        # A copy of a store that is damaged is not made.
        flip(self.data / "ketenpoort.db", 3 * 4096 + 3000)
        bad = run("backup", "--data", self.data, "--naar", self.top / "kopieen", code=1)
        self.assertIn("pagina", bad.stderr)
        self.assertEqual(len(list((self.top / "kopieen").iterdir())), 1)

    def message(self, n):
        file = self.top / f"{n}.xml"
        file.write_bytes(good_301(n))
        return file

    def segments(self):
        return sorted(p.name for p in (self.top / "weg").glob("segment-*") if p.suffix == "")

    def test_a_store_as_it_was_at_a_moment(self):
        weg = self.top / "weg"
        daemon = self.daemon(verscheping=str(weg))
        self.assertTrue(until(lambda: any("verscheping_begonnen" in line for line in daemon.log)), daemon.log)
        moments = []
        for n in range(1, 4):
            self.send(daemon, n)
            count = len(self.segments())
            self.assertTrue(until(lambda: len(self.segments()) > count, seconds=30))
            moments.append(time.strftime("%Y-%m-%dT%H:%M:%S.999Z", time.gmtime()))
            time.sleep(1.1)
        daemon.process.kill()  # the disk goes with it: only what was carried away is left
        daemon.process.wait()
        for n, moment in enumerate(moments, 1):
            terug, uit = self.restored("--van", weg, "--tot", moment)
            self.assertEqual(uit["berichten"], n, moment)
            self.assertLess(uit["moment"], moment)
            shutil.copy(self.data / "audit_sleutel.pem", terug)
            run("replay", "--verify", "--data", terug)
        self.assertEqual(self.restored("--van", weg)[1]["berichten"], 3)
        self.assertIn("geen kopie", self.restored("--van", weg, "--tot", "2020-01-01T00:00:00Z", code=2)[1])
        self.assertIn("--tot", self.restored("--van", weg, "--tot", "gisteren", code=2)[1])
        # A segment that is gone ends the row there; one that was changed is refused.
        names = self.segments()
        flip(weg / names[-1], 700)
        self.assertIn("beschadigd", self.restored("--van", weg, code=1)[1])
        (weg / names[-1]).unlink()
        self.assertEqual(self.restored("--van", weg)[1]["berichten"], 2)
        # A start begins a new row, with a copy of all there is.
        with Daemon(self.data, verscheping=str(weg)) as other:
            self.assertTrue(until(lambda: any("verscheping_begonnen" in line for line in other.log)), other.log)
            self.send(other, 4)
            self.assertEqual(other.stop(), 0)
        self.assertEqual(self.restored("--van", weg)[1]["berichten"], 4)

    def test_a_target_that_is_away_stops_nothing_and_is_told(self):
        weg = self.top / "weg"
        weg.write_text("geen map")
        daemon = self.daemon(verscheping=str(weg))
        self.send(daemon, 1, 2, 3)
        self.assertTrue(until(lambda: any("verscheping_faalt" in line for line in daemon.log)), daemon.log)
        self.assertTrue(until(lambda: b"ketenpoort_verscheping_loopt 0" in daemon.get("/metrics")[2]))
        weg.unlink()
        self.assertTrue(until(lambda: any("verscheping_begonnen" in line for line in daemon.log), seconds=30), daemon.log)
        self.send(daemon, 4)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.restored("--van", weg)[1]["berichten"], 4)


class Stand(unittest.TestCase):
    """The file beside the store that says what was committed."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = pathlib.Path(directory.name)
        self.data = self.top / "data"
        with Daemon(self.data) as daemon:
            for n in range(1, 4):
                self.assertEqual(daemon.post(good_301(n))[0], 201)
            self.assertEqual(daemon.stop(), 0)

    def refused(self, word):
        daemon = Daemon(self.data, wait=False)
        self.assertEqual(daemon.wait(), 1)
        self.assertIn(word, "\n".join(daemon.log))
        self.assertIn("reservekopie", "\n".join(daemon.log))

    def test_gone_or_damaged_is_refused_until_somebody_looked(self):
        file = self.data / "ketenpoort.stand"
        self.assertEqual(run("audit", "stand", "--data", self.data).returncode, 0)
        flip(file, 70)
        self.refused("beschadigd")
        run("audit", "verify", "--data", self.data, code=1)
        file.unlink()
        self.refused("is er niet")
        self.assertFalse(file.exists())
        found = json.loads(run("audit", "verify", "--data", self.data, "--json", code=1).stdout)
        self.assertEqual([a["soort"] for a in found["afwijkingen"]], ["stand_klopt_niet"])
        run("audit", "stand", "--data", self.data, "--opnieuw")
        with Daemon(self.data) as daemon:
            self.assertEqual(daemon.stop(), 0)

    def test_less_than_was_committed_is_refused(self):
        paginasom.zet_stand(self.data, 4, "ab" * 32)
        self.refused("Er is werk verdwenen")
        paginasom.zet_stand(self.data, 3, "ab" * 32)
        self.refused("andere dan die er waren")

    def test_a_page_that_changed_is_named(self):
        flip(self.data / "ketenpoort.db", 4 * 4096 + 3000)
        self.refused("pagina 5")
        self.assertIn("pagina 5", run("audit", "verify", "--data", self.data, code=1).stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
