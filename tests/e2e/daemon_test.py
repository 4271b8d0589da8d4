"""The daemon as a whole: answers, repeats, load, stopping, a second daemon, a slow and a full disk."""

import concurrent.futures
import http.client
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from daemon import BINARY, VANDAAG, XML, Daemon, big_301, good_301, until


class DaemonTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.data = pathlib.Path(directory.name) / "data"

    def start(self, **kw):
        daemon = Daemon(self.data, **kw)
        self.addCleanup(daemon.__exit__)
        self.daemons.append(daemon)
        return daemon

    def run(self, result=None):
        """When a test fails, its daemons' last log lines say more than the assertion."""
        self.daemons = []
        before = len(result.errors) + len(result.failures) if result else 0
        super().run(result)
        if result and len(result.errors) + len(result.failures) > before:
            for daemon in self.daemons:
                print(f"log of the daemon in {self.id()}:", *daemon.log[-40:], sep="\n  ", file=sys.stderr)

    def assertProblem(self, answer, status):
        self.assertEqual(answer[0], status, answer[2][:300])
        self.assertEqual(answer[1]["content-type"], "application/problem+json")
        problem = json.loads(answer[2])
        self.assertEqual(problem["status"], status)
        for key in ("type", "title", "detail"):
            self.assertTrue(problem[key])
        return problem


class Answers(DaemonTest):
    def test_a_message_and_everything_about_it(self):
        daemon = self.start()
        message = good_301(1)
        status, headers, body = daemon.post(message)
        self.assertEqual(status, 201, body)
        besluit = json.loads(body)
        self.assertEqual((besluit["id"], besluit["berichtsoort"], besluit["uitkomst"]), (1, "WMO301", "goedgekeurd"))
        self.assertEqual(besluit["retour"], {"berichtsoort": "WMO302", "href": "/v1/berichten/1/retour"})
        self.assertEqual(headers["location"], "/v1/berichten/1")
        self.assertEqual(headers["content-type"], "application/json")
        for name, value in {"api-version": "1.0.0", "x-content-type-options": "nosniff", "cache-control": "no-store", "referrer-policy": "no-referrer"}.items():
            self.assertEqual(headers[name], value)

        status, headers, retour = daemon.get("/v1/berichten/1/retour")
        self.assertEqual((status, headers["content-type"]), (200, "application/xml; charset=utf-8"))
        self.assertIn(b"wmo302:Bericht", retour)
        self.assertEqual(daemon.get("/v1/berichten/1/origineel")[2], message)
        self.assertEqual(daemon.get("/v1/berichten/1/besluit")[2], body)
        metadata = json.loads(daemon.get("/v1/berichten/1")[2])
        self.assertEqual((metadata["id"], metadata["berichtsoort"], metadata["identificatie"], metadata["vandaag"], metadata["bytes"]),
                         (1, "WMO301", "T1", VANDAAG, len(message)))
        self.assertEqual(metadata["retour"]["href"], "/v1/berichten/1/retour")
        for path in ("/v1/berichten/1", "/v1/berichten/1/origineel", "/v1/berichten/1/retour", "/v1/berichten/1/besluit", "/metrics", "/"):
            got, head = daemon.get(path), daemon.request("HEAD", path)
            self.assertEqual((head[0], head[2]), (200, b""))
            if path != "/metrics":
                self.assertEqual(int(head[1]["content-length"]), len(got[2]))
        self.assertProblem(daemon.get("/v1/berichten/2"), 404)
        self.assertProblem(daemon.get("/bestaat/niet"), 404)
        self.assertEqual(daemon.metric("ketenpoort_berichten_beslist_total"), 1)
        self.assertIn(b'ketenpoort_berichten_beslist_total{soort="WMO301",uitkomst="goedgekeurd"} 1', daemon.get("/metrics")[2])
        self.assertEqual(json.loads(daemon.get("/health/ready")[2]), {"gereed": True})

        self.assertEqual(daemon.stop(), 0)
        again = self.start()
        self.assertEqual(again.get("/v1/berichten/1/besluit")[2], body)
        self.assertEqual(again.get("/v1/berichten/1/retour")[2], retour)
        status, _, repeated = again.post(message)
        self.assertEqual((status, repeated), (200, body))

    def test_a_proef_leaves_nothing(self):
        daemon = self.start()
        status, headers, body = daemon.post(good_301(1), "/v1/proef")
        self.assertEqual(status, 200, body)
        self.assertEqual(json.loads(body)["uitkomst"], "goedgekeurd")
        self.assertIsNone(json.loads(body)["id"])
        self.assertNotIn("location", headers)
        self.assertProblem(daemon.get("/v1/berichten/1"), 404)
        self.assertEqual(daemon.post(good_301(1))[0], 201)

    def test_what_fails_the_schema_is_told_why_and_recorded(self):
        daemon = self.start()
        broken = {
            "empty": b"",
            "truncated": good_301(1)[:-30],
            "no XML": b"hallo",
            "unknown namespace": good_301(2).replace(b"istandaarden.nl/iwmo/3_2", b"istandaarden.nl/iwmo/9_9"),
            "doctype": good_301(3).replace(b"<wmo301:Bericht", b"<!DOCTYPE x><wmo301:Bericht", 1),
            "utf-16": good_301(4).decode().encode("utf-16"),
            "value": good_301(5).replace(b"<wmo301:Geslacht>1<", b"<wmo301:Geslacht>7<"),
        }
        for number, (what, body) in enumerate(broken.items(), 1):
            with self.subTest(what):
                answer = daemon.post(body)
                problem = self.assertProblem(answer, 422)
                self.assertEqual(problem["id"], number)
                self.assertTrue(problem["bevindingen"])
                for finding in problem["bevindingen"]:
                    self.assertEqual(finding["niveau"], 1)
                    self.assertTrue(finding["melding"] and finding["oplossing"], finding)
                self.assertNotIn(b"999900", answer[2])
                repeated = daemon.post(body)
                self.assertEqual((repeated[0], repeated[2]), (422, answer[2]))
                self.assertEqual(daemon.get(f"/v1/berichten/{number}")[0], 200)
                self.assertProblem(daemon.get(f"/v1/berichten/{number}/origineel"), 404)
                self.assertProblem(daemon.get(f"/v1/berichten/{number}/retour"), 404)

    def test_sizes(self):
        daemon = self.start(max_bericht=2)
        self.assertProblem(daemon.post(b"x" * (2 * 1024 * 1024 + 1)), 413)
        self.assertProblem(daemon.post(b"x" * 30_000_000), 413)
        self.assertEqual(daemon.post(big_301(1, 1_900_000))[0], 201)
        self.assertEqual(len(daemon.get("/v1/berichten/1/origineel")[2]), len(big_301(1, 1_900_000)))
        connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=30)
        connection.request("POST", "/v1/berichten", iter([b"x" * 65536] * 40), XML, encode_chunked=True)
        self.assertEqual(connection.getresponse().status, 413)
        connection.close()
        self.assertEqual(daemon.metric("ketenpoort_berichten_opgeslagen") <= 1, True)

    def test_a_used_identificatie_with_other_bytes_is_rejected(self):
        daemon = self.start()
        daemon.post(good_301(1))
        status, _, body = daemon.post(good_301(1) + b"\n")
        besluit = json.loads(body)
        self.assertEqual((status, besluit["uitkomst"]), (201, "afgekeurd"))
        self.assertIn("TR056", [finding["regel"] for finding in besluit["bevindingen"]])

    def test_fifty_copies_at_once_are_one_decision(self):
        daemon = self.start()
        message = good_301(1)
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: daemon.post(message), range(50)))
        self.assertEqual(sorted(a[0] for a in answers), [200] * 49 + [201])
        self.assertEqual(len({a[2] for a in answers}), 1)
        self.assertEqual(daemon.metric("ketenpoort_berichten_beslist_total"), 1)
        self.assertEqual(daemon.metric("ketenpoort_berichten_herhaald_total"), 49)
        self.assertEqual(daemon.get("/v1/berichten/2")[0], 404)

    def test_many_at_once_share_a_commit(self):
        daemon = self.start()
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(lambda n: daemon.post(good_301(n)), range(1, 129)))
        self.assertEqual({a[0] for a in answers}, {201})
        self.assertEqual(sorted(json.loads(a[2])["id"] for a in answers), list(range(1, 129)))
        self.assertLess(daemon.metric("ketenpoort_groep_berichten_count"), 128)
        self.assertEqual(daemon.metric("ketenpoort_groep_berichten_sum"), 128)


class Load(DaemonTest):
    SLOW = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:delay_enter=700000:when=3+")

    def test_a_full_house_answers_503_and_can_still_be_watched(self):
        if shutil.which("strace") is None:
            self.skipTest("strace is not there")
        daemon = self.start(prefix=self.SLOW, wachtrij=2)
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            futures = [pool.submit(daemon.post, good_301(n)) for n in range(1, 13)]
            slowest, probes = 0, 0
            while not all(f.done() for f in futures):
                start = time.monotonic()
                self.assertEqual(daemon.get("/health/live")[0], 200)
                self.assertEqual(daemon.get("/metrics")[0], 200)
                slowest, probes = max(slowest, time.monotonic() - start), probes + 1
            answers = [f.result() for f in futures]
        self.assertGreater(probes, 0)
        self.assertLess(slowest, 0.6)
        refused = [a for a in answers if a[0] == 503]
        self.assertTrue(refused)
        self.assertEqual({a[0] for a in answers}, {201, 503})
        for answer in refused:
            self.assertProblem(answer, 503)
            self.assertGreaterEqual(int(answer[1]["retry-after"]), 1)
        # Nothing of the refused ones was kept: sent again they are decided for the first time.
        decided = sum(a[0] == 201 for a in answers)
        self.assertEqual(daemon.metric("ketenpoort_berichten_beslist_total"), decided)
        for n, answer in enumerate(answers, 1):
            if answer[0] == 503:
                self.assertEqual(daemon.post(good_301(n))[0], 201)

    def test_only_so_many_large_bodies_at_once(self):
        daemon = self.start(grote_berichten=1)
        body = big_301(1, 400_000)
        with daemon.connect() as slow:
            slow.sendall(b"POST /v1/berichten HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:1000])
            self.assertTrue(until(lambda: daemon.post(big_301(2, 400_000))[0] == 503))
            self.assertEqual(daemon.post(good_301(3))[0], 201)
            slow.sendall(body[1000:])
            self.assertTrue(slow.recv(1000).startswith(b"HTTP/1.1 201"))
        self.assertIn(daemon.post(big_301(2, 400_000))[0], (200, 201))


class Faults(DaemonTest):
    def test_a_failed_sync_ends_the_process_and_nothing_acknowledged_is_lost(self):
        if shutil.which("strace") is None:
            self.skipTest("strace is not there")
        self.assertEqual(self.start().stop(), 0)
        daemon = self.start(prefix=("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=4"))
        answers = {}
        for n in range(1, 20):
            answers[n] = daemon.post(good_301(n))
            if answers[n][0] != 201:
                break
        self.assertGreater(n, 1)
        self.assertProblem(answers[n], 500)
        self.assertEqual(daemon.wait(), 2)
        self.assertTrue([line for line in daemon.log if '"opslag_faalt"' in line])
        again = self.start()
        for m in range(1, n):
            self.assertEqual(again.get(f"/v1/berichten/{m}/besluit")[2], answers[m][2])
        self.assertIn(again.post(good_301(n))[0], (200, 201))
        self.assertEqual(again.get(f"/v1/berichten/{n + 1}")[0], 404)

    def test_no_descriptors_left_is_survived(self):
        if shutil.which("prlimit") is None:
            self.skipTest("prlimit is not there")
        daemon = self.start(prefix=("prlimit", "--nofile=40:40"), termijn_rust=1)
        idle = [daemon.connect() for _ in range(80)]
        try:
            self.assertTrue(until(lambda: any('"verbinding_niet_aangenomen"' in line for line in daemon.log)))
            self.assertEqual(daemon.post(good_301(1))[0], 201)
        finally:
            for s in idle:
                s.close()


class Stopping(DaemonTest):
    def test_stop_under_load_loses_and_doubles_nothing(self):
        daemon = self.start()
        answers, lock, stop = {}, threading.Lock(), threading.Event()

        def client(first):
            for n in range(first, 100_000, 8):
                if stop.is_set():
                    return
                try:
                    status, _, body = daemon.post(good_301(n), timeout=20)
                except (OSError, http.client.HTTPException):
                    status, body = 0, b""
                with lock:
                    answers[n] = (status, body)
                if status == 0:
                    return

        clients = [threading.Thread(target=client, args=(n,)) for n in range(1, 9)]
        for thread in clients:
            thread.start()
        self.assertTrue(until(lambda: sum(a[0] == 201 for a in list(answers.values())) > 40))
        start = time.monotonic()
        daemon.signal(signal.SIGTERM)
        code = daemon.wait()
        self.assertLess(time.monotonic() - start, 12)
        stop.set()
        for thread in clients:
            thread.join()
        self.assertEqual(code, 0)
        self.assertLessEqual({a[0] for a in answers.values()}, {0, 201, 503})

        again = self.start()
        ids = {}
        for n, (status, body) in answers.items():
            if status == 201:
                ids[n] = json.loads(body)["id"]
                self.assertEqual(again.get(f"/v1/berichten/{ids[n]}/besluit")[2], body)
            else:
                repeat, _, body = again.post(good_301(n))
                self.assertEqual(repeat, 201, "an unanswered message was decided" if repeat == 200 else body)
                ids[n] = json.loads(body)["id"]
        self.assertEqual(sorted(ids.values()), list(range(1, len(answers) + 1)))

    def test_an_idle_daemon_stops_at_once_although_connections_are_open(self):
        daemon = self.start()
        with daemon.connect(), daemon.connect() as used:
            used.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
            self.assertIn(b"200 OK", used.recv(1000))
            start = time.monotonic()
            daemon.signal(signal.SIGINT)
            self.assertEqual(daemon.wait(), 0)
            self.assertLess(time.monotonic() - start, 5)

    def test_a_second_signal_ends_it_at_once(self):
        if shutil.which("strace") is None:
            self.skipTest("strace is not there")
        self.assertEqual(self.start().stop(), 0)
        slow = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:delay_enter=3000000:when=3+")
        daemon = self.start(prefix=slow)
        waiting = threading.Thread(target=self.ignore_failure, args=(daemon,), daemon=True)
        waiting.start()
        self.assertTrue(until(lambda: daemon.metric("ketenpoort_berichten_in_behandeling") == 1))
        daemon.signal(signal.SIGTERM)
        self.assertTrue(until(lambda: any('"stopt"' in line for line in daemon.log)))
        daemon.signal(signal.SIGTERM)
        self.assertNotEqual(daemon.wait(), 0)
        waiting.join(10)
        again = self.start()
        self.assertIn(again.post(good_301(1))[0], (200, 201))

    @staticmethod
    def ignore_failure(daemon):
        try:
            for n in range(1, 10):
                daemon.post(good_301(n))
        except (OSError, http.client.HTTPException):
            pass


class Refusals(DaemonTest):
    def run_serve(self, *arguments):
        done = subprocess.run([BINARY, "serve", *arguments], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stderr

    def test_a_second_daemon_on_the_same_data(self):
        first = self.start()
        code, text = self.run_serve("--data", str(self.data), "--listen", "127.0.0.1:0")
        self.assertEqual(code, 2, text)
        self.assertIn(str(first.pid), text)
        self.assertEqual(first.post(good_301(1))[0], 201)

    def test_a_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            code, text = self.run_serve("--data", str(self.data), "--listen", f"127.0.0.1:{port}")
        self.assertEqual(code, 2)
        self.assertIn(f"127.0.0.1:{port}", text)
        self.assertIn("in gebruik", text)

    def test_wrong_settings_all_at_once(self):
        config = self.data.with_suffix(".toml")
        config.write_text('luister = "127.0.0.1:tachtig"\nwachtrij = 0\nonbekend = 1\n')
        code, text = self.run_serve("--config", str(config))
        self.assertEqual(code, 2)
        for part in (":1:", ":2:", ":3:", "127.0.0.1:tachtig", "wachtrij", "onbekend"):
            self.assertIn(part, text)


class FullDisk(DaemonTest):
    def test_503_while_full_and_back_by_itself(self):
        data = self.data
        data.mkdir()
        mount = 'mount -t tmpfs -o size=4m none "$0" && exec "$@"'
        prefix = ("unshare", "-rUm", "sh", "-c", mount, str(data))
        if subprocess.run([*prefix, "true"], capture_output=True).returncode != 0:
            self.skipTest("no mount namespaces here (unshare -rUm)")
        daemon = self.start(prefix=prefix)
        inside = pathlib.Path(f"/proc/{daemon.pid}/root") / str(data).lstrip("/")
        self.assertEqual(daemon.post(good_301(1))[0], 201)
        with open(inside / "vulling", "wb", buffering=0) as filling:
            try:
                while filling.write(b"x" * 4096) == 4096:
                    pass
            except OSError:
                pass
        answers = {}
        for n in range(2, 200):
            answers[n] = daemon.post(good_301(n))
            if answers[n][0] == 503:
                break
        self.assertProblem(answers[n], 503)
        self.assertIn("retry-after", answers[n][1])
        self.assertProblem(daemon.get("/health/ready"), 503)
        self.assertEqual(daemon.get("/health/live")[0], 200)
        # What is looked at must be written down first, so it may have to wait.
        shown = daemon.get("/v1/berichten/1/origineel")
        self.assertTrue(shown[2] == good_301(1) or shown[0] == 503, shown)
        (inside / "vulling").unlink()
        self.assertEqual(daemon.get("/v1/berichten/1/origineel")[2], good_301(1))
        status, _, body = daemon.post(good_301(n))
        self.assertEqual(status, 201, body)
        self.assertEqual(json.loads(body)["id"], n)
        self.assertEqual(daemon.get("/health/ready")[0], 200)
        self.assertEqual(daemon.stop(), 0)

    def test_too_little_space_is_refused_before_it_is_full(self):
        daemon = self.start(vrije_ruimte=1_048_576)
        self.assertProblem(daemon.post(good_301(1)), 503)
        self.assertEqual(self.assertProblem(daemon.get("/health/ready"), 503)["reden"], "schijf")


if __name__ == "__main__":
    unittest.main(verbosity=2)
