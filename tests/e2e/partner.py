"""A partner to test with: takes messages by HTTP and SOAP, looks into a folder, fetches from a postbus, and misbehaves when told to.
Standard library only."""

import base64
import re
import socket
import threading
import uuid

GOED = "goed"
STUF = "http://www.egem.nl/StUF/StUF0301"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def veld(naam, envelope):
    """The text of the first element of this name, whatever its prefix."""
    found = re.search(rb"<(?:[A-Za-z0-9]+:)?" + naam.encode() + rb"(?:\s[^>]*)?>([^<]*)<", envelope)
    return found.group(1).decode() if found else ""


def bv03(envelope):
    """The acknowledgement that belongs to a Di01, Du01 or Fo01."""
    zender = re.findall(rb"<(?:[A-Za-z0-9]+:)?organisatie>([^<]*)<", envelope)
    return (
        f'<soapenv:Envelope xmlns:soapenv="{SOAP}"><soapenv:Body><StUF:Bv03Bericht xmlns:StUF="{STUF}"><StUF:stuurgegevens>'
        f"<StUF:berichtcode>Bv03</StUF:berichtcode>"
        f"<StUF:zender><StUF:organisatie>{zender[1].decode()}</StUF:organisatie><StUF:applicatie>Simulator</StUF:applicatie></StUF:zender>"
        f"<StUF:ontvanger><StUF:organisatie>{zender[0].decode()}</StUF:organisatie><StUF:applicatie>GGk</StUF:applicatie></StUF:ontvanger>"
        f"<StUF:referentienummer>{uuid.uuid4()}</StUF:referentienummer><StUF:tijdstipBericht>20260601120000000</StUF:tijdstipBericht>"
        f"<StUF:crossRefnummer>{veld('referentienummer', envelope)}</StUF:crossRefnummer>"
        f"</StUF:stuurgegevens></StUF:Bv03Bericht></soapenv:Body></soapenv:Envelope>"
    ).encode()


class Partner:
    """A server on a port the system chose. `gedrag` says what the next requests meet, one word each; when it is empty all is well:
    goed, an HTTP status as a number, stil (no answer until the other side leaves), weg (closes before reading),
    knip:N (takes the message, then sends only the first N bytes of its answer), dubbel (the answer twice). `tls`: the context of a
    server, for a partner that is reached over TLS."""

    def __init__(self, gedrag=(), port=0, tls=None):
        self.gedrag = list(gedrag)
        self.tls = tls
        self.lock = threading.Lock()
        self.verzoeken = []  # (referentienummer, body), as often as they came
        self.ontvangen = {}  # referentienummer -> body, the first time
        self.fouten = []
        self.antwoord_lengte = 0
        self.server = socket.create_server(("127.0.0.1", port))
        self.port = self.server.getsockname()[1]
        self.stopped = False
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def url(self, path="/in"):
        return f"https://localhost:{self.port}{path}" if self.tls else f"http://127.0.0.1:{self.port}{path}"

    def stop(self):
        self.stopped = True
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        self.thread.join(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self.stopped:
            self.stop()

    def _serve(self):
        while not self.stopped:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _next(self):
        with self.lock:
            return self.gedrag.pop(0) if self.gedrag else GOED

    def _talk(self, connection):
        connection.settimeout(30)
        if self.tls:
            try:
                connection = self.tls.wrap_socket(connection, server_side=True)
            except OSError as error:
                self.fouten.append(error)
                return
        with connection:
            gedrag = self._next()
            if gedrag == "weg":
                return
            try:
                head, body = self._read(connection)
                if gedrag == "stil":
                    connection.recv(1)  # until the other side gives up
                    return
                self._answer(connection, head, body, gedrag)
            except OSError as error:
                self.fouten.append(error)

    @staticmethod
    def _read(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                raise ConnectionError("no head")
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
        while len(body) < length:
            piece = connection.recv(65536)
            if not piece:
                raise ConnectionError("half a body")
            body += piece
        return head, body

    def _answer(self, connection, head, body, gedrag):
        soap = b"/soap" in head.split(b"\r\n", 1)[0]
        if soap:
            nummer = veld("referentienummer", body)
        elif b"/berichten" in head.split(b"\r\n", 1)[0]:
            nummer = re.search(rb'"traceerId":"([0-9a-f-]+)"', body).group(1).decode()
        else:
            nummer = re.search(rb"(?i)referentienummer: *(\S+)", head).group(1).decode()
        refused = gedrag.isdigit()
        with self.lock:
            self.verzoeken.append((nummer, body))
            if not refused:
                self.ontvangen.setdefault(nummer, body)
        status = gedrag if refused else "200"
        content = b"" if refused else bv03(body) if soap else b"{}"
        answer = f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n".encode() + content
        self.antwoord_lengte = len(answer)
        if gedrag.startswith("knip:"):
            answer = answer[: int(gedrag[5:])]
        if gedrag == "dubbel":
            answer += answer
        connection.sendall(answer)


def inhoud(envelope):
    """The message in a Di01 or Du01."""
    return base64.b64decode(veld("xmlBestand", envelope))


def haal_op(daemon, organisatie):
    """Fetches and confirms all that waits in a postbus. @returns the messages"""
    import json

    out = []
    while True:
        _, _, body = daemon.get(f"/v1/postbus/{organisatie}?aantal=10")
        wacht = json.loads(body)["berichten"]
        if not wacht:
            return out
        for bericht in wacht:
            status, _, xml = daemon.get(bericht["href"])
            assert status == 200, status
            assert daemon.request("DELETE", bericht["href"])[0] == 200
            out.append(xml)
