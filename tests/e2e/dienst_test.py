"""The daemon as a service of systemd: what it tells on NOTIFY_SOCKET, and that signs of life end when a thread hangs. Standard library only."""

import ctypes
import os
import pathlib
import signal
import socket
import tempfile
import unittest

from daemon import Daemon, good_301, until

PTRACE_ATTACH, PTRACE_DETACH = 16, 17
WALL = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]

TERM = 1.5  # seconds within which a sign of life must come


def thread(pid, name):
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        if (task / "comm").read_text().strip() == name:
            return int(task.name)
    raise AssertionError(f"no thread {name}")


class Stuck:
    """One thread of a process stands still; the others go on."""

    def __init__(self, pid, name):
        self.task = thread(pid, name)

    def __enter__(self):
        if libc.ptrace(PTRACE_ATTACH, self.task, None, None) != 0:
            raise OSError(ctypes.get_errno(), "ptrace")
        os.waitpid(self.task, WALL)

    def __exit__(self, *_):
        libc.ptrace(PTRACE_DETACH, self.task, None, None)


class Dienst(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.said = []

    def listen(self, name):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.bind(name)

    def hear(self, seconds):
        """The next datagram, or None when there is none in time."""
        self.socket.settimeout(seconds)
        try:
            self.said.append(self.socket.recv(4096).decode())
        except TimeoutError:
            return None
        return self.said[-1]

    def hear_until(self, what, seconds=60):
        while True:
            heard = self.hear(seconds)
            self.assertIsNotNone(heard, f"{what} did not come: {self.said}")
            if heard == what:
                return

    def start(self, notify, watchdog=None, **settings):
        os.environ["NOTIFY_SOCKET"] = notify
        if watchdog is not None:
            os.environ["WATCHDOG_USEC"] = f"{watchdog * 1_000_000:.0f}"
        try:
            daemon = Daemon(pathlib.Path(self.place.name) / "data", **settings)
        finally:
            os.environ.pop("NOTIFY_SOCKET")
            os.environ.pop("WATCHDOG_USEC", None)
        self.addCleanup(daemon.__exit__)
        return daemon

    def test_ready_stopping_and_a_word_for_people(self):
        path = str(pathlib.Path(self.place.name) / "notify")
        self.listen(path)
        daemon = self.start(path)
        self.hear_until("READY=1")
        self.assertEqual(daemon.get("/health/ready")[0], 200, "what says it is ready is")
        self.hear_until("STATUS=neemt berichten aan")
        self.assertEqual(daemon.stop(), 0)
        self.hear_until("STOPPING=1")
        self.hear_until("STATUS=neemt geen berichten aan: stopt")
        self.assertNotIn("WATCHDOG=1", self.said, "nobody asked for signs of life")

    def test_an_abstract_socket_and_why_no_messages_are_taken(self):
        name = f"ketenpoort-test-{os.getpid()}"
        self.listen("\0" + name)
        daemon = self.start("@" + name, vrije_ruimte=1 << 20)
        self.hear_until("READY=1")
        self.hear_until("STATUS=neemt geen berichten aan: schijf")
        self.assertEqual(daemon.stop(), 0)

    def test_a_store_thread_that_hangs_ends_the_signs_of_life(self):
        self.hangs("store")

    def test_an_io_thread_that_hangs_ends_them_as_well(self):
        self.hangs("io")

    def hangs(self, name):
        path = str(pathlib.Path(self.place.name) / "notify")
        self.listen(path)
        daemon = self.start(path, watchdog=TERM)
        for _ in range(4):
            self.hear_until("WATCHDOG=1", TERM)
        self.assertEqual(daemon.post(good_301(1))[0], 201)
        with Stuck(daemon.pid, name):
            # What was under way, a sign for the round before it hung, and then nothing for a whole term.
            self.assertIn(None, (self.hear(TERM) for _ in range(5)), "the signs of life go on")
        self.hear_until("WATCHDOG=1", 30)
        self.assertEqual(daemon.post(good_301(2))[0], 201)
        self.assertEqual(daemon.stop(), 0)

    def test_a_socket_that_is_gone_is_told_and_nothing_else(self):
        daemon = self.start("/run/nobody-listens-here", watchdog=TERM)
        self.assertTrue(until(lambda: any("dienst_hoort_niets" in line for line in daemon.log)))
        self.assertEqual(daemon.post(good_301(1))[0], 201)
        daemon.signal(signal.SIGTERM)
        self.assertEqual(daemon.wait(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
