"""Faults of disk and files, as an operator would meet them: section 4 of the promises (README.md here says which test is whose)."""

import collections
import http.client
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import unittest

from daemon import Daemon, filling_301, good_301, until

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import paginasom  # noqa: E402


def strace(call, what):
    return ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}")


class Fouten(unittest.TestCase):
    def setUp(self):
        if shutil.which("strace") is None:
            self.skipTest("strace is not there")
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.data = pathlib.Path(directory.name) / "data"
        with Daemon(self.data) as daemon:
            for n in range(1, 21):
                self.assertEqual(daemon.post(good_301(n))[0], 201)
            self.assertEqual(daemon.stop(), 0)

    def tamper(self, *statements):
        db = sqlite3.connect(self.data / "ketenpoort.db")
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()

    def refused(self, word, code=1):
        daemon = Daemon(self.data, wait=False)
        self.assertEqual(daemon.wait(), code)
        self.assertIn(word, "\n".join(daemon.log))

    def test_f07_a_write_that_fails_is_never_acknowledged(self):
        daemon = Daemon(self.data, prefix=strace("pwrite64", "error=EIO:when=20+"))
        answered = []
        for n in range(100, 140):
            try:
                status = daemon.post(good_301(n), timeout=20)[0]
            except (OSError, http.client.HTTPException):
                break
            if status not in (200, 201):
                break
            answered.append(n)
        self.assertLess(len(answered), 40)
        self.assertEqual(daemon.wait(), 2)
        self.assertTrue(any("opslag_faalt" in line for line in daemon.log), daemon.log)
        with Daemon(self.data) as again:
            for n in answered:
                self.assertEqual(again.post(good_301(n))[0], 200, "acknowledged, so it is there")
            self.assertEqual(again.post(good_301(139))[0], 201)
            self.assertEqual(again.stop(), 0)

    def test_f08_what_the_disk_does_not_take_of_the_database_ends_the_daemon(self):
        """The log has grown, was copied into the database, and the thread that waits for the disk is told that it failed."""
        daemon = Daemon(self.data, prefix=strace("sync_file_range", "error=EIO"))
        answered = {}
        for n in range(200, 600):
            body = filling_301(n)
            try:
                status = daemon.post(body, timeout=20)[0]
            except (OSError, http.client.HTTPException):
                break
            if status != 201:
                break
            answered[n] = body
        self.assertLess(len(answered), 400)
        self.assertEqual(daemon.wait(), 2)
        self.assertTrue(any("opslag_faalt" in line for line in daemon.log), daemon.log)
        with Daemon(self.data) as again:
            for n, body in answered.items():
                self.assertEqual(again.post(body)[0], 200, f"{n} was acknowledged, so it is there")
            self.assertEqual(again.stop(), 0)

    def test_f07_a_read_that_fails_is_told_and_loses_nothing(self):
        """One read in the life of a daemon fails, another one each time."""
        wrong = collections.Counter()
        for first in (30, 80, 130, 180, 230, 280, 330, 400):
            with self.subTest(first):
                daemon = Daemon(self.data, prefix=strace("pread64", f"error=EIO:when={first}..{first}"), wait=False)
                answered = []
                if daemon.wait_started():
                    for n in range(1000 + first, 1006 + first):
                        try:
                            status = daemon.post(good_301(n), timeout=20)[0]
                            seen = daemon.get(f"/v1/berichten/{n % 20 + 1}/origineel", timeout=20)[0]
                        except (OSError, http.client.HTTPException):
                            break
                        self.assertIn(status, (201, 503))
                        self.assertIn(seen, (200, 503))
                        wrong[status], wrong[seen] = wrong[status] + 1, wrong[seen] + 1
                        if status == 201:
                            answered.append(n)
                # One that never said where it listens is ending by itself.
                wrong[daemon.stop() if daemon.port is not None and daemon.process.poll() is None else daemon.wait()] += 1
                with Daemon(self.data) as again:
                    for n in answered:
                        self.assertEqual(again.post(good_301(n))[0], 200, "acknowledged, so it is there")
                    self.assertEqual(again.stop(), 0)
        self.assertGreater(wrong[503] + wrong[1] + wrong[2], 0, f"no read failed: {wrong}")

    def test_f17_a_clock_that_is_set_moves_nothing_back_and_stands_in_the_audit_log(self):
        library = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
        if library is None:
            self.skipTest("libfaketime is not there")
        clock = self.data.parent / "klok"
        clock.write_text("+0")
        faked = ("env", f"LD_PRELOAD={library}", f"FAKETIME_TIMESTAMP_FILE={clock}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",
                 "ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0")
        daemon = Daemon(self.data, prefix=faked)
        self.addCleanup(daemon.__exit__, None, None, None)
        moments = []
        for n, step in enumerate(("+0", "+1d", "-1d", "-20000d", "+0")):
            clock.write_text(step)
            status, _, body = daemon.post(good_301(500 + n))
            self.assertEqual(status, 201, body)
            moments.append(json.loads(daemon.get(f"/v1/berichten/{json.loads(body)['id']}")[2])["ontvangen"])
        self.assertEqual(moments, sorted(moments))

        def told():
            db = sqlite3.connect(f"file:{self.data}/ketenpoort.db?mode=ro", uri=True)
            try:
                return sum(b"klok-versprong" in entry for (entry,) in db.execute("SELECT entry FROM audit_leaf"))
            finally:
                db.close()

        self.assertTrue(until(lambda: told() >= 4), told())
        self.assertGreaterEqual(sum("klok_versprong" in line for line in daemon.log), 4)
        self.assertEqual(daemon.get("/health/ready")[0], 200)
        self.assertEqual(daemon.stop(), 0)
        with Daemon(self.data) as again:
            self.assertEqual(again.stop(), 0)

    def test_f11_a_page_of_zeros_or_a_head_of_garbage(self):
        file = self.data / "ketenpoort.db"
        whole = file.read_bytes()
        for at, bytes_ in ((3 * 4096, bytes(4096)), (0, b"x" * 100), (8 * 4096, bytes(range(256)) * 16)):
            with self.subTest(at):
                file.write_bytes(whole[:at] + bytes_ + whole[at + len(bytes_):])
                self.refused("reservekopie")
        file.write_bytes(whole)

    def test_f12_a_digit_that_was_changed_in_the_file(self):
        file = self.data / "ketenpoort.db"
        whole = file.read_bytes()
        at = whole.index(b"2026-06-01") if b"2026-06-01" in whole else 5 * 4096 + 4000
        file.write_bytes(whole[:at] + b"9" + whole[at + 1:])
        self.refused("pagina")

    def test_f15_a_database_that_somebody_else_holds(self):
        daemon = Daemon(self.data)
        self.addCleanup(daemon.__exit__, None, None, None)
        db = sqlite3.connect(self.data / "ketenpoort.db", isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        begin = time.monotonic()
        status, headers, _ = daemon.post(good_301(100), timeout=30)
        self.assertEqual(status, 503)
        self.assertGreater(time.monotonic() - begin, 4)
        db.execute("ROLLBACK")
        db.close()
        self.assertEqual(daemon.post(good_301(100))[0], 201)
        self.assertEqual(daemon.stop(), 0)

    def test_f16_a_snapshot_that_stays_open_only_lets_the_log_grow(self):
        daemon = Daemon(self.data)
        self.addCleanup(daemon.__exit__, None, None, None)
        db = sqlite3.connect(f"file:{self.data}/ketenpoort.db?mode=ro", uri=True, isolation_level=None)
        db.execute("BEGIN")
        (before,) = db.execute("SELECT count(*) FROM bericht").fetchone()
        for n in range(100, 130):
            self.assertEqual(daemon.post(good_301(n))[0], 201)
        self.assertEqual(db.execute("SELECT count(*) FROM bericht").fetchone()[0], before)
        db.execute("ROLLBACK")
        db.close()
        self.assertIn(b"ketenpoort_wal_bytes", daemon.get("/metrics")[2])
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual((self.data / "ketenpoort.db-wal").stat().st_size, 0)

    def test_f18_a_slow_disk_is_slow_and_nothing_else(self):
        daemon = Daemon(self.data, prefix=strace("fdatasync", "delay_enter=300000"), wachtrij=4)
        self.addCleanup(daemon.__exit__, None, None, None)
        found, lock = [], threading.Lock()

        def send(n):
            status = daemon.post(good_301(n), timeout=60)[0]
            with lock:
                found.append((n, status))

        threads = [threading.Thread(target=send, args=(n,)) for n in range(100, 130)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertLessEqual({status for _, status in found}, {201, 503})
        self.assertIn(503, {status for _, status in found})
        for n, status in found:
            if status == 201:
                self.assertEqual(daemon.post(good_301(n), timeout=60)[0], 200)
        self.assertEqual(daemon.stop(60), 0)

    def test_f25_a_store_of_a_newer_program(self):
        self.tamper("PRAGMA user_version=999")
        paginasom.zet_sommen(self.data / "ketenpoort.db")
        self.refused("vorm 999", code=2)

    def test_f31_the_key_of_the_audit_log_is_gone_or_another(self):
        sleutel = self.data / "audit_sleutel.pem"
        whole = sleutel.read_bytes()
        sleutel.unlink()
        self.refused("deze sleutel is er niet", code=2)
        other = self.data.parent / "ander"
        with Daemon(other) as daemon:
            self.assertEqual(daemon.stop(), 0)
        shutil.copy(other / "audit_sleutel.pem", sleutel)
        self.refused("auditlog_klopt_niet")
        sleutel.write_bytes(whole)


if __name__ == "__main__":
    unittest.main(verbosity=2)
