"""kill -9 at chosen system calls of receive-commit-answer, over a real daemon.

strace kills the daemon as a thread enters its N-th call of one kind, N = 1, 2, 3, ... so that the kills fall between every two calls of
that kind: start, receiving, writing the log of the database, syncing it, answering, checkpointing. After each kill the same store is
opened again. (The making of a store takes hundreds of writes and is killed by tests/e2e/kill_test.py.) What must hold:
  - what was answered 201 is there, with the same bytes;
  - what was not answered is there whole or not at all: sending it again gives 200 with the stored answer, or 201;
  - each message has one decision: the numbers are 1..n without gap or double.
The test fails unless at least MINIMUM kills happened while serving, and some of them between commit and answer.
"""

import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from daemon import Daemon, good_301  # noqa: E402

MINIMUM = 50
PER_RUN = 4  # messages sent until the kill, or none came
# What to kill at, how many points of it, and by what steps N grows.
POINTS = [
    ("fdatasync", 8, 1),   # the commit itself
    ("pwrite64", 36, 1),    # pages into the log of the database, and out of it
    ("sendmsg", 10, 1),      # the answer on its way out
    ("recvmsg", 8, 1),      # the message on its way in
    ("futex", 12, 3),       # hand-overs between threads
    ("epoll_wait", 8, 3),   # the loop
    ("ftruncate", 3, 1),
    ("fcntl", 8, 5),        # locks of the database
]
SECONDS = 100  # stops making new points after this; what is checked stays


class Crash(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.data = pathlib.Path(directory.name) / "data"
        with Daemon(self.data) as daemon:
            self.assertEqual(daemon.stop(), 0)
        self.answered = {}  # message -> (id, answer), acknowledged at least once
        self.retours = {}   # message -> retour, as first seen
        self.pending = []   # sent, no answer
        self.next = 1
        self.serving_kills = 0
        self.committed_unanswered = 0

    def send(self, daemon, n):
        """@returns whether it was answered"""
        try:
            status, _, body = daemon.post(good_301(n), timeout=20)
        except (OSError, http.client.HTTPException):
            return False
        self.assertIn(status, (200, 201), body)
        besluit = json.loads(body)
        if n in self.answered:
            self.assertEqual(status, 200, f"message {n} was acknowledged and is decided again")
            self.assertEqual(self.answered[n], (besluit["id"], body), f"message {n} got another answer")
        elif status == 200:
            self.committed_unanswered += 1
        self.answered[n] = (besluit["id"], body)
        return True

    def check(self, daemon, numbers):
        for n in numbers:
            number, answer = self.answered[n]
            self.assertEqual(daemon.get(f"/v1/berichten/{number}/besluit")[2], answer)
            self.assertEqual(daemon.get(f"/v1/berichten/{number}/origineel")[2], good_301(n))
            retour = daemon.get(f"/v1/berichten/{number}/retour")
            self.assertEqual(retour[0], 200)
            self.assertEqual(self.retours.setdefault(n, retour[2]), retour[2])

    def run_once(self, call, count):
        """One life of the daemon. @returns whether it was killed"""
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={count}")
        daemon = Daemon(self.data, prefix=strace, wait=False)
        killed = self.live(daemon)
        self.serving_kills += killed and daemon.port is not None
        return killed

    def live(self, daemon):
        with daemon:
            if daemon.wait_started():
                try:
                    todo, self.pending = self.pending, []
                    for n in [*todo, *range(self.next, self.next + PER_RUN)]:
                        self.next = max(self.next, n + 1)
                        if not self.send(daemon, n):
                            self.pending.append(n)
                            break
                    self.pending += [n for n in todo if n not in self.answered and n not in self.pending]
                    if self.answered:
                        self.check(daemon, list(self.answered)[-PER_RUN:])
                except (OSError, http.client.HTTPException):
                    pass  # killed while it was looked at
                if daemon.process.poll() is None:
                    try:
                        daemon.process.wait(0.05)
                    except subprocess.TimeoutExpired:
                        try:
                            return daemon.stop() in (-9, 137)
                        except ProcessLookupError:
                            pass
            return daemon.wait() in (-9, 137)

    def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(self):
        end = time.monotonic() + SECONDS
        kills = {}
        for call, points, step in POINTS:
            for point in range(points):
                if time.monotonic() > end:
                    break
                if not self.run_once(call, 1 + point * step):
                    break  # this call is not made so often in a run
                kills[call] = kills.get(call, 0) + 1
        print("kills:", kills, "while serving:", self.serving_kills, "after commit before answer:", self.committed_unanswered,
              "messages:", self.next - 1, flush=True)

        with Daemon(self.data) as daemon:
            unanswered = [n for n in range(1, self.next) if n not in self.answered]
            for n in unanswered:
                self.assertTrue(self.send(daemon, n))
            self.check(daemon, self.answered)
            for n in list(self.answered):
                self.assertTrue(self.send(daemon, n))
            self.assertEqual(sorted(number for number, _ in self.answered.values()), list(range(1, self.next)))
            self.assertEqual(daemon.get(f"/v1/berichten/{self.next}")[0], 404)
            self.assertEqual(daemon.stop(), 0)
        self.assertGreaterEqual(self.serving_kills, MINIMUM, kills)
        self.assertGreater(self.committed_unanswered, 0, kills)
        self.assertGreaterEqual(len(kills), 5, kills)


if __name__ == "__main__":
    unittest.main(verbosity=2)
