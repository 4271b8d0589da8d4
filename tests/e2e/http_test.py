"""Raw bytes against the HTTP gate: H01-H21 and H25 of the list of hostile inputs (H22-H24: tls_test.py). The daemon lives through all of it."""

import resource
import socket
import struct
import tempfile
import time
import unittest

from daemon import Daemon, big_301, good_301, until

BODY = b"<a/>\n"


def post(*fields, length=b"Content-Length: 5", kind=b"Content-Type: application/xml", version=b"1.1", body=BODY, path=b"/v1/proef"):
    lines = [b"POST " + path + b" HTTP/" + version, b"Host: a", *[f for f in (length, kind) if f], *fields]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def chunked(body):
    return post(length=b"Transfer-Encoding: chunked", body=body)


class Http(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.daemon = Daemon(cls.directory.name, termijn_kop=2, termijn_body=2, termijn_body_max=3, termijn_rust=4, termijn_antwoord=1, verbindingen=40)

    @classmethod
    def tearDownClass(cls):
        code = cls.daemon.stop()
        cls.directory.cleanup()
        assert code == 0, code

    def exchange(self, sent, finish=False):
        """Sends bytes and reads to the end. @returns everything that came back"""
        with self.daemon.connect() as s:
            try:
                s.sendall(sent)
                if finish:
                    s.shutdown(socket.SHUT_WR)
            except (BrokenPipeError, ConnectionResetError):
                pass
            got = b""
            try:
                while part := s.recv(65536):
                    got += part
            except ConnectionResetError:
                pass
            return got

    def refused(self, sent, *expected):
        """One answer with one of these statuses, then the end of the connection."""
        got = self.exchange(sent)
        with self.subTest(sent=sent[:120]):
            self.assertEqual(got.count(b"\r\nDate: "), 1, got[:300])
            self.assertIn(int(got[9:12]), expected, got[:300])
            self.assertIn(b"Connection: close", got)
            self.assertIn(b"application/problem+json", got)
            self.assertIn(b"API-Version: ", got)
        return got

    def test_h00_a_good_request_is_not_refused(self):
        got = self.exchange(post(b"Connection: close", body=BODY))
        self.assertTrue(got.startswith(b"HTTP/1.1 422 "), got[:200])

    def test_h01_two_lengths(self):
        self.refused(post(b"Transfer-Encoding: chunked"), 400)
        self.refused(post(b"Content-Length: 5", length=b"Transfer-Encoding: chunked"), 400)

    def test_h02_content_length(self):
        for value in (b"5, 5", b"005", b"+5", b"-5", b"0x5", b"18446744073709551616", b"", b"5 5", b"5;"):
            self.refused(post(length=b"Content-Length: " + value), 400)
        self.refused(post(b"Content-Length: 5"), 400)
        self.refused(post(b"Content-Length: 6"), 400)
        self.refused(post(length=b""), 400)

    def test_h03_too_large_is_said_before_the_body(self):
        for value in (b"27262977", b"18446744073709551615"):
            self.refused(post(length=b"Content-Length: " + value, body=b""), 413)
        got = self.refused(post(b"Expect: 100-continue", length=b"Content-Length: 27262977", body=b""), 413)
        self.assertNotIn(b"100 Continue", got)

    def test_h04_h05_transfer_encoding(self):
        second = b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
        for value in (b"identity", b"xchunked", b"foo", b"chunked, gzip", b"chunked, identity", b"gzip, chunked"):
            got = self.refused(post(length=b"Transfer-Encoding: " + value, body=second), 400)
            self.assertNotIn(b"ketenpoort_", got)
            self.refused(post(b"Transfer-Encoding: " + value, body=second), 400)
        self.refused(post(b"Transfer-Encoding: chunked", length=b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400)
        self.refused(post(length=b"Transfer-Encoding: chunked", version=b"1.0", body=b"0\r\n\r\n"), 400)

    def test_h06_chunk_sizes(self):
        for size in (b"Z", b"0x5", b"+5", b"F" * 17):
            self.refused(chunked(size + b"\r\n<a/>\n\r\n0\r\n\r\n"), 400, 413)
        self.refused(chunked(b"5\r\n<a/>\nX0\r\n\r\n"), 400)
        # Zeros in front are legal (RFC 9112 7.1) and have one reading: five bytes, one answer.
        got = self.exchange(post(b"Connection: close", length=b"Transfer-Encoding: chunked", body=b"0" * 19 + b"5\r\n<a/>\n\r\n0\r\n\r\n"))
        self.assertTrue(got.startswith(b"HTTP/1.1 422 "), got[:200])
        self.assertEqual(got.count(b"HTTP/1.1"), 1)
        # Without CR LF the chunk line never ends, so what ends is the time.
        self.assertEqual(self.exchange(chunked(b"5\n<a/>\n\n0\n\n")), b"")

    def test_h07_chunks(self):
        self.refused(chunked(b"5;a=" + b"b" * 20000 + b"\r\n<a/>\n\r\n0\r\n\r\n"), 400, 413)
        self.refused(chunked(b"1\r\na\r\n" * 100000 + b"0\r\n\r\n"), 400, 413)
        self.refused(chunked(b"5\r\n<a/>\n\r\n0\r\nContent-Length: 9\r\n\r\n"), 400)

    def test_h08_h09_bytes_of_the_head(self):
        for head in (b"GET / HTTP/1.1\nHost: a\n\n", b"GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x07b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX[]: b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"):
            self.refused(head, 400)

    def test_h10_host(self):
        self.refused(b"GET / HTTP/1.1\r\n\r\n", 400)
        self.refused(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)

    def test_h11_versions(self):
        self.refused(b"GET /\r\n", 400, 505)
        for version in (b"1.9", b"2.0", b"9.9"):
            self.refused(b"GET / HTTP/" + version + b"\r\nHost: a\r\n\r\n", 400, 505)

    def test_h12_methods(self):
        self.refused(b"M" * 5000 + b" / HTTP/1.1\r\nHost: a\r\n\r\n", 400, 405)
        self.refused(b"P(ST / HTTP/1.1\r\nHost: a\r\n\r\n", 400, 405)
        self.refused(b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405)
        got = self.refused(b"PUT /v1/proef HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405)
        self.assertIn(b"Allow: POST\r\n", got)
        self.refused(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", 400)

    def test_h13_targets(self):
        for target in (b"http://a/", b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"/%00", b"/\xff", b"/" + b"a" * 9000, b"/v1/berichten/1x"):
            got = self.refused(b"GET " + target + b" HTTP/1.1\r\nHost: a\r\n\r\n", 400, 404, 414)
            self.assertNotIn(b"root:", got)

    def test_h14_large_heads(self):
        self.refused(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431)
        self.refused(b"GET / HTTP/1.1\r\nHost: a\r\n" + b"a:b\r\n" * 1500 + b"\r\n", 431)

    def test_h15_pipelined(self):
        one = b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
        got = self.exchange(one + b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
        self.assertEqual(got.count(b"HTTP/1.1 200"), 1)
        self.assertNotIn(b"ketenpoort_", got)

    def test_h16_slow_head(self):
        with self.daemon.connect() as s:
            start = time.monotonic()
            got = b""
            s.settimeout(0.5)
            for byte in b"GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaa":
                try:
                    s.send(bytes([byte]))
                    part = s.recv(1000)
                    got += part
                    if not part:
                        break
                except TimeoutError:
                    pass
                except (BrokenPipeError, ConnectionResetError):
                    break
            else:
                self.fail("the whole head was heard out")
            self.assertLess(time.monotonic() - start, 8)
            self.assertEqual(got, b"")

    def test_h17_slow_body(self):
        start = time.monotonic()
        self.assertEqual(self.exchange(post(length=b"Content-Length: 5", body=b"<")), b"")
        self.assertLess(time.monotonic() - start, 8)

    def test_h17_slow_reader(self):
        message = big_301(901, 8_000_000)
        status, headers, _ = self.daemon.post(message)
        self.assertEqual(status, 201)
        where = headers["location"] + "/origineel"
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.settimeout(30)
            s.connect(("127.0.0.1", self.daemon.port))
            s.sendall(b"GET " + where.encode() + b" HTTP/1.1\r\nHost: a\r\n\r\n")
            self.assertTrue(s.recv(20).startswith(b"HTTP/1.1 200"))
            self.assertTrue(until(lambda: self.daemon.metric("ketenpoort_verbindingen_open") <= 1))
            got = 0
            try:
                while part := s.recv(65536):
                    got += len(part)
            except ConnectionResetError:
                pass
            self.assertLess(got, len(message))
        self.assertEqual(self.daemon.get(where)[2], message)

    def test_h18_idle_connections(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
        idle = [self.daemon.connect() for _ in range(2000)]
        try:
            took = []
            for _ in range(200):
                start = time.monotonic()
                self.assertEqual(self.daemon.get("/health/live")[0], 200)
                took.append(time.monotonic() - start)
            self.assertLess(sorted(took)[-3], 0.5)
            self.assertLessEqual(self.daemon.metric("ketenpoort_verbindingen_open"), 40)
        finally:
            for s in idle:
                s.close()

    def test_h19_half_close_after_the_body(self):
        got = self.exchange(post(), finish=True)
        self.assertTrue(got.startswith(b"HTTP/1.1 422 "), got[:200])

    def test_h19_reset_after_the_body(self):
        message = good_301(902)
        before = self.daemon.metric("ketenpoort_berichten_beslist_total")
        with self.daemon.connect() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.sendall(post(length=b"Content-Length: %d" % len(message), body=message, path=b"/v1/berichten"))
        # Whether the reset came before or after the decision: sending again gives the one answer.
        first = self.daemon.post(message)
        again = self.daemon.post(message)
        self.assertIn(first[0], (200, 201))
        self.assertEqual((again[0], again[2]), (200, first[2]))
        self.assertEqual(self.daemon.metric("ketenpoort_berichten_beslist_total"), before + 1)

    def test_h20_end_halfway_stores_nothing(self):
        before = self.daemon.metric("ketenpoort_berichten_beslist_total")
        message = good_301(900)
        half = post(length=b"Content-Length: %d" % len(message), body=message[:-10], path=b"/v1/berichten")
        self.assertEqual(self.exchange(half, finish=True), b"")
        self.assertEqual(self.daemon.metric("ketenpoort_berichten_beslist_total"), before)

    def test_h21_kinds_of_content(self):
        for kind in (b"", b"Content-Type: application/json", b"Content-Type: text/xml; charset=utf-16", b"Content-Type: application/x-www-form-urlencoded"):
            self.refused(post(kind=kind), 415)
        self.refused(post(b"Content-Encoding: gzip"), 415)

    def test_100_continue(self):
        with self.daemon.connect() as s:
            s.sendall(post(b"Expect: 100-continue", b"Connection: close", body=b""))
            self.assertEqual(s.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            s.sendall(BODY)
            self.assertTrue(s.recv(100).startswith(b"HTTP/1.1 422 "))

    def test_chunked_and_kept_alive(self):
        with self.daemon.connect() as s:
            for _ in range(3):
                s.sendall(chunked(b"2\r\n<a\r\n3\r\n/>\n\r\n0\r\n\r\n"))
                self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 422 "))

    def test_h25_line_ends_in_what_comes_back(self):
        for path in (b"/v1/berichten/%0d%0aX-Canarie:1", b"/v1/werkvoorraad?soort=%0d%0aX-Canarie:1", b"/v1/werkvoorraad?X%0d%0aX-Canarie=1"):
            got = self.refused(b"GET " + path + b" HTTP/1.1\r\nHost: a\r\n\r\n", 400, 404)
            self.assertNotIn(b"Canarie", got)

    def test_nothing_the_peer_sent_comes_back(self):
        got = self.exchange(b"GET /v1/berichten/999900006x?canarie HTTP/1.1\r\nHost: a\r\nX-Canarie: canarie\r\n\r\n")
        self.assertNotIn(b"canarie", got)
        self.assertFalse([line for line in self.daemon.log if "canarie" in line or "999900006" in line])


if __name__ == "__main__":
    unittest.main(verbosity=2)
