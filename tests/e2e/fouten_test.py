"""Faults of disk and files, as an operator would meet them: section 4 of the promises (README.md here says which test is whose)."""

import http.client
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import unittest

from daemon import Daemon, good_301

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
