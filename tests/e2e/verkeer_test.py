"""Made-up traffic of every region of deploy/contracts: each planted fault is found, by its rule; everything else is approved."""

import collections
import csv
import hashlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ET

BINARY = os.environ.get("KETENPOORT", "")
CONTRACTS = pathlib.Path(__file__).resolve().parents[2] / "deploy/contracts"
PLAATS = re.compile(r"^/Bericht/Declaratie/Clienten/Client\[(\d+)\](?:/Prestaties/Prestatie\[(\d+)\])?")
# What regions say of clean messages: places that come free, prices that are settled otherwise, results, plans and talks that nobody
# registered here. Nothing of it says that a message is wrong.
ACHTERGROND = {"R18", "R22", "R28", "R31", "R32"}
# One prestatie above its month is often above its whole toewijzing too.
ERBIJ = {"boven_volume": {"TR322"}}


def run(*arguments, code=0):
    done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != code:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done


def digest(directory):
    made = hashlib.sha256()
    for path in sorted(directory.rglob("*")):
        if path.is_file():
            made.update(path.relative_to(directory).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def child(node, name):
    return next(c for c in node if c.tag.rsplit("}", 1)[-1] == name)


def referenties(path):
    """ReferentieNummer of each prestatie of a 323, per client."""
    clienten = child(child(ET.parse(path).getroot(), "Declaratie"), "Clienten")
    return [[child(child(p, "ProductReferentie"), "ReferentieNummer").text for p in child(c, "Prestaties")] for c in clienten]


def gevonden(bevindingen, path, soort):
    """Rules by what they are about: the reference of a prestatie, else the message as a whole. Signals apart."""
    fout, signaal = collections.defaultdict(set), set()
    lijst = None
    for b in bevindingen:
        if b["gevolg"] == "signaleren":
            signaal.add(b["regel"])
            continue
        plaats = PLAATS.match(b["plaats"] or "") if soort.endswith("323") else None
        if plaats is None:
            fout[""].add((b["regel"], b["retourcode"] or ""))
            continue
        if lijst is None:
            lijst = referenties(path)
        client, prestatie = int(plaats[1]) - 1, plaats[2]
        for ref in lijst[client] if prestatie is None else [lijst[client][int(prestatie) - 1]]:
            fout[ref].add((b["regel"], b["retourcode"] or ""))
    return fout, signaal


class Verkeer(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.map = pathlib.Path(temporary.name)

    def generate(self, uit, *more, regio="noorderdal", clienten="60", code=0):
        return run("generate", "--regio", str(CONTRACTS / regio), "--clienten", clienten, "--uit", str(self.map / uit), *more, code=code)

    def decide(self, regio):
        """Answers by file name, after everything came in on its own day."""
        run("contract", "import", "--data", str(self.map / "gegevens"), str(CONTRACTS / regio))
        done = run("process", "--data", str(self.map / "gegevens"), "--json", "--verloop", str(self.map / "verkeer/verloop.csv"),
                   str(self.map / "verkeer/berichten"), code=1)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return {pathlib.Path(a["bestand"]).name: a for a in answers}

    def check_region(self, regio, kinds):
        self.generate("verkeer", "--seed", "7", "--fouten", "50", regio=regio)
        antwoorden = self.decide(regio)
        with open(self.map / "verkeer/verloop.csv", encoding="utf-8") as file:
            dag_van = {pathlib.Path(rij["bestand"]).name: rij["dag"] for rij in csv.DictReader(file, delimiter=";")}
        self.assertEqual(set(dag_van), set(antwoorden))
        waarheid = collections.defaultdict(list)
        with open(self.map / "verkeer/waarheid.csv", encoding="utf-8") as file:
            for rij in csv.DictReader(file, delimiter=";"):
                waarheid[pathlib.Path(rij["bestand"]).name].append(rij)
        gezien = collections.Counter(rij["fout"] for rijen in waarheid.values() for rij in rijen)
        self.assertLessEqual(kinds, set(gezien), "kinds of faults that were planted")
        zonder_bericht = waarheid.pop("")
        self.assertEqual({rij["fout"] for rij in zonder_bericht}, {"start_ontbreekt"})
        self.assertEqual(set(waarheid), set(antwoorden))

        for naam, rijen in waarheid.items():
            antwoord = antwoorden[naam]
            with self.subTest(regio=regio, bestand=naam, waarheid=rijen, bevindingen=antwoord["bevindingen"]):
                self.check_message(antwoord, rijen, self.map / "verkeer/berichten" / naam)
                self.assertEqual(antwoord["besluit"]["vandaag"], dag_van[naam])

    def check_message(self, antwoord, rijen, path):
        self.assertEqual(antwoord["uitkomst"], rijen[0]["uitkomst"])
        fout, signaal = gevonden(antwoord["bevindingen"], path, rijen[0]["soort"])
        gezocht = collections.defaultdict(set)
        for rij in rijen:
            regels, codes = rij["regels"].split(), rij["retourcodes"].split()
            if rij["gevolg"] == "signaleren":
                self.assertLessEqual(set(regels), signaal)
            elif rij["fout"] != "schoon":
                ref = rij["referentie"] if rij["soort"].endswith("323") else ""
                gezocht[ref] |= set(zip(regels, codes or [""] * len(regels)))
                extra = {(regel, code) for regel, code in fout[ref] if regel in ERBIJ.get(rij["fout"], ())}
                fout[ref] -= extra
        self.assertEqual({k: v for k, v in fout.items() if v}, gezocht)
        if rijen[0]["fout"] == "schoon":
            self.assertLessEqual(signaal, ACHTERGROND)

    IN_ALLE = {
        "schoon", "onbekend_product", "einde_voor_begin", "bsn_elfproef", "stop_zonder_start", "start_ontbreekt", "verkeerd_tarief",
        "boven_volume", "onbekende_toewijzing", "verkeerde_bsn", "tweede_keer",
    }

    def test_noorderdal(self):
        self.check_region("noorderdal", self.IN_ALLE)

    def test_brabant(self):
        self.check_region("brabant-noordoost-oost", self.IN_ALLE | {"geen_overeenkomst", "te_lang", "te_laat_gestart"})

    def test_gooi(self):
        self.check_region("gooi-en-vechtstreek", self.IN_ALLE | {"geen_overeenkomst", "te_lang", "boven_plafond"})

    def test_noord_limburg(self):
        self.check_region("noord-limburg", self.IN_ALLE | {"geen_overeenkomst", "te_lang", "boven_plafond"})

    def test_swvo(self):
        self.check_region("swvo-veere", self.IN_ALLE | {"geen_overeenkomst", "te_lang"})

    def test_weert(self):
        self.check_region("weert-midden-limburg", self.IN_ALLE | {"geen_overeenkomst", "te_lang"})

    def test_same_seed_same_files(self):
        for uit, zaad in (("een", "5"), ("twee", "5"), ("drie", "6")):
            self.generate(uit, "--seed", zaad, "--fouten", "20", clienten="15")
        self.assertEqual(digest(self.map / "een"), digest(self.map / "twee"))
        self.assertNotEqual(digest(self.map / "een"), digest(self.map / "drie"))

    def test_bad_use(self):
        (self.map / "vol").mkdir()
        (self.map / "vol/iets").write_text("x", encoding="utf-8")
        for more, clienten, uit in (
            (("--regio", "nergens"), "5", "uit"),
            ((), "0", "uit"),
            (("--prestaties", "100"), "5", "uit"),
            (("--van", "2023-01"), "5", "uit"),
            (("--van", "2026-13"), "5", "uit"),
            (("--maanden", "0"), "5", "uit"),
            (("--fouten", "501"), "5", "uit"),
            ((), "5", "vol"),
        ):
            with self.subTest(more=more, clienten=clienten, uit=uit):
                regio = () if "--regio" in more else ("--regio", str(CONTRACTS / "noorderdal"))
                done = run("generate", *regio, *more, "--clienten", clienten, "--uit", str(self.map / uit), code=2)
                self.assertTrue(done.stderr.startswith("ketenpoort: "), done.stderr)
                self.assertFalse((self.map / "uit").exists())

    def test_verloop_must_know_every_file(self):
        self.generate("verkeer", clienten="3")
        data = str(self.map / "gegevens")
        verloop = self.map / "verkeer/verloop.csv"
        regels = verloop.read_text(encoding="utf-8").splitlines(keepends=True)
        verloop.write_text("".join(regels[:-1]), encoding="utf-8")
        for more in ((), ("--today", "2026-01-01")):
            done = run("process", "--data", data, "--verloop", str(verloop), *more, str(self.map / "verkeer/berichten"), code=2)
            self.assertIn("--verloop", done.stderr)
        verloop.write_text("bestand;dag\na.xml;gisteren\n", encoding="utf-8")
        self.assertIn(":2:", run("process", "--data", data, "--verloop", str(verloop), "a.xml", code=2).stderr)


if __name__ == "__main__":
    unittest.main()
