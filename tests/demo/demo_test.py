#!/usr/bin/env python3
"""Runs the demo's messages through `ketenpoort process` and compares each decision with deploy/demo/verwacht.txt; then sends them to a
daemon, whose decisions and answers must be the same, and whose case chain of the one client tells that life.

usage: demo_test.py PROGRAM    (from the root of the source tree)
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

TODAY = "2026-11-22"
DEMO = pathlib.Path("deploy/demo")
REGION = "deploy/contracts/noorderdal"
TOEWIJZING = ("0114", "wmo", "114010")
# The life of messages 11 to 18: kind, uitkomst, what it did, live debets after it.
LEVEN = [
    (11, "WMO315", "goedgekeurd", ["toewijzing"], 0),
    (12, "WMO319", "goedgekeurd", ["antwoord"], 0),
    (13, "WMO301", "goedgekeurd", ["honorering", "versie"], 0),
    (14, "WMO305", "goedgekeurd", ["start"], 0),
    (15, "WMO305", "afgekeurd", [], 0),
    (16, "WMO323", "goedgekeurd", ["debet"], 1),
    (17, "WMO323", "goedgekeurd", ["credit", "debet", "debet"], 2),
    (18, "WMO307", "goedgekeurd", ["stop"], 2),
]


def decision(record):
    """A decision record without what may differ between two runs."""
    return {key: value for key, value in record.items() if key not in ("moment",)}


def life(keten):
    """What the case chain tells, and what is wrong with it."""
    told = [(stap["bericht"], stap["berichtsoort"], stap["uitkomst"], [een["wat"] for een in stap["gebeurtenissen"]],
             stap["stand"]["lopende_debetten"]) for stap in keten["stappen"]]
    wrong = [f"the chain should tell {want}\n    but tells {got}" for want, got in zip(LEVEN, told, strict=False) if want != got]
    if len(told) != len(LEVEN):
        wrong.append(f"the chain has {len(told)} steps; {len(LEVEN)} were expected")
    live = {}
    for stap in keten["stappen"]:
        for een in stap["gebeurtenissen"]:
            if een["wat"] == "credit" and een["toegekend"]:
                del live[een["vorig"]]
        live.update({een["referentie"]: een for een in stap["gebeurtenissen"] if een["wat"] == "debet" and een["toegekend"]})
    if keten["stand"]["bedrag"] != sum(een["bedrag"] for een in live.values()):
        wrong.append("the chain's euros are not those of its live debets")
    if keten["stand"]["verbruikt"][0]["volume"] != sum(een["volume"] for een in live.values()):
        wrong.append("the chain's volume is not that of its live debets")
    return wrong


def same_as_daemon(program, files, offline, answers):
    """offline: the decision records of process; answers: the XML it wrote, by file; None where there is none."""
    os.environ["KETENPOORT"] = program
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
    from daemon import Daemon

    wrong = []
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([program, "contract", "import", "--data", data, REGION], check=True, stdout=subprocess.DEVNULL)
        with Daemon(data, vandaag=TODAY) as daemon:
            for file, record in zip(files, offline, strict=True):
                status, _, body = daemon.post(file.read_bytes())
                if status not in (201, 422):
                    wrong.append(f"{file.name}: the daemon answered {status}")
                    continue
                online = json.loads(daemon.get(f"/v1/berichten/{record['id']}/besluit")[2])
                if decision(online) != decision(record):
                    wrong.append(f"{file.name}: process and daemon decide differently: {decision(record)} and {decision(online)}")
                if answers[file] is not None and daemon.get(f"/v1/berichten/{record['id']}/retour")[2] != answers[file]:
                    wrong.append(f"{file.name}: process and daemon answer differently")
            path = "/v1/toewijzingen/" + "/".join(TOEWIJZING)
            wrong += life(json.loads(daemon.get(path)[2]))
            text = subprocess.run([program, "keten", "--url", f"http://127.0.0.1:{daemon.port}", *TOEWIJZING], check=True,
                                  stdout=subprocess.PIPE, text=True).stdout
            wrong += [f"the chain in words does not name {word}" for word in ("gehonoreerd", "TR326", "toegekend", "Termijnen") if word not in text]
    return wrong


def expected():
    """[(number, uitkomst, sorted [(rule, retourcode)])] in the order of the file."""
    steps = []
    for line in (DEMO / "verwacht.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        first, second = line.split()
        if line.startswith(" "):
            steps[-1][2].append((first, second))
        else:
            steps.append((first, second, []))
    return [(number, uitkomst, sorted(set(found))) for number, uitkomst, found in steps]


def main():
    program = sys.argv[1]
    files = sorted((DEMO / "berichten").glob("*.xml"))
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as out:
        subprocess.run([program, "contract", "import", "--data", data, REGION], check=True, stdout=subprocess.DEVNULL)
        run = subprocess.run([program, "process", "--data", data, "--today", TODAY, "--out", out, "--json", *map(str, files)],
                             stdout=subprocess.PIPE, text=True, check=False)
        written = {file: next(pathlib.Path(out).glob(f"{file.stem}.*.xml"), None) for file in files}
        keten = subprocess.run([program, "keten", "--data", data, "--json", *TOEWIJZING], check=True, stdout=subprocess.PIPE, text=True).stdout
        answers = {file: path.read_bytes() if path else None for file, path in written.items()}
    if run.returncode != 1:
        sys.exit(f"process ended with {run.returncode}; 1 was expected, since some messages are rejected")

    decided = []
    for file, line in zip(files, run.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        # XSD faults count once: how many there are is the schema's business.
        found = sorted({(b["regel"], b["retourcode"] or "-") for b in answer["bevindingen"]})
        decided.append((file.name[:2], answer["uitkomst"], found))

    wrong = [f"expected {want}\n    but got {got}" for want, got in zip(expected(), decided, strict=True) if want != got]
    wrong += life(json.loads(keten))
    wrong += same_as_daemon(program, files, [json.loads(line)["besluit"] for line in run.stdout.splitlines()], answers)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(decided)} messages as promised, by process and by the daemon")


if __name__ == "__main__":
    main()
