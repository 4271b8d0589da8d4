"""The audit log of a real daemon: signed, proved, verified without it, and every way of tampering found and named."""

import hashlib
import importlib.util
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile

from daemon import BINARY, Daemon, until
from proefbundel import imported

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import bericht  # noqa: E402
import paginasom  # noqa: E402

spec = importlib.util.spec_from_file_location("controleer", ROOT / "deploy/audit/controleer.py")
controleer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(controleer)

EIGEN, ANDER = bericht.test_bsn(1), bericht.test_bsn(2)
VAN_ANDER = [ANDER, "Zwartewaal", "RB777", "RB778", "20993", "48993", "1002", "Lelieweg"]
JSON = {"Content-Type": "application/json"}
REGISTRATIES = "soort;gemeente;domein;toewijzing;aanbieder;datum;bedrag;tekst\nmelding;0384;wmo;1001;;2026-01-02;;\n"


def run(*arguments, code=0, **kw):
    done = subprocess.run([BINARY, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **kw)
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout if code != 2 else done.stderr


def traffic(daemon):
    """Two clients of one aanbieder: granted after a person decided, started, declared together, one of them wrongly."""
    def post(made):
        status, _, body = daemon.post(made.xml().encode())
        assert status == 201, body
        return json.loads(body)

    post(bericht.toewijzing(producten=[bericht.product(1001)], bsn=EIGEN, identificatie="T1"))
    post(bericht.toewijzing(producten=[bericht.product(1002)], bsn=ANDER, identificatie="T2", achternaam="Zwartewaal"))
    for item in json.loads(daemon.get("/v1/werkvoorraad?soort=aangehouden")[2])["werk"]:
        body = json.dumps({"besluit": "goedkeuren", "door": "J. Jansen"})
        status, _, answer = daemon.request("POST", f"/v1/werkvoorraad/{item['id']}/besluit", body, JSON)
        assert status == 200, answer
    post(bericht.start(producten=[bericht.start_product(1001)], bsn=EIGEN))
    post(bericht.declaratie(clienten=[(EIGEN, [bericht.prestatie("RA1", 1001), bericht.prestatie("RA2", 1001, tarief=7100, begin="2026-02-01", einde="2026-02-28")]),
                                      (ANDER, [bericht.prestatie("RB777", 1002, volume=3, tarief=6998, bedrag=20993),
                                               bericht.prestatie("RB778", 1002, tarief=6999, volume=7, bedrag=48993)])]))
    daemon.post(b"<geen-bericht/>")


class AuditTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.top = pathlib.Path(cls.directory.name)
        cls.data, cls.kopie = cls.top / "data", cls.top / "kopie"
        imported(cls.data, cls.top)
        registraties = cls.top / "registraties.csv"
        registraties.write_text(REGISTRATIES)
        run("registratie", "--data", cls.data, registraties)
        with Daemon(cls.data, audit_kopie=str(cls.kopie)) as daemon:
            traffic(daemon)
        # One without the daemon: that notes the settings it decided with.
        extra = bericht.toewijzing(producten=[bericht.product(1500)], bsn=bericht.test_bsn(3), identificatie="P1").xml()
        subprocess.run([BINARY, "process", "--data", cls.data, "--today", "2026-06-01", "-"], input=extra, text=True, stdout=subprocess.DEVNULL, check=False)
        # What stopped was signed to its end; now there is more to say.
        cls.eerste = json.loads(run("audit", "checkpoint", "--data", cls.data, "--json"))
        with Daemon(cls.data, audit_kopie=str(cls.kopie)) as daemon:
            for n in range(300):
                assert daemon.post(bericht.toewijzing(producten=[bericht.product(2000 + n)], bsn=bericht.test_bsn(3), identificatie=f"M{n}").xml().encode())[0] == 201
        cls.laatste = json.loads(run("audit", "checkpoint", "--data", cls.data, "--json"))
        cls.daemon = Daemon(cls.data, audit_kopie=str(cls.kopie))
        # Looking at personal data adds leaves, which are signed when a minute has gone by: what follows is of before that.
        cls.begin = (cls.daemon.metric("ketenpoort_audit_bladen_ondertekend"), sorted(cls.kopie.iterdir()), cls.daemon.get("/v1/audit/checkpoint")[2].decode())
        cls.sleutel = cls.top / "sleutel.pem"
        subprocess.run(["openssl", "pkey", "-in", cls.data / "audit_sleutel.pem", "-pubout", "-out", cls.sleutel], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.directory.cleanup()

    def get(self, path, status=200):
        got, _, body = self.daemon.get(path)
        self.assertEqual(got, status, body[:300])
        return body

    # signing

    def test_what_was_decided_is_signed_at_the_stop_and_copied(self):
        self.assertGreaterEqual(self.eerste["grootte"], 8)
        self.assertEqual(self.laatste["grootte"], self.eerste["grootte"] + 300)
        ondertekend, kopieen, _ = self.begin
        self.assertEqual(kopieen[-1].read_text(), self.laatste["notitie"])
        # The daemon's own, and the one made without it, which it copied afterwards.
        self.assertEqual(len(kopieen), 3)
        self.assertEqual(kopieen[1].name, f"controlepunt-{self.eerste['grootte']:015}.txt")
        self.assertEqual((self.data / "audit_sleutel.pem").stat().st_mode & 0o777, 0o600)
        self.assertEqual(ondertekend, self.laatste["grootte"])

    def test_never_more_than_a_thousand_leaves_stay_unsigned(self):
        with tempfile.TemporaryDirectory() as directory, Daemon(directory + "/data") as daemon:
            for n in range(1000):
                daemon.post(b"<geen-bericht-%d/>" % n)
            # Where these take more than a minute an earlier signature counts; unit.gateway holds both limits.
            self.assertTrue(until(lambda: daemon.get("/v1/audit/checkpoint")[0] == 200, 30))
            self.assertGreater(int(daemon.get("/v1/audit/checkpoint")[2].split(b"\n")[1]), 0)

    # over HTTP, held against the verifier

    def test_proofs_over_http_hold_in_the_verifier(self):
        self.assertEqual(self.begin[2], self.laatste["notitie"])
        punten = [p["grootte"] for p in json.loads(self.get("/v1/audit/checkpoints"))["controlepunten"] if p["grootte"] <= self.laatste["grootte"]]
        self.assertEqual(punten[-2:], [self.eerste["grootte"], self.laatste["grootte"]])
        self.assertEqual(json.loads(self.get(f"/v1/audit/checkpoints?na={self.eerste['grootte']}"))["controlepunten"][0]["grootte"], punten[-1])
        with tempfile.TemporaryDirectory() as directory:
            answer = pathlib.Path(directory) / "antwoord.json"
            for path in ("opname/1", "opname/4", "opname/200", f"groei?van={self.eerste['grootte']}&tot={self.laatste['grootte']}"):
                answer.write_bytes(self.get("/v1/audit/" + path))
                self.assertTrue(controleer.answer(answer), path)
                # One digit of a proof changed, and it does not hold.
                answer.write_text(re.sub(r'("pad":\["[^"]*)(.)"', lambda m: f'{m[1]}{"0" if m[2] != "0" else "1"}"', answer.read_text(), count=1))
                self.assertFalse(controleer.answer(answer), path)
            leaves = len(json.loads(self.get("/v1/audit/opname/1"))["bladen"])
            self.assertEqual(leaves, 3)  # as it came in, the person's decision, what came of it
            tiles = []
            for n in range(2):
                tiles.append(pathlib.Path(directory) / f"{n}.bin")
                tiles[-1].write_bytes(self.get(f"/v1/audit/tegels/0/{n}")[:(self.laatste["grootte"] - 256 * n) * 32])
            self.assertEqual(len(tiles[0].read_bytes()), 256 * 32)
            self.assertTrue(controleer.main(["tegels", str(self.laatste["grootte"]), self.laatste["wortel"], *map(str, tiles)]))
            first = tiles[0].read_bytes()
            self.assertEqual(self.get("/v1/audit/tegels/1/0"), controleer.tree([first[i:i + 32] for i in range(0, len(first), 32)]))

    def test_wrong_questions_are_told(self):
        for path, status in (("opname/99999", 404), ("opname/x", 404), ("groei?van=2&tot=1", 400), ("groei?van=0&tot=999999", 400), ("groei", 400),
                             ("tegels/0/99", 404), ("tegels/7/0", 400), ("tegels/1/1", 404), ("tegels/0/01", 400), ("checkpoints?na=x", 400)):
            with self.subTest(path):
                self.get("/v1/audit/" + path, status)
        with tempfile.TemporaryDirectory() as directory, Daemon(directory + "/data") as daemon:
            self.assertEqual(daemon.get("/v1/audit/checkpoint")[0], 404)

    # the dossier

    def dossier(self):
        zip_ = self.top / "dossier.zip"
        run("audit", "prove", "--data", self.data, "--toewijzing", "0384/wmo/1001", "--uit", zip_,
            "--url", f"http://127.0.0.1:{self.daemon.port}", "--reden", "accountant")
        out = pathlib.Path(tempfile.mkdtemp(dir=self.top))
        with zipfile.ZipFile(zip_) as packed:
            self.assertIsNone(packed.testzip())
            packed.extractall(out)
        return zip_, out

    def test_the_documented_steps_verify_a_dossier(self):
        _, out = self.dossier()
        steps = [line for line in (out / "LEESMIJ.txt").read_text().splitlines() if re.match(r"(sed|grep|openssl|python3|\(printf) ?", line)]
        self.assertGreater(len(steps), 15)
        page = (ROOT / "docs/audit.md").read_text()
        steps += [line for block in re.findall(r"<!-- run in a dossier -->\n```sh\n(.*?)```", page, re.S) for line in block.splitlines()]
        self.assertIn("python3 controleer.py dossier .", steps)
        shown = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(steps)], cwd=out, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               check=False, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
        self.assertEqual(shown.returncode, 0, shown.stdout + shown.stderr)
        self.assertIn("Signature Verified Successfully", shown.stdout)
        self.assertNotIn("NIET", shown.stdout)
        # sha256sum and the verifier say the same of each leaf.
        hashes = re.findall(r"^([0-9a-f]{64})(?:  -)?$", shown.stdout, re.M)
        self.assertTrue(hashes)
        self.assertTrue(all(hashes.count(h) % 2 == 0 for h in hashes))

    def test_what_is_changed_in_a_dossier_is_found(self):
        _, out = self.dossier()
        self.assertTrue(controleer.dossier(out))
        for name in ("berichten/000001/origineel.xml", "berichten/000001/besluit-1.json", "berichten/000001/regel-1.bin",
                     "berichten/000001/bewijs-1.json", "controlepunt.txt", f"bundels/{next((out / 'bundels').iterdir()).name}/tarieven.csv"):
            with self.subTest(name):
                kept = (out / name).read_bytes()
                if name == "controlepunt.txt":  # the signature is openssl's to look at; this is the root
                    start = kept.index(b"\n", kept.index(b"\n") + 1) + 1
                    changed = kept[:start] + (b"B" if kept[start:start + 1] == b"A" else b"A") + kept[start + 1:]
                else:
                    changed = kept.replace(b"7", b"8", 1) if b"7" in kept else kept[:-1]
                (out / name).write_bytes(changed)
                done = subprocess.run([sys.executable, "controleer.py", "dossier", "."], cwd=out, stdout=subprocess.PIPE, check=False)
                self.assertEqual(done.returncode, 1)
                (out / name).write_bytes(kept)

    def test_the_dossier_over_http_is_the_same_and_recorded(self):
        path = "/v1/toewijzingen/0384/wmo/1001/dossier"
        for _ in range(3):
            zip_, out = self.dossier()
            status, headers, body = self.daemon.get(path, headers={"Ketenpoort-Reden": "accountant"})
            self.assertEqual((status, headers["content-type"]), (200, "application/zip"))
            over = self.top / "over_http.zip"
            over.write_bytes(body)
            with zipfile.ZipFile(over) as a, zipfile.ZipFile(zip_) as b:
                # Between the two the log may have been signed once more.
                if a.read("controlepunt.txt") != b.read("controlepunt.txt"):
                    continue
                self.assertEqual(a.namelist(), b.namelist())
                self.assertEqual([n for n in a.namelist() if a.read(n) != b.read(n) and n != "samenvatting.html"], [])
                moment = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
                self.assertEqual(*(moment.sub(b"", one.read("samenvatting.html")) for one in (a, b)))
                a.extractall(out)
            break
        else:
            self.fail("the log was signed between every two")
        self.assertEqual(headers["content-disposition"], 'attachment; filename="dossier-0384-wmo-1001.zip"')
        done = subprocess.run([sys.executable, "controleer.py", "dossier", "."], cwd=out, stdout=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        row = json.loads(self.get("/v1/inzage?aantal=1"))["inzagen"][0]
        self.assertEqual((row["wat"], row["object"], row["reden"], row["resultaat"]),
                         ("dossier", "gemeente=0384 domein=wmo nummer=1001", "accountant", "gegeven"))

    def test_a_dossier_that_is_not_there_is_told(self):
        for path, status in (("0384/wmo/7777", 404), ("0384/zvw/1001", 400), ("384/wmo/1001", 400)):
            self.get(f"/v1/toewijzingen/{path}/dossier", status)
        self.get("/v1/toewijzingen/0384/wmo/1001/dossier?op=2026-01-01", 400)
        with tempfile.TemporaryDirectory() as directory, Daemon(directory + "/data") as daemon:
            traffic(daemon)
            status, headers, body = daemon.get("/v1/toewijzingen/0384/wmo/1001/dossier")
            self.assertEqual((status, headers["retry-after"]), (409, "60"), body)
            self.assertIn("minuut", json.loads(body)["detail"])
            self.assertNotIn("dossier", [row["wat"] for row in json.loads(daemon.get("/v1/inzage")[2])["inzagen"]])

    def test_of_other_citizens_nothing_is_in_it(self):
        zip_, out = self.dossier()
        files = [f for f in out.rglob("*") if f.is_file()]
        self.assertTrue(any(f.name == "origineel.xml" and EIGEN in f.read_text() for f in files))
        extracts = [f for f in files if f.name == "uittreksel.json"]
        self.assertEqual(len(extracts), 1)
        lines = json.loads(extracts[0].read_text())["clienten"]
        self.assertEqual([p["referentie"] for c in lines for p in c["prestaties"]], ["RA1", "RA2"])
        self.assertFalse((extracts[0].parent / "origineel.xml").exists())
        self.assertFalse(list(extracts[0].parent.glob("nonce*")))
        verdict = json.loads((extracts[0].parent / "besluit-1-uittreksel.json").read_text())
        self.assertTrue(all("Client[2]" not in b["plaats"] for b in verdict["bevindingen"]), verdict)
        for file in [zip_, *files]:
            content = file.read_bytes()
            for word in VAN_ANDER:
                # Hashes and packed bytes may hold four digits by chance.
                if word == "1002" and (file == zip_ or file.suffix in (".bin", ".txt", ".pem", ".hex") or file.name.startswith("bewijs")):
                    continue
                self.assertNotIn(word.encode(), content, (file.name, word))
        page = (out / "samenvatting.html").read_text()
        self.assertIn("alleen wat over deze cliënt gaat", page)
        self.assertNotIn("<script", page)

    # verify: what was changed is found and named, and nothing is repaired

    def verify(self, data, code, *more):
        before = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in pathlib.Path(data).glob("ketenpoort.db")}
        told = json.loads(run("audit", "verify", "--json", "--data", data, "--sleutel", self.sleutel, *more, code=code))
        self.assertEqual(before, {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in pathlib.Path(data).glob("ketenpoort.db")})
        self.assertEqual(told["klopt"], code == 0, told)
        return {a["soort"] for a in told["afwijkingen"]}

    def copy(self):
        data = pathlib.Path(tempfile.mkdtemp(dir=self.top)) / "data"
        data.mkdir()
        with sqlite3.connect(self.data / "ketenpoort.db") as source, sqlite3.connect(data / "ketenpoort.db") as target:
            source.backup(target)
        shutil.copy(self.data / "audit_sleutel.pem", data)
        shutil.copy(self.data / "hoofdsleutel", data)
        paginasom.zet_sommen(data / "ketenpoort.db")
        paginasom.zet_stand(data)
        return data

    def tampered(self, change):
        """A copy of the store, with the triggers that guard it dropped and `change` made."""
        data = self.copy()
        db = sqlite3.connect(data / "ketenpoort.db")
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        change(db)
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        paginasom.zet_sommen(data / "ketenpoort.db")
        return data

    def rebuild(self, db):
        """As somebody would who knows how the log is made: hashes, kept subtrees and edge all fit again."""
        leaves = [controleer.leaf(bytes(entry)) for (entry,) in db.execute("SELECT entry FROM audit_leaf ORDER BY id").fetchall()]
        for index, hash_ in enumerate(leaves):
            db.execute("UPDATE audit_leaf SET hash = ? WHERE id = ?", (hash_, index))
        db.execute("DELETE FROM audit_boom")
        for n in range(len(leaves) // 256):
            db.execute("INSERT INTO audit_boom VALUES (1, ?, ?)", (n, controleer.tree(leaves[n * 256:(n + 1) * 256])))
        nodes, at = b"", 0
        for bit in reversed(range(len(leaves).bit_length())):
            if len(leaves) >> bit & 1:
                nodes += controleer.tree(leaves[at:at + (1 << bit)])
                at += 1 << bit
        db.execute("UPDATE audit_rand SET aantal = ?, knopen = ?", (len(leaves), nodes))

    def change_leaf(self, db, index, change):
        entry = bytes(db.execute("SELECT entry FROM audit_leaf WHERE id = ?", (index,)).fetchone()[0])
        db.execute("UPDATE audit_leaf SET entry = ? WHERE id = ?", (change(entry), index))

    def cut(self, db, leaves):
        """The last `leaves` decisions never were."""
        size = db.execute("SELECT aantal FROM audit_rand").fetchone()[0] - leaves
        for table, column in (("audit_leaf", "id"), ("audit_nonce", "id"), ("bericht", "audit_index"), ("afdoening", "audit_index")):
            db.execute(f"DELETE FROM {table} WHERE {column} >= ?", (size,))
        self.rebuild(db)
        return size

    def test_an_untouched_store_verifies_also_beside_the_daemon_and_with_a_checkpoint_of_before(self):
        self.assertEqual(self.verify(self.data, 0), set())
        old = self.top / "oud.txt"
        old.write_text(self.eerste["notitie"])
        self.assertEqual(self.verify(self.copy(), 0, "--controlepunt", old), set())
        self.assertIn("Alles klopt", run("audit", "verify", "--data", self.data))

    def test_every_change_is_named(self):
        later = self.eerste["grootte"] + 20

        def swap(db):
            for a, b in ((later, -1), (later + 1, later), (-1, later + 1)):
                db.execute("UPDATE audit_leaf SET id = ? WHERE id = ?", (b, a))

        def insert(db):
            db.execute("INSERT INTO audit_leaf SELECT (SELECT max(id) + 1 FROM audit_leaf), entry, hash FROM audit_leaf WHERE id = 5")

        def bytes_of(kind):
            def change(db):
                block, count = db.execute(f"SELECT {kind}_blok, {kind}_blokken FROM bericht WHERE id = 20").fetchone()
                other, _ = db.execute(f"SELECT {kind}_blok, {kind}_blokken FROM bericht WHERE id = 21").fetchone()
                self.assertEqual(count, 1)
                db.execute("UPDATE blok SET bytes = (SELECT bytes FROM blok WHERE id = ?) WHERE id = ?", (other, block))
                grootte = "grootte" if kind == "origineel" else f"{kind}_grootte"
                db.execute(f"UPDATE bericht SET {grootte} = (SELECT {grootte} FROM bericht WHERE id = 21) WHERE id = 20")
            return change

        def sql(text):
            return lambda db: db.execute(text)

        def garbled(db):
            block, = db.execute("SELECT besluit_blok FROM bericht WHERE id = 20").fetchone()
            db.execute("UPDATE blok SET bytes = zeroblob(40) WHERE id = ?", (block,))

        cases = {
            "edit a leaf": (lambda db: self.change_leaf(db, later, lambda e: e.replace(b"aangehouden", b"goedgekeurd")), "regel_veranderd"),
            "edit the bytes of a message": (bytes_of("origineel"), "onleesbaar"),
            "edit a decision": (bytes_of("besluit"), "onleesbaar"),
            "edit an outcome": (sql("UPDATE bericht SET uitkomst = 'goedgekeurd' WHERE id = 20"), "gegevens_veranderd"),
            "edit an answer": (sql("UPDATE afdoening SET retour_blok = (SELECT retour_blok FROM afdoening WHERE id = 2), "
                                   "retour_grootte = (SELECT retour_grootte FROM afdoening WHERE id = 2) WHERE id = 1"), "onleesbaar"),  # another message's key
            "edit who decided": (sql("UPDATE werk_besluit SET door = 'K. Klaassen' WHERE id = 1"), "besluit_veranderd"),
            "back-date a decision": (sql("UPDATE bericht SET vandaag = vandaag - 60 WHERE id = 20"), "gegevens_veranderd"),
            "back-date a message": (sql("UPDATE bericht SET moment_ms = moment_ms - 86400000 WHERE id = 20"), "gegevens_veranderd"),
            "make bytes unreadable": (garbled, "onleesbaar"),
            "delete a leaf": (sql(f"DELETE FROM audit_leaf WHERE id = {later}"), "regel_ontbreekt"),
            "delete a message": (sql("DELETE FROM bericht WHERE id = 20"), "regel_zonder_rij"),
            "add a message": (sql("INSERT INTO bericht (id, vingerafdruk, moment_ms, vandaag, kanaal, grootte, soort, afzender, ontvanger, "
                                  "identificatie, uitkomst, contract_label, contract_hash, schema_hash, audit_index, origineel_blok, "
                                  "origineel_blokken, besluit_blok, besluit_blokken, besluit_grootte, retour_soort, retour_blok, retour_blokken, "
                                  "retour_grootte, sleutel) SELECT (SELECT max(id) + 1 FROM bericht), randomblob(32), moment_ms, vandaag, kanaal, grootte, soort, "
                                  "afzender, ontvanger, identificatie, uitkomst, contract_label, contract_hash, schema_hash, audit_index, origineel_blok, "
                                  "origineel_blokken, besluit_blok, besluit_blokken, besluit_grootte, retour_soort, retour_blok, retour_blokken, "
                                  "retour_grootte, sleutel FROM bericht WHERE id = 20"), "rij_zonder_regel"),
            "reorder": (swap, "regel_misplaatst"),
            "insert": (insert, "regel_te_veel"),
            "cut the tail": (lambda db: self.cut(db, 100), "afgekapt"),
            "edit a kept subtree": (sql("UPDATE audit_boom SET hash = randomblob(32)"), "deelboom_veranderd"),
            "edit the edge": (sql("UPDATE audit_rand SET knopen = zeroblob(length(knopen))"), "rand_veranderd"),
            "edit a checkpoint's root": (sql("UPDATE controlepunt SET wortel = randomblob(32)"), "controlepunt_veranderd"),
            "edit a checkpoint's note": (sql("UPDATE controlepunt SET notitie = replace(notitie, char(10), char(10) || ' ')"), "handtekening_klopt_niet"),
            "delete a bundle": (lambda db: [db.execute(f"DELETE FROM {t}") for t in ("bundel_actief", "bundel_bestand", "bundel_voor", "bundel")],
                                "bundel_ontbreekt"),
            "edit the settings of then": (sql("UPDATE omgeving SET json = json || ' '"), "bijlage_veranderd"),
            "forget the settings of then": (sql("DELETE FROM omgeving"), "regel_zonder_rij"),
            "edit a registratie": (sql("UPDATE registratie SET datum = datum - 60"), "bijlage_veranderd"),
            "edit a bundle": (sql("UPDATE bundel_bestand SET naam = 'tarieven2.csv' WHERE naam = 'tarieven.csv'"), "bundel_veranderd"),
        }
        for name, (change, soort) in cases.items():
            with self.subTest(name):
                self.assertIn(soort, self.verify(self.tampered(change), 1), name)

    def test_whoever_makes_all_hashes_fit_again_is_found_by_what_was_signed(self):
        def fork(db):
            self.change_leaf(db, 20, lambda e: e.replace(b"0384", b"0385", 1))
            self.rebuild(db)

        def back_date(db):
            # The moment stands behind the index: version, length, eight bytes, length, eight bytes.
            self.change_leaf(db, 20, lambda e: e[:17] + (int.from_bytes(e[17:25], "big") - 86400000).to_bytes(8, "big") + e[25:])
            db.execute("UPDATE bericht SET moment_ms = moment_ms - 86400000 WHERE audit_index = 20")
            self.rebuild(db)

        for change in (fork, back_date):
            data = self.tampered(change)
            self.assertIn("gevorkt", self.verify(data, 1))
            self.refuses(data, "veranderd of het is gevorkt")

    def refuses(self, data, why, **settings):
        daemon = Daemon(data, wait=False, **settings)
        self.assertEqual(daemon.wait(), 1)
        told = [json.loads(line) for line in daemon.log if '"auditlog_klopt_niet"' in line]
        self.assertEqual(len(told), 1, daemon.log)
        self.assertIn(why, told[0]["fout"])
        if not settings:
            run("audit", "checkpoint", "--data", data, code=1)

    def test_the_daemon_does_not_start_on_another_log_than_was_signed(self):
        self.refuses(self.tampered(lambda db: self.cut(db, 100)), "afgekapt")
        data = self.copy()
        (data / "audit_sleutel.pem").unlink()
        daemon = Daemon(data, wait=False)
        self.assertEqual(daemon.wait(), 2)
        self.assertTrue(any("zet hem terug" in line for line in daemon.log), daemon.log)
        self.assertIn("zet hem terug", run("audit", "checkpoint", "--data", data, code=2))
        self.assertFalse((data / "audit_sleutel.pem").exists())
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", data / "audit_sleutel.pem"], check=True)
        (data / "audit_sleutel.pem").chmod(0o600)
        self.refuses(data, "andere sleutel")
        data = self.copy()
        daemon = Daemon(data, wait=False, audit_naam="elders")
        self.assertEqual(daemon.wait(), 1)
        self.assertTrue(any("ander auditlog" in line for line in daemon.log), daemon.log)

    def old_backup(self):
        """The store as it was at the first checkpoint, in every part."""
        def back(db):
            size = self.cut(db, 300)
            db.execute("DELETE FROM controlepunt WHERE grootte > ?", (size,))
        return self.tampered(back)

    def test_an_old_backup_put_back_shows_only_from_outside(self):
        data = self.old_backup()
        self.assertEqual(self.verify(data, 0), set())
        note = self.top / "laatste.txt"
        note.write_text(self.laatste["notitie"])
        self.assertIn("afgekapt", self.verify(data, 1, "--controlepunt", note))
        self.refuses(data, "oude reservekopie", audit_kopie=str(self.kopie))

    def test_a_checkpoint_from_outside(self):
        note = self.top / "buiten.txt"
        note.write_text(self.laatste["notitie"])
        fork = self.tampered(lambda db: (self.change_leaf(db, 20, lambda e: e.replace(b"0384", b"0385", 1)), self.rebuild(db),
                                         db.execute("DELETE FROM controlepunt")))
        self.assertIn("gevorkt", self.verify(fork, 1, "--controlepunt", note))
        with tempfile.TemporaryDirectory() as directory:
            run("process", "--data", directory + "/d", "--today", "2026-06-01", "-", input=bericht.toewijzing().xml())
            config = pathlib.Path(directory) / "c.toml"
            config.write_text('audit_naam = "elders"\n')
            run("audit", "checkpoint", "--data", directory + "/d", "--config", config)
            other = pathlib.Path(directory) / "andere.pem"
            subprocess.run(["openssl", "pkey", "-in", directory + "/d/audit_sleutel.pem", "-pubout", "-out", other], check=True)
            foreign = pathlib.Path(directory) / "vreemd.txt"
            foreign.write_text(json.loads(run("audit", "checkpoint", "--json", "--data", directory + "/d", "--config", config))["notitie"])
            told = json.loads(run("audit", "verify", "--json", "--data", self.data, "--sleutel", other, code=1))
            self.assertEqual({a["soort"] for a in told["afwijkingen"]}, {"verkeerde_sleutel"})
            told = json.loads(run("audit", "verify", "--json", "--data", self.data, "--sleutel", other, "--controlepunt", foreign, code=1))
            self.assertIn("ander_log", {a["soort"] for a in told["afwijkingen"]})
        note.write_text(self.laatste["notitie"].replace("ketenpoort\n", "ketenpoort\n0", 1))
        self.assertIn("controlepunt_veranderd", self.verify(self.data, 1, "--controlepunt", note))

    # the command line

    def test_prove_of_a_message_and_of_growth(self):
        out = self.top / "bewijs"
        run("audit", "prove", "--data", self.data, "--bericht", "1", "--uit", out)
        for n in (1, 2, 3):
            self.assertTrue(controleer.main(["opname", str(out / "controlepunt.txt"), str(out / f"bewijs-{n}.json"), str(out / f"regel-{n}.bin")]))
        original = out / "origineel.xml"
        original.write_bytes(self.get("/v1/berichten/1/origineel"))
        self.assertTrue(controleer.main(["inhoud", str(out / "regel-1.bin"), str(out / "nonce-1.hex"), str(original)]))
        grown = self.top / "groei.json"
        grown.write_text(run("audit", "prove", "--data", self.data, "--van", self.eerste["grootte"], "--tot", self.laatste["grootte"]))
        self.assertTrue(controleer.answer(grown))

    def test_wrong_use(self):
        for arguments, word in ((["prove"], "Geef een van"), (["prove", "--bericht", "99999"], "geen bericht"), (["prove", "--van", "5", "--tot", "3"], "van <= tot"),
                                (["prove", "--toewijzing", "0384"], "GEMEENTE/DOMEIN/NUMMER"), (["prove", "--toewijzing", "0384/wmo/1001"], "--uit"),
                                (["prove", "--toewijzing", "0384/wmo/77", "--uit", "x.zip"], "al in gebruik"),
                                (["prove", "--toewijzing", "0384/wmo/77", "--uit", "x.zip", "--url", f"http://127.0.0.1:{self.daemon.port}"], "niets bekend"),
                                (["verify", "--sleutel", "/nergens.pem"], "bestaat niet")):
            with self.subTest(arguments):
                self.assertIn(word, run("audit", *arguments, "--data", self.data, code=2))
        data = self.copy()
        (data / "audit_sleutel.pem").unlink()
        self.assertIn("--sleutel", run("audit", "prove", "--data", data, "--bericht", "1", code=2))
        run("audit", "prove", "--data", data, "--bericht", "1", "--sleutel", self.sleutel)
        self.assertFalse((data / "audit_sleutel.pem").exists())
        self.assertIn("handtekeningen niet nagekeken", run("audit", "verify", "--data", data))
        self.assertIn("geen opslag", run("audit", "verify", "--data", self.top / "leeg", code=2))


if __name__ == "__main__":
    unittest.main()
